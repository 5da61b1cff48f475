import type { FetchMessageObject, ImapFlow, SearchObject } from 'imapflow';
import { Refusal } from '../../../shared/refusal.ts';
import { toUidSet } from '../../../shared/values.ts';
import { fetchWhole } from '../../mail/fetch.ts';
import { readHeaderFields } from '../../mail/header-fields.ts';
import { toSequenceSet } from '../../mail/ranges.ts';
import { MARK, readMark } from './draft-mark.ts';

/** A message of the selected folder that is some version of a letter. */
export interface DraftVersion {
  uid: number;
  version: string;
  /** Marked to go: a cut came between the mark and the end of it. */
  isDoomed: boolean;
}

const FOREIGN = /^(\d+):(\d+)$/;

/** How a message of another program is named: it never changes under this name. */
export const foreignVersion = (uidValidity: bigint | string, uid: number) =>
  `${uidValidity}:${uid}`;

/**
 * Every version of a letter in the selected folder, oldest first: by its Message-ID, which its id makes, and
 * by the UID that `base` names when another program wrote it.
 */
export async function findVersions(
  imap: ImapFlow,
  id: string,
  base: string | null = null,
): Promise<DraftVersion[]> {
  const uidValidity = imap.mailbox ? imap.mailbox.uidValidity : 0n;
  const uids = await searchAll(imap, messageIdOf(id));
  const [, validity, uid] = FOREIGN.exec(base ?? '') ?? [];
  const foreign = uid && validity === String(uidValidity) ? Number(uid) : null;
  if (foreign) uids.push(foreign);
  if (!uids.length) return [];
  const range = toSequenceSet(toUidSet(uids));
  const query = { uid: true, flags: true, headers: ['message-id', MARK] };
  const fetched = await fetchWhole(imap, range, query, { uid: true });
  return fetched
    .filter((one) => one.uid === foreign || isOfLetter(one, id))
    .map((one) => ({
      uid: one.uid,
      version: versionOf(one, uidValidity),
      isDoomed: one.flags?.has('\\Deleted') ?? false,
    }))
    .sort((a, b) => a.uid - b.uid);
}

const messageIdOf = (id: string) => ({ header: { 'message-id': `<${id}@` } });

/** Those that are there to stay. */
export const living = (versions: DraftVersion[]) => versions.filter(({ isDoomed }) => !isDoomed);

/** The library answers false to a refusal and to a cut alike: what was not answered is not "none". */
async function searchAll(imap: ImapFlow, query: SearchObject): Promise<number[]> {
  const found = await imap.search(query, { uid: true });
  if (Array.isArray(found)) return found;
  throw notDone(imap, 'The mail server did not search Drafts.');
}

function notDone(imap: ImapFlow, text: string): Error {
  if (imap.usable) return new Refusal('mail-server-refused', text);
  return Object.assign(new Error('The connection broke.'), { code: 'NoConnection' });
}

function isOfLetter({ headers }: FetchMessageObject, id: string): boolean {
  const [messageId = ''] = readHeaderFields(headers).get('message-id') ?? [];
  return messageId.toLowerCase().startsWith(`<${id}@`);
}

function versionOf({ uid, headers }: FetchMessageObject, uidValidity: bigint): string {
  const [field] = readHeaderFields(headers).get(MARK.toLowerCase()) ?? [];
  return readMark(field)?.version ?? foreignVersion(uidValidity, uid);
}

/**
 * Removes exactly these messages of the selected folder. Without UIDPLUS an EXPUNGE takes whatever is marked:
 * then it is only asked for when nothing else is, and else the marks have to do (RFC 4315 section 2.1).
 *
 * @throws Refusal `mail-server-refused`; the connection's own error when it broke.
 */
export async function removeVersions(imap: ImapFlow, id: string, uids: number[]): Promise<void> {
  if (!uids.length) return;
  const range = toSequenceSet(toUidSet(uids));
  const goes = imap.capabilities.has('UIDPLUS') || (await isOnlyMarked(imap, id, uids));
  const done = goes
    ? await imap.messageDelete(range, { uid: true })
    : await imap.messageFlagsAdd(range, ['\\Deleted'], { uid: true });
  if (!done) throw notDone(imap, 'The mail server did not let the old draft go.');
}

/** Whether nothing is marked but these, and what a cut left behind of the same letter. */
async function isOnlyMarked(imap: ImapFlow, id: string, uids: number[]): Promise<boolean> {
  const others = await searchAll(imap, { deleted: true, not: messageIdOf(id) });
  return others.every((uid) => uids.includes(uid));
}
