import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Where the parts of one mail stack live. */
export interface Layout {
  home: string;
  accounts: string;
  tls: string;
  dovecot: string;
  postfix: string;
  queue: string;
  queueData: string;
  mail: string;
  state: string;
}

/**
 * Makes the home of the mail stack of a data folder, `DATA_DIR/mailstack`. Dovecot and Postfix read it
 * under their own users and put sockets in it, so it needs parents that anyone may pass through, and a
 * short plain path; where the data folder offers none (below /root, say), the home is made below
 * /var/lib and linked.
 *
 * @throws Error with one sentence when a home that has been used can no longer be reached.
 */
export function makeLayout(dataDir: string): Layout {
  const wanted = join(resolve(dataDir), 'mailstack');
  mkdirSync(resolve(dataDir), { recursive: true });
  const home = existing(wanted) ?? create(wanted);
  const blocked = firstBlocked(home);
  if (blocked) {
    throw new Error(
      `The mail stack in ${home} cannot be used because other users may not pass through ${blocked}; "chmod o+x ${blocked}" lets them.`,
    );
  }
  return layoutOf(home);
}

/** The layout of a stack that has been made before, or undefined. */
export function findLayout(dataDir: string): Layout | undefined {
  const home = existing(join(resolve(dataDir), 'mailstack'));
  return home === undefined ? undefined : layoutOf(home);
}

function layoutOf(home: string): Layout {
  return {
    home,
    accounts: join(home, 'accounts.sqlite'),
    tls: join(home, 'tls'),
    dovecot: join(home, 'dovecot'),
    postfix: join(home, 'postfix'),
    queue: join(home, 'queue'),
    queueData: join(home, 'queue-data'),
    mail: join(home, 'mail'),
    state: join(home, 'stack.json'),
  };
}

function existing(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function create(wanted: string): string {
  const home = suits(wanted) ? wanted : elsewhere(wanted);
  mkdirSync(home, { recursive: true, mode: 0o755 });
  if (home !== wanted) symlinkSync(home, wanted);
  return home;
}

// A UNIX socket's path holds 107 bytes, and the longest of ours adds some forty to the home; the
// configuration files of both servers have their own ideas about spaces, # and $.
function suits(home: string): boolean {
  return home.length <= 60 && /^[\w./-]+$/.test(home) && !firstBlocked(home);
}

function elsewhere(wanted: string): string {
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  return join('/var/lib/sobre-mailstack', name);
}

/** The first folder on the way that other users may not pass through. */
function firstBlocked(path: string): string | undefined {
  const parents: string[] = [];
  for (let at = path; at !== dirname(at); at = dirname(at)) parents.unshift(at);
  return parents.find((parent) => {
    const found = statSync(parent, { throwIfNoEntry: false });
    return found !== undefined && (found.mode & 0o001) === 0;
  });
}
