import { ImapFlow, type MailboxObject, type StatusObject, type StatusQuery } from 'imapflow';
import { decodePath, getStringValue } from 'imapflow/lib/tools.js';
import { type MailServer, tlsOptions } from './servers.ts';

/**
 * The one module that touches imapflow's insides: `exec`, `run`, `commands` and `untaggedHandlers`
 * exist at run time but not in its types, so the version is pinned and this cast stays alone.
 */
interface Insides {
  exec(command: string, attributes: unknown[], options?: { untagged: Handlers }): Promise<Response>;
  run(command: string, ...args: unknown[]): Promise<unknown>;
  commands: Map<string, (connection: ImapFlow, ...args: never[]) => Promise<unknown>>;
  untaggedHandlers: Handlers;
}
export type Handlers = Record<string, (untagged: Untagged) => Promise<void>>;
interface Response {
  next(): void;
  /** The tagged answer, parsed. */
  response: object;
}
interface Untagged {
  command: string;
  attributes?: unknown[];
  /** What a SEARCH answered, read without the tokenizer. */
  numbers?: number[];
}

/** Who signs in. `clientAddress` is told to the server (ID x-originating-ip), for its own defences. */
export interface Credentials {
  user: string;
  password: string;
  clientAddress?: string | undefined;
}

const SECOND = 1000;
/** One response of the server may hold a 50 MB letter, not more. */
const MAX_LITERAL = 80 * 1024 * 1024;

/** Opens a connection and signs in. The caller owns it: `close()` or `logout()` ends it. */
export async function connectImap(server: MailServer, who: Credentials): Promise<ImapFlow> {
  const imap = new ImapFlow({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    ...(server.security !== 'tls' && { doSTARTTLS: server.security === 'starttls' }),
    tls: tlsOptions(server),
    auth: { user: who.user, pass: who.password },
    clientInfo: {
      name: 'Sobre',
      ...(who.clientAddress && { 'x-originating-ip': who.clientAddress }),
    },
    // Its log lines hold addresses and search words; ours are written by the callers.
    logger: false,
    qresync: true,
    disableAutoIdle: true,
    disableCompression: true,
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 120 * SECOND,
    maxLiteralSize: MAX_LITERAL,
    maxResponseSize: MAX_LITERAL + 1024 * 1024,
  });
  // Listened to before connect(): an unheard 'error' event would end the process (trap L-7).
  imap.on('error', () => imap.close());
  await imap.connect();
  return imap;
}

const insides = (imap: ImapFlow) => imap as unknown as Insides;

/** Runs a command that imapflow does not have, through its own queue; gives the tagged answer. */
export async function runCommand(
  imap: ImapFlow,
  command: string,
  attributes: unknown[],
  untagged: Handlers = {},
): Promise<object> {
  const name = 'X_SOBRE';
  // The map is shared by all connections; the arguments carry what differs.
  insides(imap).commands.set(name, async (connection: ImapFlow, ...args: never[]) => {
    const [verb, values, handlers] = args as unknown as [string, unknown[], Handlers];
    const response = await insides(connection).exec(verb, values, { untagged: handlers });
    response.next();
    return response.response;
  });
  return (await insides(imap).run(name, command, attributes, untagged)) as object;
}

/** Counts of a folder, as the server volunteers them (RFC 5465, RFC 3501 STATUS). */
export interface FolderStatus {
  path: string;
  messages?: number;
  unseen?: number;
  uidNext?: number;
  uidValidity?: string;
  highestModseq?: string;
}

/** What to ask STATUS for, so that `fullStatus` can be told from the answer. */
export const statusQuery: StatusQuery = {
  messages: true,
  unseen: true,
  uidNext: true,
  uidValidity: true,
  highestModseq: true,
};

/** An answer to STATUS with every count; what the server does not keep is 0. */
export function fullStatus(path: string, status: Partial<StatusObject>): Required<FolderStatus> {
  return {
    path,
    messages: status.messages ?? 0,
    unseen: status.unseen ?? 0,
    uidNext: status.uidNext ?? 0,
    uidValidity: String(status.uidValidity ?? 0),
    highestModseq: String(status.highestModseq ?? 0),
  };
}

/**
 * Asks for the selected folder's UIDNEXT, which a server need not volunteer when a message arrives: what
 * was kept of the folder may only then be compared with it. imapflow puts the answer into its mailbox.
 */
export async function refreshUidNext(imap: ImapFlow, path: string): Promise<void> {
  await imap.status(path, { messages: true, uidNext: true });
}

export interface Heard {
  status(status: FolderStatus): void;
  listChanged(): void;
}

