import type { ImapFlow } from 'imapflow';
import type { TestStack } from '../mailstack/testing.ts';
import { type Bed, OTHER_FOLDER } from './bed.ts';
import { type Figure, measure, timed } from './measure.ts';
import { connectRaw } from './raw-imap.ts';
import { readingFloor } from './reading.ts';
import { writingFloor } from './writing.ts';

const ROW = {
  uid: true,
  flags: true,
  envelope: true,
  internalDate: true,
  size: true,
  bodyStructure: true,
};
const WINDOW = 50;

/** The same acts by raw IMAP on a connection of one's own: nothing in front of the server can be faster. */
export async function measureFloor(stack: TestStack, bed: Bed, rounds: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  figures.push(
    await measure('sign-in → rows', rounds, async () => {
      let imap: ImapFlow | undefined;
      const ms = await timed(async () => {
        imap = await connectRaw(stack, bed);
        await imap.mailboxOpen('INBOX');
        await lastRows(imap, bed.size);
      });
      await imap?.logout();
      return ms;
    }),
  );
  const imap = await connectRaw(stack, bed);
  figures.push(
    await measure('open folder', rounds, async () => {
      await imap.mailboxOpen('INBOX');
      return timed(async () => {
        const { exists } = await imap.mailboxOpen(OTHER_FOLDER);
        await lastRows(imap, exists);
      });
    }),
  );
  await imap.mailboxOpen('INBOX');
  const middle = Math.max(1, Math.floor(bed.size / 2) - WINDOW);
  figures.push(
    await measure('middle of the list', rounds, () =>
      timed(() => imap.fetchAll(`${middle}:${middle + WINDOW - 1}`, ROW)),
    ),
    await measure('open message', rounds, () => timed(() => readOne(imap))),
    await measure('star', rounds, () => timed(() => star(imap, bed.size))),
    await measure('move', rounds, () => moveAndBack(imap)),
    ...(await readingFloor(imap, bed, rounds)),
  );
  await imap.logout();
  figures.push(
    await measureArrival(stack, bed, rounds),
    ...(await writingFloor(stack, bed, rounds)),
  );
  return figures;
}

const lastRows = (imap: ImapFlow, exists: number) =>
  imap.fetchAll(`${Math.max(1, exists - WINDOW + 1)}:${exists}`, ROW);

let place = 0;
async function readOne(imap: ImapFlow) {
  place = (place + 7) % 400;
  const exists = imap.mailbox ? imap.mailbox.exists : 1;
  await imap.fetchOne(String(exists - place), { ...ROW, bodyParts: ['1'] });
}

async function star(imap: ImapFlow, exists: number) {
  await imap.messageFlagsAdd(String(exists), ['\\Flagged']);
  await imap.messageFlagsRemove(String(exists), ['\\Flagged']);
}

async function moveAndBack(imap: ImapFlow): Promise<number> {
  const exists = imap.mailbox ? imap.mailbox.exists : 1;
  const start = performance.now();
  const moved = await imap.messageMove(String(exists), 'Trash');
  const ms = performance.now() - start;
  const uid = moved && [...(moved.uidMap?.values() ?? [])][0];
  await imap.mailboxOpen('Trash');
  if (uid) await imap.messageMove(String(uid), 'INBOX', { uid: true });
  await imap.mailboxOpen('INBOX');
  return ms;
}

/** From handing the message to Postfix until an idling connection hears of it. */
async function measureArrival(stack: TestStack, bed: Bed, rounds: number): Promise<Figure> {
  const imap = await connectRaw(stack, bed);
  await imap.mailboxOpen('INBOX');
  void imap.idle().catch(() => {});
  const figure = await measure('new mail → row', rounds, async () => {
    const heard = new Promise((resolve) => imap.once('exists', resolve));
    const start = performance.now();
    await stack.deliver({
      from: 'x@else.example',
      to: bed.address,
      subject: 'Bench',
      text: 'Hello',
    });
    await heard;
    return performance.now() - start;
  });
  imap.close();
  return figure;
}
