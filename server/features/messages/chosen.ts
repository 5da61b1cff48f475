import type { ImapFlow, MailboxObject } from 'imapflow';
import { Refusal } from '../../../shared/refusal.ts';
import { toUidSet, type UidSet } from '../../../shared/values.ts';
import type { View, Views } from '../../mail/views.ts';

/** What an act applies to, as it came in at the door. */
export interface Chosen {
  uidValidity?: string | undefined;
  uids: UidSet;
  view?: View | undefined;
}

/**
 * The UIDs that are meant, in the selected folder: cut down to the view when one is named, as it was
 * shown (a message just read is still in "unread").
 *
 * @throws Refusal `mailbox-changed`
 */
export async function chosenUids(
  views: Views,
  account: string,
  imap: ImapFlow,
  mailbox: MailboxObject,
  { uidValidity, uids, view }: Chosen,
): Promise<UidSet> {
  refuseOtherValidity(mailbox, uidValidity);
  if (!mailbox.exists) return [];
  if (!view || view.filter === 'all') return uids;
  return cutTo(await views.uids(account, imap, mailbox, view), uids);
}

/** UIDs mean something under one UIDVALIDITY only (fault F-12). */
export function refuseOtherValidity(mailbox: MailboxObject, uidValidity: string | undefined) {
  if (uidValidity === undefined || uidValidity === String(mailbox.uidValidity)) return;
  throw new Refusal('mailbox-changed', 'The server has renumbered this folder.');
}

/** Those of the UIDs that the set holds. Both may be long: each is walked once. */
export function cutTo(shown: Uint32Array, set: UidSet): UidSet {
  const ranges = set
    .map((entry): [number, number] => (typeof entry === 'number' ? [entry, entry] : entry))
    .sort(([a], [b]) => a - b);
  const kept: number[] = [];
  let place = 0;
  let reach = 0;
  for (const uid of shown.toSorted()) {
    for (; place < ranges.length && ranges[place]![0] <= uid; place++)
      reach = Math.max(reach, ranges[place]![1]);
    if (uid <= reach) kept.push(uid);
  }
  return toUidSet(kept);
}
