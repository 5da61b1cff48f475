import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Makes, once, a certificate authority (`authority.pem`) and a certificate for localhost and 127.0.0.1
 * that it signed (`certificate.pem`, `key.pem`). The authority's key is thrown away: it can never sign
 * anything else, so trusting it trusts this one server.
 */
export async function ensureCertificate(directory: string): Promise<void> {
  if (existsSync(join(directory, 'certificate.pem'))) return;
  mkdirSync(directory, { recursive: true });
  const work = await mkdtemp(join(directory, 'making-'));
  try {
    await makeAuthority(work);
    await makeCertificate(work);
    for (const file of ['authority.pem', 'key.pem', 'certificate.pem']) {
      await rename(join(work, file), join(directory, file));
    }
  } finally {
    await rm(work, { recursive: true });
  }
}

const TEN_YEARS = ['-days', '3650'];
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

async function makeAuthority(cwd: string): Promise<void> {
  await writeFile(join(cwd, 'authority.cnf'), AUTHORITY);
  await run(
    'openssl',
    // prettier-ignore
    [
      'req',
      '-x509',
      ...NEW_KEY,
      ...TEN_YEARS,
      '-config',
      'authority.cnf',
      '-keyout',
      'authority.key',
      '-out',
      'authority.pem',
    ],
    { cwd },
  );
}

async function makeCertificate(cwd: string): Promise<void> {
  await writeFile(join(cwd, 'server.cnf'), SERVER);
  await run(
    'openssl',
    ['req', ...NEW_KEY, '-config', 'server.cnf', '-keyout', 'key.pem', '-out', 'request.pem'],
    { cwd },
  );
  await run(
    'openssl',
    // prettier-ignore
    [
      'x509',
      '-req',
      ...TEN_YEARS,
      '-in',
      'request.pem',
      '-CA',
      'authority.pem',
      '-CAkey',
      'authority.key',
      '-CAcreateserial',
      '-extfile',
      'server.cnf',
      '-extensions',
      'extensions',
      '-out',
      'certificate.pem',
    ],
    { cwd },
  );
}

const AUTHORITY = `
[req]
prompt = no
distinguished_name = name
x509_extensions = extensions
[name]
CN = Sobre bundled mail stack
[extensions]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
`;

const SERVER = `
[req]
prompt = no
distinguished_name = name
[name]
CN = localhost
[extensions]
basicConstraints = critical, CA:false
extendedKeyUsage = serverAuth
subjectAltName = DNS:localhost, IP:127.0.0.1
`;
