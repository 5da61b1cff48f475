import type { ImapFlow } from 'imapflow';
import { fetchWhole } from './fetch.ts';
import { threadUids } from './imap.ts';

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
    let top = id;
    for (let next = leader.get(top); next !== undefined; next = leader.get(top)) {
      // Every second look is spared the next time, or a long chain would be walked once for each of it.
      const after = leader.get(next);
      if (after !== undefined) leader.set(top, after);
      top = next;
    }
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
