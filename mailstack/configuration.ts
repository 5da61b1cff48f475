import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { chown, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashPassword } from '../server/store/password-hash.ts';
import type { Layout } from './layout.ts';
import type { Ports } from './ports.ts';
import { renderAll } from './render.ts';
import { groupId, idsOf } from './system-users.ts';

/** What differs between the demo, the tests and the benchmark; the defaults are the reference. */
export interface Tuning {
  /** Seconds that a wrong password has to wait. */
  authFailureDelay: number;
  /** Whether an address that keeps guessing waits longer each time, up to 15 seconds. */
  authPenalty: boolean;
  /** Dovecot's `mail_fsync`: `never` is for mail that nobody would miss. */
  mailFsync: 'optimized' | 'never';
  /** Seconds between two looks at the mail that waits. */
  queueRunDelay: number;
  /** How mail lies on the disk: `maildir` is what many servers have, to compare with. */
  mailFormat: 'sdbox' | 'maildir';
  /** Who may sign in to every mailbox, as `ADDRESS*USER`; null = nobody. */
  master: { user: string; password: string } | null;
}

export const REFERENCE_TUNING: Tuning = {
  authFailureDelay: 2,
  authPenalty: true,
  mailFsync: 'optimized',
  queueRunDelay: 60,
  mailFormat: 'sdbox',
  master: null,
};

const LOCATIONS = { sdbox: 'sdbox:~/mail:UTF-8', maildir: 'maildir:~/mail:LAYOUT=fs:UTF-8' };

/**
 * Writes the configuration of both servers from the templates beside this file.
 *
 * @returns whether any file is not what it was: the servers then have to read them again.
 */
export async function writeConfiguration(
  layout: Layout,
  ports: Ports,
  tuning: Tuning,
): Promise<boolean> {
  makeFolders(layout);
  const files = renderAll(readTemplates(), {
    home: layout.home,
    instance: 'sobre',
    hostname: 'localhost',
    mailUser: MAIL_USER,
    ...namedPorts(ports),
    authFailureDelay: tuning.authFailureDelay,
    authPenaltyMode: tuning.authPenalty ? '0600' : '0',
    mailFsync: tuning.mailFsync,
    mailLocation: LOCATIONS[tuning.mailFormat],
    queueRunDelay: `${tuning.queueRunDelay}s`,
    masterUsers: await masterUsers(tuning.master),
  });
  const changes = Object.entries(files).map(([name, text]) =>
    writeChanged(join(layout.home, name), text),
  );
  return (await Promise.all(changes)).includes(true);
}

async function masterUsers(master: Tuning['master']): Promise<string> {
  return master ? `imap.${master.user}:${await hashPassword(master.password)}` : '';
}

/** The system user who owns all mail. */
export const MAIL_USER = 'mail';

const TEMPLATE_FOLDERS = ['dovecot', 'postfix'];

function readTemplates(): Record<string, string> {
  const root = templateRoot();
  const templates: Record<string, string> = {};
  for (const folder of TEMPLATE_FOLDERS) {
    for (const file of readdirSync(join(root, folder))) {
      templates[join(folder, file)] = readFileSync(join(root, folder, file), 'utf8');
    }
  }
  return templates;
}

// The compiled code in dist/mailstack has no templates beside it: they stay in the source.
function templateRoot(): string {
  const here = import.meta.dirname;
  return existsSync(join(here, 'dovecot')) ? here : join(here, '../../mailstack');
}

function namedPorts(ports: Ports): Record<string, number> {
  return Object.fromEntries(
    Object.entries(ports).map(([service, port]) => [`${service}Port`, port]),
  );
}

function makeFolders(layout: Layout): void {
  mkdirSync(layout.dovecot, { recursive: true });
  mkdirSync(layout.postfix, { recursive: true });
  mkdirSync(layout.mail, { recursive: true, mode: 0o700 });
  const { uid, gid } = idsOf(MAIL_USER);
  chownSync(layout.mail, uid, gid);
}

async function writeChanged(path: string, text: string): Promise<boolean> {
  const before = await readFile(path, 'utf8').catch(() => undefined);
  if (before === text) return false;
  await writeFile(path, text, { mode: modeOf(path) });
  if (isSecret(path)) await chown(path, 0, groupId('dovecot'));
  // Postfix sleeps until its configuration is two seconds old, lest it reads half a file; ours is whole.
  const aWhileAgo = new Date(Date.now() - 10_000);
  await utimes(path, aWhileAgo, aWhileAgo);
  return true;
}

const isSecret = (path: string) => path.endsWith('master-users');

function modeOf(path: string): number {
  if (isSecret(path)) return 0o640;
  return path.endsWith('.sh') ? 0o755 : 0o644;
}
