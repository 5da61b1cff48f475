export interface Random {
  /** A float in [0, 1). */
  next(): number;
  /** An integer in [min, max], both included. */
  int(min: number, max: number): number;
  pick<T>(list: readonly T[]): T;
  chance(probability: number): boolean;
  shuffle<T>(list: readonly T[]): T[];
  /** Lower-case hexadecimal digits. */
  hex(length: number): string;
  /** Incompressible bytes. */
  bytes(length: number): Buffer;
}

/** The same seed gives the same sequence on every machine (mulberry32). */
export function seeded(seed: string | number): Random {
  let state = hash(String(seed));
  const word = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  const next = () => word() / 4_294_967_296;
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    int,
    pick: (list) => list[int(0, list.length - 1)] as (typeof list)[number],
    chance: (probability) => next() < probability,
    shuffle: (list) => shuffled(list, int),
    hex: (length) => hexDigits(length, word),
    bytes: (length) => noise(length, word),
  };
}

function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

function shuffled<T>(list: readonly T[], int: (min: number, max: number) => number): T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = int(0, i);
    [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
  }
  return copy;
}

function hexDigits(length: number, word: () => number): string {
  let digits = '';
  while (digits.length < length) digits += word().toString(16).padStart(8, '0');
  return digits.slice(0, length);
}

function noise(length: number, word: () => number): Buffer {
  const words = new Uint32Array(Math.ceil(length / 4));
  for (let i = 0; i < words.length; i++) words[i] = word();
  return Buffer.from(words.buffer, 0, length);
}
