import type { Hint } from './read-condition.ts';
import type { Comment } from './tokens.ts';

/** A comment line of ours: `# sobre:<kind> <what is known, as JSON>`. */
export interface Mark {
  kind: string;
  known: { id?: string; enabled: boolean; requires: string[]; hints: Hint[] };
  /** The word that the closing mark repeats. */
  end: string;
}

/** Reads a mark; anybody may have written it, so what is not as we write it counts as not there. */
export function readMark({ form, text }: Comment): Mark | undefined {
  const [, kind, rest] = (form === 'hash' && /^ sobre:([a-z]+)(?: (.*))?$/su.exec(text)) || [];
  if (kind === undefined) return undefined;
  if (kind === 'end') return { kind, known: knownFrom({}), end: rest ?? '' };
  const json = parseObject(rest ?? '{}');
  if (!json) return undefined;
  return { kind, known: knownFrom(json), end: typeof json.end === 'string' ? json.end : '' };
}

/** Where each closing mark stands among the comments, by its word. */
export function closingsOf(comments: Comment[]): Map<string, number[]> {
  const closings = new Map<string, number[]>();
  for (const [index, comment] of comments.entries()) {
    const mark = readMark(comment);
    if (mark?.kind !== 'end') continue;
    const same = closings.get(mark.end);
    if (same) same.push(index);
    else closings.set(mark.end, [index]);
  }
  return closings;
}

/** Roundcube's and our comment with a rule's name. */
export function readName({ form, text }: Comment): string | undefined {
  const [, name] = (form === 'hash' && /^\s*rule:\[(.*)\]\s*$/su.exec(text)) || [];
  return name === undefined ? undefined : oneLine(name);
}

/** What a name can hold of a text. */
export function oneLine(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
      .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
      .trim()
      .slice(0, 200)
      .toWellFormed()
  );
}

function parseObject(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function knownFrom({ id, enabled, requires, hints }: Record<string, unknown>): Mark['known'] {
  const isId = typeof id === 'string' && /^[\w-]{1,64}$/.test(id);
  return {
    ...(isId && { id }),
    enabled: enabled !== false,
    requires: Array.isArray(requires) ? requires.filter(isExtension) : [],
    hints: Array.isArray(hints) ? hints.map(toHint) : [],
  };
}

const toHint = (hint: unknown): Hint => (hint === 'contacts' || hint === 'spam' ? hint : null);

const isExtension = (name: unknown): name is string =>
  typeof name === 'string' && /^[!-~]{1,100}$/.test(name);
