import type { BasketLine, Protection } from '../../../shared/clean-up.ts';
import type { Context } from '../../context.ts';
import { readFolders } from '../folders.ts';
import type { SignedIn } from '../session/session.ts';
import type { Fact, FolderFacts } from '../storage/facts.ts';
import { inventoryOf } from '../storage/inventory.ts';
import { reachOf, type Sparing, sparingOf } from './protected.ts';

/** What a line of a basket takes, as far as the inventory knows. */
export interface Chosen {
  line: BasketLine;
  folders: FolderFacts[];
  spared: Partial<Record<Protection, number>>;
}

/** What each line takes now. A message in two lines is the first's that may take it. */
export async function choose(
  context: Context,
  session: SignedIn,
  lines: BasketLine[],
): Promise<Chosen[]> {
  const inventory = inventoryOf(context);
  await inventory.refresh(session);
  const folders = await context.mail.use(session, readFolders, { repeatable: true });
  const reaches = reachOf(folders);
  const sparing = await sparingOf(context, session.account);
  const taken = new Map<string, Set<number>>();
  const chosen: Chosen[] = [];
  for (const line of lines) {
    const found = await inventory.select(session.account, line.choice);
    const meant = found.filter(({ folder }) => reaches(line.action, folder));
    chosen.push(chooseOf(line, meant, sparing, taken));
  }
  return chosen;
}

function chooseOf(
  line: BasketLine,
  meant: FolderFacts[],
  sparing: Sparing,
  taken: Map<string, Set<number>>,
): Chosen {
  const spared: Chosen['spared'] = {};
  const mayGo = (fact: Fact): boolean => {
    if (line.action === 'lighten' && !fact.files.length) return false;
    const reasons = sparing(fact).filter((reason) => !line.unprotected.includes(reason));
    for (const reason of reasons) spared[reason] = (spared[reason] ?? 0) + 1;
    return !reasons.length;
  };
  const folders = meant.map((piece) => {
    const others = taken.get(piece.folder) ?? new Set<number>();
    taken.set(piece.folder, others);
    const facts = piece.facts.filter((fact) => !others.has(fact.uid) && mayGo(fact));
    for (const { uid } of facts) others.add(uid);
    return { ...piece, facts };
  });
  return { line, folders: folders.filter(({ facts }) => facts.length), spared };
}
