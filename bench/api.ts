import type { TestStack } from '../mailstack/testing.ts';
import { Visitor } from '../server/testing.ts';
import { listFolders } from '../shared/folders.ts';
import { listMessages, moveMessages, readMessage, setFlags } from '../shared/messages.ts';
import { signIn } from '../shared/session.ts';
import { type Bed, OTHER_FOLDER } from './bed.ts';
import { type Figure, measure, timed } from './measure.ts';
import { readingApi } from './reading.ts';
import { writingApi } from './writing.ts';

/** The same acts through the bridge's own calls, one after the other, without a browser. */
export async function measureApi(
  stack: TestStack,
  url: string,
  bed: Bed,
  rounds: number,
): Promise<Figure[]> {
  const { address: email, password } = bed;
  const figures: Figure[] = [];
  figures.push(
    await measure('sign-in → rows', rounds, () =>
      timed(async () => {
        const visitor = new Visitor(url);
        await visitor.call(signIn, { email, password });
        await Promise.all([
          visitor.call(listFolders, {}),
          visitor.call(listMessages, { folder: 'INBOX' }),
        ]);
      }),
    ),
  );
  const visitor = new Visitor(url);
  await visitor.call(signIn, { email, password });
  const { rows } = await visitor.call(listMessages, { folder: 'INBOX' });
  const uid = rows[0]!.uid;
  let turn = 0;
  figures.push(
    await measure('open folder', rounds, async () => {
      await visitor.call(listMessages, { folder: 'INBOX' });
      return timed(() => visitor.call(listMessages, { folder: OTHER_FOLDER }));
    }),
    await measure('middle of the list', rounds, () =>
      timed(() =>
        visitor.call(listMessages, { folder: 'INBOX', offset: Math.floor(bed.size / 100) * 50 }),
      ),
    ),
    await measure('open message', rounds, () =>
      timed(() =>
        visitor.call(readMessage, { folder: 'INBOX', uid: rows[turn++ % rows.length]!.uid }),
      ),
    ),
    await measure('star', rounds, () =>
      timed(async () => {
        await visitor.call(setFlags, { folder: 'INBOX', uids: [uid], add: ['\\Flagged'] });
        await visitor.call(setFlags, { folder: 'INBOX', uids: [uid], remove: ['\\Flagged'] });
      }),
    ),
    await measure('move', rounds, () => moveAndBack(visitor)),
    await measureArrival(stack, visitor, bed, rounds),
    await measure('sort by subject', Math.min(rounds, 3), () =>
      timed(() => visitor.call(listMessages, { folder: 'INBOX', sort: 'subject', limit: 50 })),
    ),
    ...(await readingApi(visitor, bed, rounds)),
    ...(await writingApi(stack, visitor, bed, rounds)),
  );
  return figures;
}

async function moveAndBack(visitor: Visitor): Promise<number> {
  const { rows } = await visitor.call(listMessages, { folder: 'INBOX', limit: 1 });
  const start = performance.now();
  const moved = await visitor.call(moveMessages, {
    folder: 'INBOX',
    uids: [rows[0]!.uid],
    to: 'Trash',
  });
  const ms = performance.now() - start;
  await visitor.call(moveMessages, { folder: 'Trash', uids: moved.uids, to: 'INBOX' });
  return ms;
}

async function measureArrival(
  stack: TestStack,
  visitor: Visitor,
  bed: Bed,
  rounds: number,
): Promise<Figure> {
  const page = await visitor.listen();
  const { uidValidity, modseq, uidNext } = await visitor.call(listMessages, {
    folder: 'INBOX',
    limit: 1,
  });
  page.socket.emit('watch', [{ folder: 'INBOX', uidValidity, modseq, uidNext }]);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const figure = await measure('new mail → row', rounds, async () => {
    page.forget();
    const start = performance.now();
    await stack.deliver({
      from: 'x@else.example',
      to: bed.address,
      subject: 'Bench',
      text: 'Hello',
    });
    await page.hears('messages', ({ added }) => added.length > 0);
    return performance.now() - start;
  });
  page.close();
  return figure;
}
