import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real CardDAV server of a test's own (Radicale), with a person's address book on it. */
export interface AddressBooks {
  /** For CARDDAV_URL. */
  url: string;
  /** Asks as the person's other program would. */
  ask(method: string, path: string, init?: RequestInit): Promise<Response>;
  /** Path of the person's address book. */
  book: string;
  stopServer(): Promise<void>;
  startServer(): Promise<void>;
  stop(): Promise<void>;
}

export async function startAddressBooks(person: string, password: string): Promise<AddressBooks> {
  const home = await mkdtemp(join(tmpdir(), 'sobre-books-'));
  const port = await freePort();
  await writeFile(join(home, 'users'), `${person}:${password}\n`);
  await writeFile(
    join(home, 'config'),
    [
      '[server]',
      `hosts = 127.0.0.1:${port}`,
      '[auth]',
      'type = htpasswd',
      `htpasswd_filename = ${join(home, 'users')}`,
      'htpasswd_encryption = plain',
      'delay = 0',
      '[storage]',
      `filesystem_folder = ${join(home, 'collections')}`,
      '[logging]',
      'level = error',
    ].join('\n'),
  );
  const origin = `http://127.0.0.1:${port}`;
  const authorization = `Basic ${Buffer.from(`${person}:${password}`).toString('base64')}`;
  const ask = (method: string, path: string, init: RequestInit = {}) =>
    fetch(origin + path, {
      ...init,
      method,
      headers: { Authorization: authorization, ...init.headers },
    });
  let server: ChildProcess | undefined;
  const startServer = async () => {
    server = spawn('/usr/bin/radicale', ['--config', join(home, 'config')], { stdio: 'ignore' });
    await answering(origin);
  };
  const stopServer = async () => {
    const running = server;
    server = undefined;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await ended;
  };
  await startServer();
  const book = `/${encodeURIComponent(person)}/contacts/`;
  const made = await ask('MKCOL', book, { body: MAKE_BOOK });
  if (!made.ok) throw new Error(`no address book could be made: ${made.status}`);
  return {
    url: `${origin}/{email}/`,
    ask,
    book,
    startServer,
    stopServer,
    async stop() {
      await stopServer();
      await rm(home, { recursive: true, force: true });
    },
  };
}

const MAKE_BOOK =
  '<?xml version="1.0"?><create xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><set><prop><resourcetype><collection/><C:addressbook/></resourcetype><displayname>Contacts</displayname></prop></set></create>';

async function answering(origin: string) {
  for (let tries = 0; tries < 200; tries++) {
    if (
      await fetch(`${origin}/.web/`).then(
        () => true,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the address book server does not answer');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
