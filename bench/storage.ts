import { randomUUID } from 'node:crypto';
import type { ImapFlow } from 'imapflow';
import type { TestStack } from '../mailstack/testing.ts';
import { Visitor } from '../server/testing.ts';
import { previewBasket, startCleanUp, undoCleanUp } from '../shared/clean-up.ts';
import { listMessages } from '../shared/messages.ts';
import { signIn } from '../shared/session.ts';
import { readStorageMap, startScan } from '../shared/storage-map.ts';
import type { Bed } from './bed.ts';
import { startBenchBridge } from './bridge.ts';
import { type Figure, figureOf, measure, timed } from './measure.ts';
import { connectRaw } from './raw-imap.ts';

/** What a clean-up takes, where there is enough. */
const MANY = 10_000;
const HEADERS = ['from', 'list-id', 'list-unsubscribe', 'message-id', 'in-reply-to', 'references'];
const TIMES = { uid: true, flags: true, internalDate: true, size: true };
const ACTS = {
  first: 'map: first senders',
  whole: 'map: whole mailbox',
  again: 'map: second visit',
  clean: 'clean up 10,000',
};

/** What the map is made of, and a move to Trash, by raw IMAP. */
export async function storageFloor(stack: TestStack, bed: Bed): Promise<Figure[]> {
  const imap = await connectRaw(stack, bed);
  const folders = (await imap.list()).map(({ path }) => path);
  const inEach = async (act: (exists: number) => Promise<unknown>) => {
    for (const folder of folders) {
      const { exists } = await imap.mailboxOpen(folder);
      if (exists) await act(exists);
    }
  };
  const sizes = await timed(() => inEach(() => imap.fetchAll('1:*', TIMES)));
  const details = await timed(() =>
    inEach((exists) => inSteps(imap, exists, { uid: true, headers: HEADERS, bodyStructure: true })),
  );
  const modseqs = new Map<string, bigint>();
  for (const folder of folders)
    modseqs.set(folder, (await imap.mailboxOpen(folder)).highestModseq ?? 1n);
  const again = await measure(ACTS.again, 3, () =>
    timed(async () => {
      for (const folder of folders) {
        const { exists } = await imap.mailboxOpen(folder);
        const changedSince = modseqs.get(folder)!;
        if (exists) await imap.fetchAll('1:*', { uid: true, flags: true }, { changedSince });
      }
    }),
  );
  const figures = [figureOf(ACTS.first, [sizes]), figureOf(ACTS.whole, [sizes + details]), again];
  if (bed.size >= MANY) figures.push(figureOf(ACTS.clean, [await moveMany(imap)]));
  await imap.logout();
  return figures;
}

/** Read to the end and thrown away: 100,000 answers at once are a matter of memory, not of the server. */
async function inSteps(imap: ImapFlow, exists: number, query: object) {
  const STEP = 1000;
  for (let first = 1; first <= exists; first += STEP)
    await imap.fetchAll(`${first}:${Math.min(exists, first + STEP - 1)}`, query);
}

async function moveMany(imap: ImapFlow): Promise<number> {
  await imap.mailboxOpen('INBOX');
  const ms = await timed(() => imap.messageMove(`1:${MANY}`, 'Trash'));
  await imap.mailboxOpen('Trash');
  await imap.messageMove('1:*', 'INBOX');
  return ms;
}

/** The same through a bridge that has never seen the mailbox. */
export async function storageApi(stack: TestStack, bed: Bed): Promise<Figure[]> {
  const bridge = await startBenchBridge(stack);
  try {
    const visitor = new Visitor(bridge.url);
    await visitor.call(signIn, { email: bed.address, password: bed.password });
    const page = await visitor.listen();
    const start = performance.now();
    const whole = scanned(visitor, page).then(() => performance.now() - start);
    await haveSenders(visitor);
    const first = performance.now() - start;
    const figures = [figureOf(ACTS.first, [first]), figureOf(ACTS.whole, [await whole])];
    figures.push(
      await measure(ACTS.again, 3, () =>
        timed(async () => {
          await scanned(visitor, page);
          await visitor.call(readStorageMap, { by: 'sender' });
        }),
      ),
    );
    if (bed.size >= MANY) figures.push(figureOf(ACTS.clean, [await cleanMany(visitor, page)]));
    page.close();
    return figures;
  } finally {
    await bridge.stop();
  }
}

type Page = Awaited<ReturnType<Visitor['listen']>>;

async function scanned(visitor: Visitor, page: Page) {
  page.forget();
  await visitor.call(startScan, {});
  await page.hears('storage-scan', ({ scan }) => scan.state === 'done', 600_000);
}

async function haveSenders(visitor: Visitor) {
  for (;;) {
    const { entries } = await visitor.call(readStorageMap, { by: 'sender' });
    if (entries.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** To Trash, timed, and back again. */
async function cleanMany(visitor: Visitor, page: Page): Promise<number> {
  const window = await visitor.call(listMessages, { folder: 'INBOX', ascending: true, limit: 1 });
  const first = window.rows[0]!.uid;
  const only = [
    {
      folder: 'INBOX',
      uidValidity: window.uidValidity,
      uids: [[first, first + MANY - 1] as [number, number]],
    },
  ];
  const line = {
    ...{ id: randomUUID(), tool: 'bench', about: '', action: 'trash' as const },
    choice: { only },
    unprotected: ['starred' as const, 'answered' as const, 'contacts' as const, 'recent' as const],
  };
  const { whole } = await visitor.call(previewBasket, { lines: [line] });
  const ended = (state: string) =>
    page.hears('clean-up', ({ cleanUp }) => cleanUp.state === state, 600_000);
  page.forget();
  const ms = await timed(async () => {
    await visitor.call(startCleanUp, { lines: [line], expected: whole });
    await ended('done');
  });
  const { cleanUp } = await ended('done');
  await visitor.call(undoCleanUp, { id: cleanUp.id });
  await ended('back');
  return ms;
}
