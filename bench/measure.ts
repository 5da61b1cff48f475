/** Times of one act, in milliseconds, and what they are held against. */
export interface Figure {
  /** Which act: the same name in the floor, the API and the page makes a ratio. */
  act: string;
  median: number;
  min: number;
  max: number;
  rounds: number;
}

/** Runs an act after one warm-up and keeps its times; the act answers its own milliseconds. */
export async function measure(
  act: string,
  rounds: number,
  once: () => Promise<number>,
): Promise<Figure> {
  await once();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await once());
  return figureOf(act, times);
}

export function figureOf(act: string, times: number[]): Figure {
  const sorted = times.toSorted((a, b) => a - b);
  return {
    act,
    median: sorted[Math.floor(sorted.length / 2)] ?? 0,
    min: sorted[0] ?? 0,
    max: sorted.at(-1) ?? 0,
    rounds: sorted.length,
  };
}

/** Milliseconds that a piece of work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
