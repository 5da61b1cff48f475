import type { ImapFlow } from 'imapflow';
import type { Hit } from '../../../shared/search.ts';
import { toUidSet } from '../../../shared/values.ts';
import { fetchPreviews } from '../imap.ts';
import { toSequenceSet } from '../ranges.ts';
import { fetchForRows } from '../read-rows.ts';
import { toRow } from '../rows.ts';

/** Rows of messages of the selected folder; those that are gone are left out. */
export async function readHitRows(imap: ImapFlow, folder: string, uids: number[]): Promise<Hit[]> {
  if (!uids.length) return [];
  const range = toSequenceSet(toUidSet(uids));
  const fetched = await fetchForRows(imap, range);
  const previews = await fetchPreviews(imap, range, true);
  return fetched.map((message) => ({
    ...toRow(message, previews.get(message.uid) ?? null),
    folder,
  }));
}
