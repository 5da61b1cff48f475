import type { Sobriety } from '../../../shared/storage.ts';
import type { Inventory } from './inventory.ts';

const DAY = 86_400_000;

type Figures = Omit<Sobriety, 'scan' | 'days' | 'gramsPerMailYear'>;

/**
 * What is known of the mailbox, counted in one walk.
 *
 * @param own folders of mail that nobody sent to this person: it is kept, but was not received.
 * @param apart folders of what nobody means to open.
 * @param now epoch milliseconds.
 */
export async function countSobriety(
  inventory: Pick<Inventory, 'pieces'>,
  account: string,
  { own, apart }: { own: ReadonlySet<string>; apart: ReadonlySet<string> },
  now: number,
): Promise<Figures> {
  const figures = { messages: 0, bytes: 0, received: 0, receivedBefore: 0, old: 0, unopened: 0 };
  for await (const { folder, facts } of inventory.pieces(account)) {
    const isOwn = own.has(folder);
    for (const { size, received, seen } of facts) {
      figures.messages++;
      figures.bytes += size;
      if (isOwn) continue;
      const days = (now - received) / DAY;
      if (days < 28) figures.received++;
      else if (days < 56) figures.receivedBefore++;
      // What came this week may still be opened.
      if (days <= 7 || apart.has(folder)) continue;
      figures.old++;
      if (!seen) figures.unopened++;
    }
  }
  return figures;
}
