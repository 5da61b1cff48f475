import { useLayoutEffect, useRef, useState } from 'react';

// biome-ignore lint/suspicious/noExplicitAny: whatever the acts take and answer, they keep
type Acts = Record<string, (...input: any[]) => unknown>;

/** The same functions at every render, which always do what the latest ones do: memoised parts stay as they are. */
export function useStable<T extends Acts>(acts: T): T {
  const latest = useRef(acts);
  useLayoutEffect(() => {
    latest.current = acts;
  });
  const [stable] = useState(() => {
    const names = Object.keys(acts);
    return Object.fromEntries(
      names.map((name) => [name, (...input: unknown[]) => latest.current[name]!(...input)]),
    );
  });
  return stable as T;
}
