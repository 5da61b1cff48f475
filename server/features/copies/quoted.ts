import type { FolderFacts } from '../storage/facts.ts';
import { type Known, keyOf, knownOf } from './places.ts';

/** A longer letter is no remark that somebody quotes whole. In bytes. */
const MOST = 300_000;
/** Later messages that are looked into for one. */
const MOST_HOLDERS = 6;

export interface Question {
  goes: Known;
  /** Later messages of the conversation, which may hold its text; the newest first. */
  holders: Known[];
}

/**
 * Messages whose text may stand in a later one of the conversation. Left out from the start: what is starred, holds files, was
 * sent from here, or is larger than a letter. Newest first: what goes itself can then hold nobody's text.
 */
export async function findQuestions(
  pieces: () => AsyncIterable<FolderFacts>,
  isOwn: (folder: string, from: string) => boolean,
): Promise<Question[]> {
  const answered = new Set<string>();
  for await (const { facts } of pieces())
    for (const { answers } of facts) for (const id of answers) answered.add(id);
  const goes: Known[] = [];
  const holders = new Map<string, Known[]>();
  for await (const piece of pieces())
    for (const fact of piece.facts) {
      const { id, starred, files, size, from } = fact;
      const known = knownOf(piece, { ...fact, id: id ?? '' });
      for (const before of new Set(fact.answers)) {
        const list = holders.get(before) ?? [];
        list.push(known);
        holders.set(before, list);
      }
      const isPlain = !starred && !files.length && size <= MOST && !isOwn(piece.folder, from);
      if (id && isPlain && answered.has(id)) goes.push(known);
    }
  return goes
    .map((one) => ({ goes: one, holders: laterThan(one, holders.get(one.id) ?? []) }))
    .filter((one) => one.holders.length > 0)
    .sort((a, b) => b.goes.received - a.goes.received || b.goes.uid - a.goes.uid);
}

const laterThan = (one: Known, among: Known[]) =>
  among
    .filter((other) => other.id !== one.id && keyOf(other) !== keyOf(one))
    .filter(({ received }) => received > one.received)
    .toSorted((a, b) => b.received - a.received)
    .slice(0, MOST_HOLDERS);
