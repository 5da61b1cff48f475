import type { FetchMessageObject, ImapFlow } from 'imapflow';
import { fetchWhole } from './fetch.ts';
import { mendEnvelopes } from './raw-names.ts';
import { rowQuery } from './rows.ts';

/**
 * Messages of the selected folder as `toRow` needs them, in no order; subjects and senders in raw 8-bit
 * bytes are readable.
 *
 * @param range UIDs as an IMAP sequence set.
 */
export async function fetchForRows(
  imap: ImapFlow,
  range: string,
  query = rowQuery,
): Promise<FetchMessageObject[]> {
  const fetched = await fetchWhole(imap, range, query, { uid: true });
  await mendEnvelopes(imap, fetched);
  return fetched;
}