/**
 * Asks the server to tell about every personal folder from now on (RFC 5465 NOTIFY). No folder is
 * selected on this connection, so that every change of every folder arrives as a STATUS with its
 * new HIGHESTMODSEQ, and needs no IDLE. The answer to this command is the STATUS of all folders.
 *
 * @returns false when the server has no NOTIFY.
 */
export async function startNotify(imap: ImapFlow, heard: Heard): Promise<boolean> {
  if (!imap.capabilities.has('NOTIFY')) return false;
  insides(imap).untaggedHandlers.STATUS = async (untagged) => {
    const status = parseStatus(imap, untagged);
    if (status) heard.status(status);
  };
  insides(imap).untaggedHandlers.LIST = async () => heard.listChanged();
  await runCommand(imap, 'NOTIFY', [
    { type: 'ATOM', value: 'SET' },
    { type: 'ATOM', value: 'STATUS' },
    [
      atom('PERSONAL'),
      ['MessageNew', 'MessageExpunge', 'FlagChange', 'MailboxName', 'SubscriptionChange'].map(atom),
    ],
  ]);
  return true;
}

/** An argument of a command that is a word of the protocol. */
export const atom = (value: string) => ({ type: 'ATOM' as const, value });

const statusKeys: Record<
  string,
  'messages' | 'unseen' | 'uidNext' | 'uidValidity' | 'highestModseq'
> = {
  MESSAGES: 'messages',
  UNSEEN: 'unseen',
  UIDNEXT: 'uidNext',
  UIDVALIDITY: 'uidValidity',
  HIGHESTMODSEQ: 'highestModseq',
};

function parseStatus(imap: ImapFlow, untagged: Untagged): FolderStatus | null {
  const [name, list] = untagged.attributes ?? [];
  const path = getStringValue(name as never);
  if (typeof path !== 'string' || !Array.isArray(list)) return null;
  const status: FolderStatus = { path: decodePath(imap, path) };
  for (let i = 0; i + 1 < list.length; i += 2) {
    const key = statusKeys[String(getStringValue(list[i])).toUpperCase()];
    const value = String(getStringValue(list[i + 1]));
    if (!key || !/^\d+$/.test(value)) continue;
    if (key === 'uidValidity' || key === 'highestModseq') status[key] = value;
    else status[key] = Number(value);
  }
  return status;
}

/**
 * SORT (RFC 5256) of the selected folder.
 *
 * @returns UIDs in ascending order of the key.
 */
export async function sortUids(imap: ImapFlow, key: string, search: string[]): Promise<number[]> {
  const uids: number[] = [];
  await runCommand(
    imap,
    'UID SORT',
    [[...key.split(' ').map(atom)], atom('UTF-8'), ...search.map(atom)],
    {
      SORT: async (untagged) => {
        for (const value of untagged.attributes ?? []) {
          const uid = Number(getStringValue(value as never));
          if (uid) uids.push(uid);
        }
      },
    },
  );
  return uids;
}

/**
 * PREVIEW (RFC 8970) of messages of the selected folder. `lazy` asks only for those that the server
 * has at hand.
 *
 * @param range UIDs as an IMAP sequence set.
 * @returns UID → first words; UIDs without one are left out.
 */
export async function fetchPreviews(
  imap: ImapFlow,
  range: string,
  lazy: boolean,
): Promise<Map<number, string>> {
  const previews = new Map<number, string>();
  if (!imap.capabilities.has('PREVIEW')) return previews;
  const item = lazy ? [atom('PREVIEW'), [atom('LAZY')]] : [atom('PREVIEW')];
  await runCommand(imap, 'UID FETCH', [{ type: 'SEQUENCE', value: range }, item], {
    FETCH: async (untagged) => {
      const items = untagged.attributes?.[1];
      if (!Array.isArray(items)) return;
      const values = pairs(items);
      const uid = Number(values.get('UID'));
      const preview = values.get('PREVIEW');
      if (uid && typeof preview === 'string') previews.set(uid, preview);
    },
  });
  return previews;
}

function pairs(items: unknown[]): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (let i = 0; i + 1 < items.length; i += 2) {
    found.set(
      String(getStringValue(items[i] as never)).toUpperCase(),
      getStringValue(items[i + 1] as never),
    );
  }
  return found;
}

/** Selects a folder; one that is selected already is fresh again. */
export async function selectFolder(imap: ImapFlow, folder: string): Promise<MailboxObject> {
  if (imap.mailbox && imap.mailbox.path === folder) {
    // Lets the server tell what changed since the last command: counts and places are true again.
    await imap.noop();
    if (imap.mailbox) return imap.mailbox;
  }
  return imap.mailboxOpen(folder);
}
