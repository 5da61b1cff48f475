import type { ImapFlow, MailboxObject } from 'imapflow';
import type { Address } from '../../shared/messages.ts';
import { mendEnvelopes } from './raw-names.ts';
import { time, toAddresses } from './rows.ts';

/** Who stands in the envelope of one message; `at` in epoch milliseconds. */
export interface Correspondence {
  from: Address[];
  /** To, Cc and Bcc. */
  to: Address[];
  at: number;
}

/**
 * Who wrote and who was written to, in the latest messages of the selected folder.
 *
 * @param fromUid the first UID of interest.
 * @param most messages that are looked at, the latest.
 */
export async function readCorrespondence(
  imap: ImapFlow,
  mailbox: MailboxObject,
  fromUid: number,
  most: number,
): Promise<Correspondence[]> {
  if (!mailbox.exists || fromUid >= Number(mailbox.uidNext)) return [];
  const first = Math.max(1, mailbox.exists - most + 1);
  const query = { uid: true, envelope: true, internalDate: true };
  const fetched = (await imap.fetchAll(`${first}:*`, query)).filter(({ uid }) => uid >= fromUid);
  await mendEnvelopes(imap, fetched);
  return fetched.map(({ envelope, internalDate }) => ({
    from: toAddresses(envelope?.from),
    to: [...toAddresses(envelope?.to), ...toAddresses(envelope?.cc), ...toAddresses(envelope?.bcc)],
    at: time(internalDate) ?? time(envelope?.date) ?? 0,
  }));
}
