/** Gives the rules of one script their ids. */
export class RuleIds {
  private readonly taken = new Set<string>();
  private readonly counts = new Map<string, number>();

  /** The rule's own id, or one made of its text; none twice. */
  idFor(own: string | undefined, text: string): string {
    const base = own ?? idOf(text);
    let id = base;
    // Counted on, so that a thousand of the same do not look at each other.
    while (this.taken.has(id)) {
      const count = (this.counts.get(base) ?? 1) + 1;
      this.counts.set(base, count);
      id = `${base.slice(0, 50)}-${count}`;
    }
    this.taken.add(id);
    return id;
  }
}

/** A short name for a text: the same for the same text (FNV-1a, twice). */
export function idOf(text: string): string {
  const half = (seed: number) => {
    let hash = seed;
    for (let at = 0; at < text.length; at++) {
      hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    }
    return (hash >>> 0).toString(36);
  };
  return `t${half(0x811c9dc5)}${half(0x01000193)}`;
}
