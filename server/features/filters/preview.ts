import type { ImapFlow, MailboxObject } from 'imapflow';
import type { OutputOf } from '../../../shared/endpoint.ts';
import type { previewRule, SimpleRule } from '../../../shared/filters.ts';
import { toUidSet } from '../../../shared/values.ts';
import { fetchWhole } from '../../mail/fetch.ts';
import { toSequenceSet } from '../../mail/ranges.ts';
import { oneLine, time, toAddresses } from '../../mail/rows.ts';
import { findMatching, unaskedOf } from './matches.ts';

const MOST_ROWS = 20;

/** Which messages of the selected folder a rule means, as far as they can be told. */
export async function previewOf(
  imap: ImapFlow,
  mailbox: MailboxObject,
  rule: SimpleRule,
): Promise<OutputOf<typeof previewRule>> {
  const uids = mailbox.exists ? await findMatching(imap, rule) : [];
  return {
    total: uids.length,
    rows: await rowsOf(imap, uids.slice(0, MOST_ROWS)),
    unasked: unaskedOf(rule),
  };
}

async function rowsOf(imap: ImapFlow, uids: number[]) {
  if (!uids.length) return [];
  const range = toSequenceSet(toUidSet(uids));
  const query = { uid: true, envelope: true, internalDate: true };
  const found = await fetchWhole(imap, range, query, { uid: true });
  return found
    .map(({ uid, envelope, internalDate }) => {
      const [from] = toAddresses(envelope?.from);
      return {
        uid,
        from: from?.name || from?.address || '',
        subject: oneLine(envelope?.subject ?? ''),
        date: time(internalDate) ?? 0,
      };
    })
    .sort((a, b) => b.uid - a.uid);
}
