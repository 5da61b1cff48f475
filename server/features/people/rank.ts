import type { Person } from '../../../shared/people.ts';

/** Somebody to write to, ready to be looked for. */
export interface Candidate extends Person {
  written: number;
  heard: number;
  lastAt: number;
  /** Name and address without accents, in lower case. */
  words: string[];
  whole: string;
}

const DAY = 86_400_000;
/** After so many days a letter counts half. */
const HALF_LIFE = 90;
/** Shorter ones are inside of everything. */
const SHORTEST_INSIDE = 2;

export function toCandidate(
  person: Person & Pick<Candidate, 'written' | 'heard' | 'lastAt'>,
): Candidate {
  const whole = `${fold(person.name)} ${fold(person.address)}`.trim();
  return { ...person, whole, words: whole.split(/[\s.,'’"()_@+-]+/).filter(Boolean) };
}

/**
 * Those that have every word of the query at the beginning of one of theirs, and after them those that
 * have it inside; within both the ones written to often and lately.
 */
export function rank(
  candidates: Candidate[],
  query: string,
  most: number,
  now: number,
): Candidate[] {
  const wanted = fold(query).split(/\s+/).filter(Boolean);
  return candidates
    .map((one) => ({ one, fit: fitOf(one, wanted), weight: weightOf(one, now) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit || b.weight - a.weight || compare(a.one, b.one))
    .slice(0, most)
    .map(({ one }) => one);
}

function fitOf({ words, whole }: Candidate, wanted: string[]): number {
  const fits = wanted.map((word) =>
    words.some((one) => one.startsWith(word)) || (/[@.]/.test(word) && startsIn(whole, word))
      ? 2
      : word.length >= SHORTEST_INSIDE && whole.includes(word)
        ? 1
        : 0,
  );
  return Math.min(2, ...fits);
}

/** "lea@else" goes over the borders of words. */
const startsIn = (whole: string, word: string) => ` ${whole}`.includes(` ${word}`);

/** One's own letters say more than those of others; who is in the address book was put there. */
function weightOf({ written, heard, lastAt, source }: Candidate, now: number): number {
  const age = Math.max(0, now - lastAt) / DAY;
  const letters = Math.log2(1 + 4 * written + heard) * 0.5 ** (age / HALF_LIFE);
  return letters + (written ? 1 : 0) + (source === 'contact' ? 1 : 0);
}

const compare = (a: Candidate, b: Candidate) => (a.whole < b.whole ? -1 : 1);

const JOINED: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd' };

const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[œæßøłđ]/g, (letter) => JOINED[letter]!);
