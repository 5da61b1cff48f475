import type { ImapFlow } from 'imapflow';
import type { Visitor } from '../server/testing.ts';
import { listMessages, moveMessages, readConversation } from '../shared/messages.ts';
import { startSearch } from '../shared/search.ts';
import { type Bed, OTHER_FOLDER } from './bed.ts';
import { type Figure, measure, timed } from './measure.ts';

const WORD = 'facture';
const ROW = { uid: true, flags: true, envelope: true, internalDate: true, bodyStructure: true };
/** "Select all" and move: so many, where there are enough. */
const MANY = 10_000;
const FEW_ROUNDS = 2;

/** Searching and acting on many by raw IMAP. INBOX is selected. */
export async function readingFloor(imap: ImapFlow, bed: Bed, rounds: number): Promise<Figure[]> {
  const figures = [
    await measure('search by subject', rounds, () =>
      timed(async () => {
        const found = (await imap.search({ subject: WORD }, { uid: true })) || [];
        const newest = found.slice(-50).join(',');
        if (newest) await imap.fetchAll(newest, ROW, { uid: true });
      }),
    ),
  ];
  if (bed.size < MANY) return figures;
  figures.push(
    await measure('move 10,000', FEW_ROUNDS, async () => {
      await imap.mailboxOpen('INBOX');
      const ms = await timed(() => imap.messageMove(`1:${MANY}`, OTHER_FOLDER));
      const { exists } = await imap.mailboxOpen(OTHER_FOLDER);
      await imap.messageMove(`${exists - MANY + 1}:${exists}`, 'INBOX');
      return ms;
    }),
  );
  await imap.mailboxOpen('INBOX');
  return figures;
}

/** The same through the bridge, and conversations, for which raw IMAP has no single act. */
export async function readingApi(visitor: Visitor, bed: Bed, rounds: number): Promise<Figure[]> {
  const { rows } = await visitor.call(listMessages, { folder: 'INBOX', grouped: true });
  let turn = 0;
  const figures = [
    await measure('search by subject', rounds, () =>
      timed(() => search(visitor, `subject:${WORD} in:INBOX`)),
    ),
    await measure('list of conversations', rounds, () =>
      timed(() => visitor.call(listMessages, { folder: 'INBOX', grouped: true })),
    ),
    await measure('open conversation', rounds, () =>
      timed(() =>
        visitor.call(readConversation, {
          folder: 'INBOX',
          uid: rows[turn++ % rows.length]!.uid,
        }),
      ),
    ),
  ];
  if (bed.size < MANY) return figures;
  figures.push(
    await measure('move 10,000', FEW_ROUNDS, async () => {
      const window = await visitor.call(listMessages, { folder: 'INBOX', ascending: true });
      const first = window.rows[0]!.uid;
      const uids = [[first, first + MANY - 1]];
      const start = performance.now();
      const moved = await visitor.call(moveMessages, { folder: 'INBOX', uids, to: OTHER_FOLDER });
      const ms = performance.now() - start;
      await visitor.call(moveMessages, { folder: OTHER_FOLDER, uids: moved.uids, to: 'INBOX' });
      return ms;
    }),
  );
  return figures;
}

async function search(visitor: Visitor, q: string) {
  const response = await visitor.fetch(startSearch.path, {
    method: startSearch.method,
    body: JSON.stringify({ q }),
    headers: { 'Content-Type': 'application/json' },
  });
  const answer = await response.text();
  if (!answer.includes('"done"')) throw new Error(`The search did not end: ${answer.slice(-200)}`);
}
