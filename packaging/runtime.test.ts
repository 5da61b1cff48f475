import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePorts, type Ports } from '../mailstack/ports.ts';

// What the Dockerfile and compose.yaml do, without Docker: the same scripts, environment and rights.

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const NOBODY = 65534;

// The rights that Docker leaves to root, and what compose.yaml adds.
const DOCKER_RIGHTS = [
  ...['chown', 'dac_override', 'fowner', 'fsetid', 'kill', 'setgid', 'setuid', 'setpcap'],
  ...['net_bind_service', 'net_raw', 'sys_chroot', 'mknod', 'audit_write', 'setfcap'],
  'sys_ptrace',
];
const AS_ROOT_IN_DOCKER = [
  `--bounding-set=-all,${DOCKER_RIGHTS.map((right) => `+${right}`).join()}`,
];
const AS_NOBODY = [
  ...[`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'],
  ...['--bounding-set=-all', '--inh-caps=-all', '--no-new-privs'],
];

let folder: string;
let mailStack: Program;
let webmail: Program;
let port: number;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sobre-pack-'));
  await chmod(folder, 0o755);
  await compile();
  for (const kind of ['webmail', 'mailstack']) {
    await run(process.execPath, [
      join(root, 'packaging/build-runtime.mjs'),
      kind,
      join(folder, kind),
      ...['--dist', join(folder, 'dist')],
    ]);
  }
  const ports = await freePorts();
  port = (await freePorts()).imap;
  url = `http://localhost:${port}`;
  mailStack = await startMailStack(ports);
  webmail = await startWebmail(ports);
});

