import type { ImapFlow, MailboxObject } from 'imapflow';
import { refreshUidNext } from './imap.ts';
import {
  emptyIndex,
  grow,
  keepOnly,
  lengthOf,
  renew,
  type ThreadIndex,
  threadOf,
} from './thread-index.ts';
import { readThreads } from './threads.ts';

interface Kept {
  uidValidity: string;
  uidNext: number;
  exists: number;
  /** Messages under `index.through`, which are not grouped yet. */
  below: number;
  index: ThreadIndex;
}

/** Conversations of a folder as far as they are known. */
export interface KnownConversations {
  index: ThreadIndex;
  /** Conversations; a message that is not grouped yet counts as one. */
  total: number;
  isComplete: boolean;
}

/** Indexes kept for one account: what a person has on screen in a few tabs. */
const KEPT_FOLDERS = 3;
/** Messages grouped before the first window is answered, and in each step after it. */
const FIRST_STEP = 500;
const STEP = 5000;
/** More arrivals than this and the folder is grouped anew. */
const MOST_ARRIVALS = 500;

/**
 * Which messages of a folder belong together, kept per account and brought up to date by what came and
 * went alone. A large folder is grouped from its newest message down, so that its first window costs no
 * more than that of a small one.
 */
export class Conversations {
  readonly #kept = new Map<string, Map<string, Kept>>();
  readonly #deepening = new Set<string>();

  /** At least the first `count` conversations. The folder must be selected on `imap`. */
  async read(
    account: string,
    imap: ImapFlow,
    mailbox: MailboxObject,
    count: number,
  ): Promise<KnownConversations> {
    let kept = await upToDate(imap, mailbox, this.#kept.get(account)?.get(mailbox.path));
    while (kept.below && lengthOf(kept.index) < count) {
      kept = await deeper(imap, kept, kept.below === kept.exists ? FIRST_STEP : STEP);
    }
    return this.#remember(account, mailbox.path, kept);
  }

  /** Groups the next messages below what is known. */
  async deepen(
    account: string,
    imap: ImapFlow,
    mailbox: MailboxObject,
  ): Promise<KnownConversations> {
    const kept = await upToDate(imap, mailbox, this.#kept.get(account)?.get(mailbox.path));
    return this.#remember(account, mailbox.path, await deeper(imap, kept, STEP));
  }

  /** Runs the work that groups a whole folder: once is enough, however many pages ask. */
  async once(account: string, folder: string, work: () => Promise<void>): Promise<void> {
    const key = `${account}\0${folder}`;
    if (this.#deepening.has(key)) return;
    this.#deepening.add(key);
    try {
      await work();
    } finally {
      this.#deepening.delete(key);
    }
  }

  /** The UIDs of the conversation that holds a message, ascending. */
  async around(
    account: string,
    imap: ImapFlow,
    mailbox: MailboxObject,
    uid: number,
  ): Promise<number[]> {
    const { index } = await this.read(account, imap, mailbox, 1);
    const known = threadOf(index, uid);
    if (known) return known;
    const threads = await readThreads(imap, uid, uid);
    return threads.find((thread) => thread.includes(uid)) ?? [uid];
  }

  forget(account: string) {
    this.#kept.delete(account);
  }

  #remember(account: string, folder: string, kept: Kept): KnownConversations {
    const folders = this.#kept.get(account) ?? new Map<string, Kept>();
    folders.delete(folder);
    folders.set(folder, kept);
    for (const oldest of [...folders.keys()].slice(0, -KEPT_FOLDERS)) folders.delete(oldest);
    this.#kept.set(account, folders);
    const { index, below } = kept;
    return { index, total: lengthOf(index) + below, isComplete: below === 0 };
  }
}

async function upToDate(
  imap: ImapFlow,
  mailbox: MailboxObject,
  kept: Kept | undefined,
): Promise<Kept> {
  if (kept) await refreshUidNext(imap, mailbox.path);
  const { uidNext, exists } = mailbox;
  const uidValidity = String(mailbox.uidValidity);
  if (kept?.uidValidity !== uidValidity || uidNext - kept.uidNext > MOST_ARRIVALS) {
    return { uidValidity, uidNext, exists, below: exists, index: emptyIndex(uidNext) };
  }
  if (kept.uidNext === uidNext && kept.exists === exists) return kept;
  // A bare server tells the number of messages and not the next UID: whatever changed, it is asked for both.
  const arrived = await readThreads(imap, kept.uidNext, '*');
  const newest = arrived.flat().filter((uid) => uid >= kept.uidNext);
  const index = arrived.length ? renew(kept.index, arrived) : kept.index;
  const now = {
    ...kept,
    exists,
    index,
    uidNext: Math.max(uidNext, ...newest.map((uid) => uid + 1)),
  };
  return kept.exists + newest.length === exists ? now : withoutVanished(imap, now);
}

async function withoutVanished(imap: ImapFlow, kept: Kept): Promise<Kept> {
  const uids = (await imap.search({ all: true }, { uid: true })) || [];
  const there = new Set(uids);
  const { through } = kept.index;
  return {
    ...kept,
    below: uids.filter((uid) => uid < through).length,
    index: keepOnly(kept.index, (uid) => there.has(uid)),
  };
}

/** Steps go by sequence numbers: UIDs may lie far apart. */
async function deeper(imap: ImapFlow, kept: Kept, step: number): Promise<Kept> {
  if (!kept.below) return kept;
  const first = Math.max(1, kept.below - step + 1);
  const lowest = await imap.fetchOne(String(first), { uid: true });
  // Expunged meanwhile: the next question finds the folder as it is then.
  if (!lowest) return { ...kept, below: 0 };
  const threads = await readThreads(imap, lowest.uid, kept.index.through - 1);
  const through = first === 1 ? 1 : lowest.uid;
  return { ...kept, below: first - 1, index: grow(kept.index, threads, through) };
}
