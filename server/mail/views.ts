import type { ImapFlow, MailboxObject, SearchObject } from 'imapflow';
import type { FilterKey, SortKey } from '../../shared/messages.ts';
import { fetchWhole } from './fetch.ts';
import { refreshUidNext, sortUids } from './imap.ts';

/** Which messages of a folder, in which order. */
export interface View {
  sort: SortKey;
  ascending: boolean;
  filter: FilterKey;
  grouped?: boolean;
}

/** True for the view that needs no array: arrival order is the order of sequence numbers. */
export function isPlain(view: View): boolean {
  return view.sort === 'date' && view.filter === 'all';
}

interface Kept {
  uidValidity: string;
  uidNext: number;
  exists: number;
  /** Ascending order of the key. 4 bytes a message, outside the JavaScript heap. */
  uids: Uint32Array;
}

/** Arrays kept for one account: what a person has on screen in a few tabs. */
const KEPT_VIEWS = 4;
/** Messages read at a time where the server cannot sort. */
const CHUNK = 500;

/**
 * Ordered arrays of UIDs, kept per account and read in windows (DESIGN.md, "The list"). An array is
 * made again when messages came or went; a changed flag alone keeps it, so that a message just read
 * does not vanish from "unread" under the reader's eyes.
 */
export class Views {
  readonly #kept = new Map<string, Map<string, Kept>>();

  /** UIDs of the view in its order. The folder must be selected on `imap`. */
  async uids(
    account: string,
    imap: ImapFlow,
    mailbox: MailboxObject,
    view: View,
  ): Promise<Uint32Array> {
    const key = `${mailbox.path}\0${view.sort}\0${view.filter}`;
    const kept = this.#recall(account, key);
    if (kept) await refreshUidNext(imap, mailbox.path);
    const uids =
      kept && isCurrent(kept, mailbox)
        ? kept.uids
        : await this.#make(account, key, imap, mailbox, view);
    return view.ascending ? uids : uids.toReversed();
  }

  forget(account: string) {
    this.#kept.delete(account);
  }

  async #make(account: string, key: string, imap: ImapFlow, mailbox: MailboxObject, view: View) {
    const uids = Uint32Array.from(await orderedUids(imap, mailbox, view));
    this.#remember(account, key, {
      uidValidity: String(mailbox.uidValidity),
      uidNext: mailbox.uidNext,
      exists: mailbox.exists,
      uids,
    });
    return uids;
  }

  #recall(account: string, key: string): Kept | undefined {
    return this.#kept.get(account)?.get(key);
  }

  #remember(account: string, key: string, kept: Kept) {
    const views = this.#kept.get(account) ?? new Map<string, Kept>();
    views.delete(key);
    views.set(key, kept);
    for (const oldest of [...views.keys()].slice(0, -KEPT_VIEWS)) views.delete(oldest);
    this.#kept.set(account, views);
  }
}

function isCurrent(kept: Kept, mailbox: MailboxObject): boolean {
  return (
    kept.uidValidity === String(mailbox.uidValidity) &&
    kept.uidNext === mailbox.uidNext &&
    kept.exists === mailbox.exists
  );
}

async function orderedUids(imap: ImapFlow, mailbox: MailboxObject, view: View): Promise<number[]> {
  if (!mailbox.exists) return [];
  if (view.sort === 'date') return await searchUids(imap, mailbox, view.filter);
  if (imap.capabilities.has('SORT')) {
    return await sortUids(imap, sortKeyOf(imap, view.sort), searchWords(mailbox, view.filter));
  }
  return await sortHere(imap, await searchUids(imap, mailbox, view.filter), view.sort);
}

const sortKeyOf = (imap: ImapFlow, sort: SortKey) =>
  sort === 'sender'
    ? imap.capabilities.has('SORT=DISPLAY')
      ? 'DISPLAYFROM'
      : 'FROM'
    : sort.toUpperCase();

/** Dovecot and others mark messages with files by a keyword when they arrive (draft "$HasAttachment"). */
const ATTACHMENT_KEYWORD = '$HasAttachment';

async function searchUids(
  imap: ImapFlow,
  mailbox: MailboxObject,
  filter: FilterKey,
): Promise<number[]> {
  const found = await imap.search(searchQuery(mailbox, filter), { uid: true });
  return (found || []).sort((a, b) => a - b);
}

function searchQuery(mailbox: MailboxObject, filter: FilterKey): SearchObject {
  if (filter === 'unread') return { seen: false };
  if (filter === 'starred') return { flagged: true };
  if (filter === 'all') return { all: true };
  return mailbox.flags.has(ATTACHMENT_KEYWORD)
    ? { keyword: ATTACHMENT_KEYWORD }
    : { header: { 'Content-Type': 'multipart/mixed' } };
}

function searchWords(mailbox: MailboxObject, filter: FilterKey): string[] {
  if (filter === 'unread') return ['UNSEEN'];
  if (filter === 'starred') return ['FLAGGED'];
  if (filter === 'all') return ['ALL'];
  return mailbox.flags.has(ATTACHMENT_KEYWORD)
    ? ['KEYWORD', ATTACHMENT_KEYWORD]
    : ['HEADER', 'Content-Type', 'multipart/mixed'];
}

/** For servers without SORT: reads what the order needs in chunks, so that others are served between them. */
async function sortHere(imap: ImapFlow, uids: number[], sort: SortKey): Promise<number[]> {
  const keys: { uid: number; key: string | number }[] = [];
  for (let i = 0; i < uids.length; i += CHUNK) {
    const chunk = uids.slice(i, i + CHUNK);
    const query = { uid: true, size: sort === 'size', envelope: sort !== 'size' };
    for (const fetched of await fetchWhole(imap, chunk.join(','), query, { uid: true })) {
      const from = fetched.envelope?.from?.[0];
      keys.push({
        uid: fetched.uid,
        key:
          sort === 'size'
            ? (fetched.size ?? 0)
            : sort === 'subject'
              ? baseSubject(fetched.envelope?.subject ?? '')
              : (from?.name || from?.address || '').toLowerCase(),
      });
    }
  }
  return keys.sort((a, b) => compare(a.key, b.key) || a.uid - b.uid).map(({ uid }) => uid);
}

const compare = (a: string | number, b: string | number) =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));

/** Without the reply and forward marks, as SORT compares (RFC 5256 section 2.1, the common part). */
const baseSubject = (subject: string) =>
  subject.replace(/^(\s*(re|fwd?|tr|réf)\s*:\s*)+/i, '').toLowerCase();
