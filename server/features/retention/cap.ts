import type { BasketLine } from '../../../shared/clean-up.ts';
import { MOST_A_RUN } from '../../../shared/retention.ts';
import type { Context } from '../../context.ts';
import { listContacts } from '../../store/contacts.ts';
import type { SignedIn } from '../session/session.ts';
import type { Fact } from '../storage/facts.ts';
import { inventoryOf } from '../storage/inventory.ts';

/**
 * The line as far as one run goes: when it means more than `most` messages that may go, those of them that came first.
 * What is protected does not count, or it would stand in the way for ever.
 */
export async function capLine(
  context: Context,
  session: SignedIn,
  line: BasketLine,
  most = MOST_A_RUN,
): Promise<BasketLine> {
  const { account } = session;
  const inventory = inventoryOf(context);
  await inventory.refresh(session);
  const mayGo = await freedomOf(context, account, line);
  const pieces = await inventory.select(account, line.choice);
  const all = pieces.flatMap(({ folder, uidValidity, facts }) =>
    facts.filter(mayGo).map(({ uid, received }) => ({ folder, uidValidity, uid, received })),
  );
  if (all.length <= most) return line;
  const byFolder = new Map<string, { folder: string; uidValidity: string; uids: number[] }>();
  const oldest = all.sort((a, b) => a.received - b.received || a.uid - b.uid).slice(0, most);
  for (const { folder, uidValidity, uid } of oldest) {
    const named = byFolder.get(folder) ?? { folder, uidValidity, uids: [] };
    named.uids.push(uid);
    byFolder.set(folder, named);
  }
  // They were chosen with it: among fewer, the newest would be others.
  const { keepLatest: _, ...choice } = line.choice;
  return { ...line, choice: { ...choice, only: [...byFolder.values()] } };
}

async function freedomOf({ store }: Context, account: string, { unprotected }: BasketLine) {
  const people = unprotected.includes('contacts') ? [] : await listContacts(store, account);
  const known = new Set(people.flatMap(({ emails }) => emails.map((one) => one.toLowerCase())));
  const answeredStays = !unprotected.includes('answered');
  return ({ starred, answered, from }: Fact) =>
    !starred && !(answeredStays && answered) && !known.has(from);
}
