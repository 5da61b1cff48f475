import { execFile, type SpawnOptions, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

export interface PostgresFixture {
  /** Makes an empty database and answers its URL. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL of its own for tests: data and socket in a temporary folder, no TCP port, no
 * fsync, gone after `stop()`. As root it runs under the user `postgres`, which it refuses to do without.
 */
export async function startPostgres(): Promise<PostgresFixture> {
  const identity = process.getuid?.() === 0 ? await postgresUser() : {};
  const directory = await mkdtemp(join(tmpdir(), 'sobre-postgres-'));
  if (identity.uid !== undefined) await chown(directory, identity.uid, identity.gid!);
  const data = join(directory, 'data');
  await run(
    program('initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    identity,
  );
  const server = await startServer(data, directory, identity);
  let databases = 0;
  return {
    async createDatabase() {
      const name = `test${++databases}`;
      await execute(urlOf(directory, 'postgres'), `create database ${name}`);
      return urlOf(directory, name);
    },
    async stop() {
      server.kill('SIGQUIT');
      await new Promise((resolve) => server.once('exit', resolve));
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function postgresUser(): Promise<{ uid?: number; gid?: number }> {
  const users = await readFile('/etc/passwd', 'utf8');
  const [, uid, gid] = /^postgres:[^:]*:(\d+):(\d+):/m.exec(users) ?? [];
  if (!uid) throw new Error('PostgreSQL does not run as root, and there is no user "postgres".');
  return { uid: Number(uid), gid: Number(gid) };
}

function program(name: string): string {
  const root = '/usr/lib/postgresql';
  const version = readdirSync(root).sort((a, b) => Number(b) - Number(a))[0];
  return join(root, version!, 'bin', name);
}

async function startServer(data: string, socketDirectory: string, identity: SpawnOptions) {
  const settings = ['listen_addresses=', 'fsync=off', 'full_page_writes=off'];
  const server = spawn(
    program('postgres'),
    ['-D', data, '-k', socketDirectory, ...settings.flatMap((setting) => ['-c', setting])],
    { ...identity, stdio: 'ignore', cwd: socketDirectory },
  );
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await answers(urlOf(socketDirectory, 'postgres'))) return server;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  server.kill('SIGQUIT');
  throw new Error('PostgreSQL did not answer within ten seconds.');
}

function urlOf(socketDirectory: string, database: string): string {
  return `postgres:///${database}?host=${encodeURIComponent(socketDirectory)}&user=postgres`;
}

async function answers(url: string): Promise<boolean> {
  return execute(url, 'select 1').then(
    () => true,
    () => false,
  );
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.query(statement);
  } finally {
    await client.end().catch(() => {});
  }
}
