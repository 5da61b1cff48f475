import { fold, lettersAllowed, lettersOutside, MOST_DECORATION } from './fold.ts';

/** Which keys lie side by side on any keyboard, or in the alphabet: two characters, lower case, as one text. */
export type Neighbours = ReadonlySet<string>;

type Graphs = Record<string, Record<string, (string | null)[]>>;

/** Words such as “ouest” go over neighbouring keys for a while. */
const SHORTEST = 5;

/** @param graphs keyboards as zxcvbn knows them: each key with its neighbours, plain and shifted. */
export function neighboursOf(graphs: Graphs): Neighbours {
  const pairs = new Set<string>();
  for (const key of Object.keys(graphs)) {
    // The block of digits makes a walk of every year.
    if (key.startsWith('keypad')) continue;
    for (const [one, around] of Object.entries(graphs[key] ?? {})) {
      for (const other of around.flatMap((keys) => [...(keys ?? '')])) {
        const pair = fold(one) + fold(other);
        if (LETTER.test(pair)) pairs.add(pair);
      }
    }
  }
  for (const row of ['abcdefghijklmnopqrstuvwxyz', '01234567890']) {
    for (let place = 1; place < row.length; place++) {
      const [before, after] = [row[place - 1]!, row[place]!];
      pairs.add(before + after).add(after + before);
    }
  }
  return pairs;
}

const LETTER = /[a-z]/;

/** The row of keys that is the whole of a password but for decoration; null when there is none. */
export function keyboardWalk(password: string, neighbours: Neighbours): string | null {
  const text = fold(password);
  let found: string | null = null;
  for (let from = 0; from < text.length; ) {
    let to = from + 1;
    while (to < text.length && neighbours.has(text.slice(to - 1, to + 1))) to++;
    const length = to - from;
    const isWhole =
      length >= SHORTEST &&
      text.length - length <= MOST_DECORATION &&
      lettersOutside(text, from, to) <= lettersAllowed(length);
    if (isWhole && length > (found?.length ?? 0)) found = text.slice(from, to);
    from = to;
  }
  return found;
}
