import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureCertificate } from './certificate.ts';
import { freePort } from './ports.ts';
import { runProgram } from './run-program.ts';

/** A real directory of a test's own (OpenLDAP), with people who have passwords. */
export interface Directory {
  /** Ports on loopback: `plain` speaks STARTTLS too. */
  plain: number;
  tls: number;
  /** PEM file of the authority that signed its certificate. */
  caFile: string;
  admin: { dn: string; password: string };
  /** Whether the person's password is this one. */
  takes(dn: string, password: string): Promise<boolean>;
  stop(): Promise<void>;
}

export const PEOPLE = 'ou=people,dc=test,dc=example';
const ADMIN = { dn: 'cn=admin,dc=test,dc=example', password: 'Admin-7-tilleul' };
/** By its policy no password of the directory is shorter. */
export const DIRECTORY_MINIMUM = 12;

/** @param people by `uid`: address and password. */
export async function startDirectory(
  people: Record<string, { mail: string; password: string }>,
): Promise<Directory> {
  const home = await mkdtemp(join(tmpdir(), 'sobre-directory-'));
  await mkdir(join(home, 'data'));
  await ensureCertificate(join(home, 'tls'));
  await writeFile(join(home, 'slapd.conf'), configuration(home));
  await runProgram('slapadd', ['-f', join(home, 'slapd.conf')], entries(people));
  const plain = await freePort();
  const tls = await freePort(new Set([plain]));
  const url = `ldap://127.0.0.1:${plain}`;
  const server = spawn(
    '/usr/sbin/slapd',
    ['-h', `${url} ldaps://127.0.0.1:${tls}`, '-f', join(home, 'slapd.conf'), '-d', '0'],
    { stdio: 'ignore' },
  );
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const asks = (dn: string, password: string) =>
    runProgram('ldapwhoami', ['-x', '-H', url, '-D', dn, '-w', password]).then(
      () => true,
      () => false,
    );
  for (let tries = 0; !(await asks(ADMIN.dn, ADMIN.password)); tries++) {
    if (tries > 100) throw new Error('the directory does not answer');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    plain,
    tls,
    caFile: join(home, 'tls/authority.pem'),
    admin: ADMIN,
    takes: asks,
    async stop() {
      server.kill('SIGKILL');
      await ended;
      await rm(home, { recursive: true, force: true });
    },
  };
}

const configuration = (home: string) => `
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload ppolicy
TLSCertificateFile ${home}/tls/certificate.pem
TLSCertificateKeyFile ${home}/tls/key.pem
database mdb
suffix "dc=test,dc=example"
rootdn "${ADMIN.dn}"
rootpw ${ADMIN.password}
directory ${home}/data
overlay ppolicy
ppolicy_default "cn=policy,dc=test,dc=example"
ppolicy_hash_cleartext
access to attrs=userPassword by self write by anonymous auth by * none
access to * by self read by dn.exact="cn=reader,dc=test,dc=example" read by * none
`;

const entries = (people: Record<string, { mail: string; password: string }>) => `
dn: dc=test,dc=example
objectClass: domain
dc: test

dn: cn=policy,dc=test,dc=example
objectClass: person
objectClass: pwdPolicy
cn: policy
sn: policy
pwdAttribute: userPassword
pwdCheckQuality: 2
pwdMinLength: ${DIRECTORY_MINIMUM}
pwdAllowUserChange: TRUE

dn: cn=reader,dc=test,dc=example
objectClass: person
cn: reader
sn: reader
userPassword: Reader-7-tilleul

dn: ${PEOPLE}
objectClass: organizationalUnit
ou: people
${Object.entries(people)
  .map(
    ([uid, { mail, password }]) => `
dn: uid=${uid},${PEOPLE}
objectClass: inetOrgPerson
uid: ${uid}
cn: ${uid}
sn: ${uid}
mail: ${mail}
userPassword: ${password}
`,
  )
  .join('')}`;