afterAll(async () => {
  await webmail?.stop();
  await mailStack?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('the assembled folders', () => {
  it.each(['webmail', 'mailstack'])('%s has every package that it needs', async (kind) => {
    await run('npm', ['ls', '--omit=dev', '--all'], { cwd: join(folder, kind) });
    const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const imported = await importedPackages(join(folder, kind, 'dist'));
    expect(imported).toContain('kysely');
    expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(imported));
  });

  it('hold nothing that is for tests and development', async () => {
    for (const name of ['vitest', 'typescript', 'socket.io-client', 'react']) {
      expect(existsSync(join(folder, 'webmail/node_modules', name)), name).toBe(false);
    }
    const files = await readdir(join(folder, 'webmail/dist/server'), { recursive: true });
    expect(files).toContain('main.js');
    expect(files.filter((file) => /test|both-engines|fixture/.test(file))).toEqual([]);
  });
});

describe('the webmail, as a user without rights, before the bundled mail stack', () => {
  it('is alive and ready', async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${url}/readyz`);
    expect(await ready.json()).toEqual({ ready: true, store: true, accounts: true, mail: true });
  });

  it('serves the page', async () => {
    const page = await fetch(`${url}/login`, { headers: { Accept: 'text/html' } });
    expect(page.status).toBe(200);
    expect(await page.text()).toMatch(/<!doctype html>/i);
  });

  it('signs a demo user in, over a connection that the published authority proves', async () => {
    const [, email, password] = /^ {2}(camille@\S+) +(\S+)$/m.exec(mailStack.said()) ?? [];
    const signedIn = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: url, 'X-Sobre': '1' },
      body: JSON.stringify({ email, password }),
    });
    expect(await signedIn.json()).toMatchObject({ account: email });
    const Cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const folders = await fetch(`${url}/api/folders`, { headers: { Cookie } });
    expect(await folders.text()).toContain('"INBOX"');
  });

  it('writes into its data folder alone, the key for nobody else to read', async () => {
    expect(await readdir(join(folder, 'webmail-data'))).toEqual(
      expect.arrayContaining(['secret.key', 'sobre.sqlite']),
    );
  });

  it('is healthy while it runs, ends in order at SIGTERM, and is not healthy then', async () => {
    expect(await healthcheck()).toBe(0);
    expect(await webmail.stop()).toBe(0);
    expect(await healthcheck()).toBe(1);
  });
});

describe('the mail stack', () => {
  it('takes back its sign of readiness and ends in order at SIGTERM', async () => {
    expect(existsSync(authority())).toBe(true);
    expect(await mailStack.stop()).toBe(0);
    expect(existsSync(authority())).toBe(false);
  });
});

const authority = () => join(folder, 'mail-ca/authority.pem');

/** Into a folder of the test's own: others may be building `dist` just now. */
async function compile() {
  const dist = join(folder, 'dist');
  await run(join(root, 'node_modules/.bin/tsc'), ['-p', 'server', '--outDir', dist], { cwd: root });
  const page = join(root, 'dist/client');
  if (existsSync(join(page, 'index.html'))) {
    await cp(page, join(dist, 'client'), { recursive: true });
  } else {
    // `npm test` builds the page before; a run of this file alone does with an empty one.
    await mkdir(join(dist, 'client'));
    await writeFile(join(dist, 'client/index.html'), '<!doctype html><title>Sobre</title>');
  }
}

async function startMailStack(ports: Ports): Promise<Program> {
  const DATA_DIR = join(folder, 'mail-data');
  // A stack keeps the ports that it once had: this one shall not meet another on the usual ones.
  await mkdir(join(DATA_DIR, 'mailstack'), { recursive: true });
  await writeFile(join(DATA_DIR, 'mailstack/stack.json'), JSON.stringify({ ports }));
  const env = { DATA_DIR, PUBLISH_CA: authority() };
  const program = start('mailstack', ['packaging/mailstack.mjs'], env, AS_ROOT_IN_DOCKER);
  await program.until(() => existsSync(authority()));
  return program;
}

async function startWebmail(ports: Ports): Promise<Program> {
  const DATA_DIR = join(folder, 'webmail-data');
  await mkdir(DATA_DIR);
  await chown(DATA_DIR, NOBODY, NOBODY);
  const env = {
    NODE_ENV: 'production',
    PORT: String(port),
    DATA_DIR,
    IMAP_URL: `imap://127.0.0.1:${ports.imap}`,
    SMTP_URL: `smtp://127.0.0.1:${ports.submission}`,
    SIEVE_URL: `sieve://127.0.0.1:${ports.sieve}`,
    MAIL_CA_FILE: authority(),
  };
  const program = start('webmail', ['dist/server/main.js'], env, AS_NOBODY);
  await program.until(() => program.said().includes('"ready"'));
  return program;
}

async function healthcheck(): Promise<number | null> {
  const script = join(folder, 'webmail/packaging/healthcheck.mjs');
  const env = { PORT: String(port), HOST: '0.0.0.0' };
  const [code] = await once(spawn(process.execPath, [script], { env }), 'exit');
  return code;
}

interface Program {
  /** What it has printed so far. */
  said(): string;
  /** Waits; throws Error with what it printed when it ends before. */
  until(condition: () => boolean): Promise<void>;
  /** @returns its exit code. */
  stop(): Promise<number | null>;
}

/** @param rights options of setpriv (util-linux), which becomes the program. */
function start(
  kind: string,
  command: string[],
  env: Record<string, string>,
  rights: string[],
): Program {
  const child: ChildProcess = spawn('/usr/bin/setpriv', [...rights, process.execPath, ...command], {
    cwd: join(folder, kind),
    env: { PATH: process.env.PATH, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  return {
    said: () => output,
    async until(condition) {
      while (!condition()) {
        if (child.exitCode !== null) throw new Error(`${kind} ended: ${output}`);
        await sleep(50);
      }
    },
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      child.kill('SIGTERM');
      const [code] = await once(child, 'exit');
      return code;
    },
  };
}

/** Names of the packages that compiled code imports. */
async function importedPackages(dist: string): Promise<string[]> {
  const names = new Set<string>();
  for (const file of await readdir(dist, { recursive: true })) {
    if (!file.endsWith('.js') || file.startsWith('client')) continue;
    // Compiled code has its imports at the beginning of lines, each on one line.
    const code = await readFile(join(dist, file), 'utf8');
    for (const [, name] of code.matchAll(
      /^(?:import|export) (?:[^'"]* from )?['"]([^.'"][^'"]*)['"];$/gm,
    )) {
      if (name && !isBuiltin(name)) names.add(packageOf(name));
    }
  }
  return [...names];
}

const packageOf = (name: string) =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
