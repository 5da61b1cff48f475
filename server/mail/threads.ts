import type { ImapFlow } from 'imapflow';
import { getStringValue } from 'imapflow/lib/tools.js';
import { toUidSet } from '../../shared/values.ts';
import { fetchWhole } from './fetch.ts';
import { atom, runCommand } from './imap.ts';
import { toSequenceSet } from './ranges.ts';

/** Where the server does not thread, a conversation is looked for in so many UIDs before the range. */
const REACH = 1000;

/**
 * Conversations that have a message in a range of UIDs of the selected folder: from the server where it
 * threads (RFC 5256, draft INTHREAD), whole; otherwise from Message-ID, In-Reply-To and References of the
 * range and what lies shortly before it.
 *
 * @param to the last UID; '*' = the newest message.
 * @returns the UIDs of each conversation, ascending.
 */
export async function readThreads(
  imap: ImapFlow,
  from: number,
  to: number | '*',
): Promise<number[][]> {
  const threads =
    (await threadUids(imap, `${from}:${to}`)) ??
    threadsOfHeaders(await fetchLinks(imap, `${Math.max(1, from - REACH)}:${to}`));
  // A range to `*` holds the newest message even when it is older (RFC 9051 section 9, seq-range).
  return threads.filter((thread) => thread.at(-1)! >= from);
}

/**
 * THREAD (RFC 5256) of every message that shares a conversation with one of the range. REFS links by
 * References alone, never by subject. Two commands: Dovecot 2.3.19 crashes where THREAD itself asks INTHREAD.
 *
 * @param range UIDs as an IMAP sequence set.
 * @returns the UIDs of each conversation, ascending; null when the server cannot.
 */
async function threadUids(imap: ImapFlow, range: string): Promise<number[][] | null> {
  if (!imap.capabilities.has('THREAD=REFS')) return null;
  const uids = await uidsInThreads(imap, range);
  if (!uids?.length) return uids && [];
  const threads: number[][] = [];
  const set = { type: 'SEQUENCE', value: toSequenceSet(toUidSet(uids)) };
  await runCommand(imap, 'UID THREAD', [...['REFS', 'UTF-8', 'UID'].map(atom), set], {
    THREAD: async (untagged) => {
      for (const thread of untagged.attributes ?? []) threads.push(uidsWithin(thread));
    },
  });
  return threads;
}

/** SEARCH INTHREAD (draft-ietf-morg-inthread); null when the server does not know it. */
async function uidsInThreads(imap: ImapFlow, range: string): Promise<number[] | null> {
  const uids: number[] = [];
  const set = { type: 'SEQUENCE', value: range };
  try {
    await runCommand(imap, 'UID SEARCH', [...['INTHREAD', 'REFS', 'UID'].map(atom), set], {
      SEARCH: async (untagged) => {
        for (const uid of untagged.numbers ?? uidsWithin(untagged.attributes)) uids.push(uid);
      },
    });
  } catch (error) {
    if ((error as { responseStatus?: string }).responseStatus === 'BAD') return null;
    throw error;
  }
  return uids;
}

/** The UIDs of an answer, however deep its lists nest; ascending. */
function uidsWithin(thread: unknown): number[] {
  const uids: number[] = [];
  const open = [thread];
  while (open.length) {
    const one = open.pop();
    if (Array.isArray(one)) {
      // Not spread: a list of 100,000 is more than a call can take.
      for (const inner of one) open.push(inner);
    } else {
      const uid = Number(getStringValue(one as never));
      if (uid) uids.push(uid);
    }
  }
  return uids.sort((a, b) => a - b);
}

/** What a message says it belongs to. Ids with their angle brackets. */
export interface Links {
  uid: number;
  id: string;
  parents: string[];
}

const REFERENCES_LIMIT = 100;

async function fetchLinks(imap: ImapFlow, range: string): Promise<Links[]> {
  const query = { uid: true, headers: ['message-id', 'in-reply-to', 'references'] };
  const fetched = await fetchWhole(imap, range, query, { uid: true });
  return fetched.map(({ uid, headers }) => toLinks(uid, headers?.toString('latin1') ?? ''));
}

function toLinks(uid: number, headers: string): Links {
  const unfolded = headers.replace(/\r?\n[ \t]+/g, ' ');
  const idsOf = (name: string) => {
    const [, value = ''] = new RegExp(`^${name}:(.*)$`, 'im').exec(unfolded) ?? [];
    return value.match(/<[^<>\s]{1,500}>/g)?.slice(-REFERENCES_LIMIT) ?? [];
  };
  const [id = ''] = idsOf('message-id');
  return { uid, id, parents: [...idsOf('references'), ...idsOf('in-reply-to')] };
}

/** Messages that name each other, or the same third one, belong together. */
export function threadsOfHeaders(messages: Links[]): number[][] {
  const leader = new Map<string, string>();
  const find = (id: string): string => {
    const path: string[] = [];
    let top = id;
    for (let next = leader.get(top); next !== undefined; next = leader.get(top)) {
      path.push(top);
      top = next;
    }
    for (const one of path) leader.set(one, top);
    return top;
  };
  const join = (a: string, b: string) => {
    const [first, second] = [find(a), find(b)];
    if (first !== second) leader.set(second, first);
  };
  const nameOf = ({ uid, id }: Links) => id || `uid ${uid}`;
  for (const message of messages) {
    for (const parent of message.parents) join(parent, nameOf(message));
  }
  const threads = new Map<string, number[]>();
  for (const message of messages) {
    const top = find(nameOf(message));
    const thread = threads.get(top);
    if (thread) thread.push(message.uid);
    else threads.set(top, [message.uid]);
  }
  return [...threads.values()].map((uids) => uids.sort((a, b) => a - b));
}
