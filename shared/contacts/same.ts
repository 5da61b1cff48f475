/** Text as people search for it: without accents, in lower case. */
export const foldText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();

/** "Dupont, Jean", "Jean DUPONT" and "jean dupont" are one name; empty for no name. */
export const nameKey = (name: string): string =>
  foldText(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort()
    .join(' ');

interface Somebody {
  name: string;
  emails: string[];
}

/** How somebody is found among others: by each address, and by the name. */
export function keysOf({ name, emails }: Somebody): string[] {
  const key = nameKey(name);
  return [...emails.map((one) => `@${one.toLowerCase()}`), ...(key ? [key] : [])];
}

/**
 * Those who are the same person by an address or by the name, in the order of the list; each such set has two
 * or more. "A" and "B" who share nothing are one when both share something with "C".
 */
export function duplicatesOf<Who extends Somebody>(people: Who[]): Who[][] {
  const leader = people.map((_, i) => i);
  const find = (i: number): number => {
    let at = i;
    while (leader[at] !== at) {
      leader[at] = leader[leader[at]!]!;
      at = leader[at]!;
    }
    return at;
  };
  const seen = new Map<string, number>();
  people.forEach((who, i) => {
    for (const key of keysOf(who)) {
      const other = seen.get(key);
      if (other === undefined) seen.set(key, i);
      else {
        const [a, b] = [find(other), find(i)];
        leader[Math.max(a, b)] = Math.min(a, b);
      }
    }
  });
  const sets = new Map<number, Who[]>();
  people.forEach((who, i) => {
    const at = find(i);
    sets.set(at, [...(sets.get(at) ?? []), who]);
  });
  return [...sets.values()].filter((set) => set.length > 1);
}
