import type { Reason } from '../../../shared/copies.ts';
import type { Folder } from '../../../shared/folders.ts';
import type { FolderFacts } from '../storage/facts.ts';
import { type Known, knownOf } from './places.ts';

/** Headers that servers add (Received, Delivered-To, X-…) may make a copy heavier, by no more than this. */
const HEADERS = 64 * 1024;

/** Messages of one Message-ID and about one weight: the same, or not; their bodies tell. */
export async function findCandidates(
  pieces: () => AsyncIterable<FolderFacts>,
): Promise<Map<string, Known[]>> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for await (const { facts } of pieces())
    for (const { id } of facts) if (id) (seen.has(id) ? twice : seen).add(id);
  const groups = new Map<string, Known[]>();
  for await (const piece of pieces())
    for (const fact of piece.facts) {
      const { id } = fact;
      if (!id || !twice.has(id)) continue;
      const group = groups.get(id) ?? [];
      group.push(knownOf(piece, { ...fact, id }));
      groups.set(id, group);
    }
  for (const [id, group] of groups) {
    const alike = group.filter((one) =>
      group.some((other) => other !== one && Math.abs(other.size - one.size) <= HEADERS),
    );
    if (alike.length) groups.set(id, alike);
    else groups.delete(id);
  }
  return groups;
}

export interface Verdict {
  goes: Known;
  stays: Known;
  why: Reason;
}

/**
 * Of messages with the same Message-ID and the same body one stays: the one that is starred or answered, else one that
 * somebody filed in a folder of its own, else the oldest. A copy in Sent and one that came back are two things to people:
 * the letter as it went, and as it arrived. Both stay. What is starred or answered never goes.
 */
export function decide(same: Known[], folders: Folder[]): { verdicts: Verdict[]; isSent: boolean } {
  const useOf = new Map(folders.map(({ path, specialUse }) => [path, specialUse]));
  const isSent = (one: Known) => useOf.get(one.folder) === 'sent';
  const isMarked = (one: Known) => one.starred || one.answered;
  const isFiled = (one: Known) => !useOf.get(one.folder);
  const sides = [same.filter(isSent), same.filter((one) => !isSent(one))];
  const verdicts = sides.flatMap((side) => {
    const [stays, ...others] = side.toSorted(
      (a, b) =>
        Number(isMarked(b)) - Number(isMarked(a)) ||
        Number(isFiled(b)) - Number(isFiled(a)) ||
        a.received - b.received ||
        a.uid - b.uid,
    );
    if (!stays) return [];
    return others
      .filter((one) => !isMarked(one))
      .map((goes): Verdict => {
        const isSooner = isFiled(stays) && !isFiled(goes) ? 'filed' : 'older';
        return { goes, stays, why: isMarked(stays) ? 'marked' : isSooner };
      });
  });
  return { verdicts, isSent: sides.every(({ length }) => length > 0) };
}
