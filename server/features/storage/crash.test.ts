import { randomBytes } from 'node:crypto';
import type { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadMail } from '../../../mailstack/load.ts';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { connectImap } from '../../mail/imap.ts';
import { dropFolders, loadFolders, loadPiece, writeFolder } from '../../store/inventory.ts';
import { type OwnData, openOwnData } from '../../store/own-data.ts';
import { Reading } from './reading.ts';
import { type Keeper, Shelf } from './shelf.ts';

const ADDRESS = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';
const KEY = randomBytes(32);
const MESSAGES = 4100;
let stack: TestStack;
let db: OwnData;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ADDRESS, PASSWORD);
  const lot = Array.from({ length: MESSAGES }, (_, i) => ({
    folder: 'INBOX',
    flags: [],
    date: new Date(1.6e12 + i * 1000),
    raw: Buffer.from(`From: p${i % 9}@x.example\r\nSubject: ${i}\r\n\r\n${'x'.repeat(i % 99)}\r\n`),
  }));
  await loadMail(stack, ADDRESS, lot);
  db = await openOwnData('sqlite::memory:');
});
afterAll(async () => {
  await db?.destroy();
  await stack?.stop();
});

function connect(): Promise<ImapFlow> {
  const { hostname: host, port } = new URL(stack.env.IMAP_URL);
  const server = { host, port: Number(port), security: 'none' as const };
  const who = { user: ADDRESS, password: PASSWORD };
  return connectImap({ ...server, ca: undefined, anyCertificate: true }, who);
}

/** What the bridge keeps; the process dies before or after its write of this number. */
function keeper(dies: { at: number; after: boolean }): Keeper {
  let writes = 0;
  const step = async <Value>(write: () => Promise<Value>): Promise<Value> => {
    writes++;
    if (writes >= dies.at && !dies.after) throw new Error('killed');
    const value = await write();
    if (writes >= dies.at) throw new Error('killed');
    return value;
  };
  return {
    loadFolders: (account) => loadFolders(db, account),
    loadPiece: (id, place) => loadPiece(db, id, place),
    writeFolder: (account, change) => step(() => writeFolder(db, account, change)),
    dropFolders: (account, ids) => (ids.length ? step(() => dropFolders(db, account, ids)) : none),
    progress: async () => {},
  };
}

const none = Promise.resolve();
const NEVER = { at: Number.POSITIVE_INFINITY, after: false };

async function read(dies: { at: number; after: boolean }): Promise<boolean> {
  const imap = await connect();
  try {
    await new Reading(new Shelf(keeper(dies), KEY, ADDRESS), imap, () => {}).run();
    return true;
  } catch (error) {
    if (!(error instanceof Error) || error.message !== 'killed') throw error;
    return false;
  } finally {
    imap.close();
  }
}

/** Everything that is known, in one line a message. */
async function known(): Promise<string[]> {
  const shelf = new Shelf(keeper(NEVER), KEY, ADDRESS);
  const lines: string[] = [];
  for (const folder of await shelf.folders())
    for await (const entries of shelf.pieces(folder))
      for (const { uid, size, seen, from, whole } of entries)
        lines.push([folder.path, uid, size, seen, from, whole].join(' '));
  return lines;
}

const forget = async () =>
  dropFolders(
    db,
    ADDRESS,
    (await loadFolders(db, ADDRESS)).map(({ id }) => id),
  );

it('killed before or after any of its writes, a reading goes on to the same end', {
  timeout: 240_000,
}, async () => {
  await read(NEVER);
  const whole = await known();
  expect(whole).toHaveLength(MESSAGES);
  expect(whole.every((line) => line.endsWith('true'))).toBe(true);
  await forget();
  // It dies at its first write, then at its second since, and so on, and is begun anew each time.
  let isDone = false;
  for (let at = 1; !isDone; at++) {
    isDone = await read({ at: Math.ceil(at / 2), after: at % 2 === 0 });
    const uids = (await known()).map((line) => line.split(' ')[1]);
    expect(new Set(uids).size).toBe(uids.length);
  }
  expect(await known()).toEqual(whole);
});

it('killed while it takes in what changed, it takes in the rest', {
  timeout: 240_000,
}, async () => {
  await stack.doveadm('flags', 'add', '-u', ADDRESS, '\\Seen', 'mailbox', 'INBOX', 'uid', '1:3000');
  await stack.doveadm('expunge', '-u', ADDRESS, 'mailbox', 'INBOX', 'uid', '1990:2010');
  await stack.append(ADDRESS, 'INBOX', 'From: new@x.example\r\n\r\nx\r\n');
  let isDone = false;
  for (let at = 1; !isDone; at++)
    isDone = await read({ at: Math.ceil(at / 2), after: at % 2 === 0 });
  const followed = await known();
  await forget();
  await read(NEVER);
  expect(followed).toEqual(await known());
  expect(followed).toHaveLength(MESSAGES - 21 + 1);
  expect(followed.filter((line) => line.includes(' true p'))).toHaveLength(3000 - 21);
});
