import { sameAddress } from '../../../../shared/address.ts';
import { addrSpec, type Recipient } from '../../../../shared/compose.ts';

/**
 * Addresses as people type or paste them: one or many, with or without names, groups opened. What is
 * no address stays as it was written, and is shown as wrong: nothing is guessed (security S-29).
 */
export function readRecipients(text: string): Recipient[] {
  const found = splitList(text).flatMap(readEntry);
  const seen = new Set<string>();
  return found.filter(({ address }) => !seen.has(address) && seen.add(address));
}

/** The list with more people in it, each address once; `at` is where they stand, else the end. */
export function withRecipients(
  before: Recipient[],
  found: Recipient[],
  at: number = before.length,
): Recipient[] {
  const fresh = found.filter(
    (one) => !before.some((other) => sameAddress(other.address, one.address)),
  );
  return [...before.slice(0, at), ...fresh, ...before.slice(at)];
}

/** True when the address can stand in RCPT TO as it is. */
export const isComplete = ({ address }: Recipient): boolean => addrSpec.safeParse(address).success;

/** Parts the list at commas, semicolons and line ends outside of quotes, brackets and comments. */
function splitList(text: string): string[] {
  const entries: string[] = [];
  let entry = '';
  let inside = '';
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (inside === '"' && character === '\\') {
      entry += character + (text[++i] ?? '');
      continue;
    }
    if (
      !inside &&
      (/[;\n\r]/.test(character) || (character === ',' && !isWithinName(entry, text, i)))
    ) {
      entries.push(entry);
      entry = '';
      continue;
    }
    if (inside === character) inside = '';
    else if (!inside) inside = closing(character, text, i);
    entry += character;
  }
  return [...entries, entry].map(withoutEdges).filter(Boolean);
}

/** Blanks, and marks that nobody sees and that come along when addresses are copied. */
const EDGE = /[\s\p{Cf}]/u;

function withoutEdges(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && EDGE.test(text[from]!)) from++;
  while (to > from && EDGE.test(text[to - 1]!)) to--;
  return text.slice(from, to);
}

const LONGEST_PART = 500;

/** What ends the part that begins here; a part that never ends does not begin. */
function closing(character: string, text: string, at: number): string {
  const end = { '"': '"', '<': '>', '(': ')' }[character] ?? '';
  return end && text.slice(at + 1, at + LONGEST_PART).includes(end) ? end : '';
}

/** "Doe, Jane <jane@…>": no address yet, and a name with its address follows. */
function isWithinName(entry: string, text: string, comma: number): boolean {
  if (!entry.trim() || /[@<:]/.test(entry)) return false;
  const rest = /^[^,;\n\r"<>@]*<[^<>]*@[^<>]*>/.exec(text.slice(comma + 1, comma + LONGEST_PART));
  return rest !== null;
}

function readEntry(entry: string): Recipient[] {
  // A group's name, or the beginning of a link to an address.
  const text = entry.replace(/^(?:[^<>"@:]*:)\s*/, '').replace(/\s+/g, ' ');
  if (!text) return [];
  const [, name, address] = /^(.*?) ?<([^<>]*)>$/.exec(text) ?? [];
  if (name !== undefined && address !== undefined)
    return [{ name: nameWithin(name, address), address: withoutEdges(address) }];
  const [, before, comment] = /^([^\s@]+@[^\s@]+) \(([^()]*)\)$/.exec(text) ?? [];
  if (before && comment !== undefined) return [{ name: comment, address: before }];
  const words = text.split(' ');
  if (words.every((word) => isComplete({ name: '', address: word })))
    return words.map((word) => ({ name: '', address: word }));
  return [{ name: '', address: text }];
}

function nameWithin(text: string, address: string): string {
  const quoted = /^"(.*)"$/.exec(text) ?? /^'(.*)'$/.exec(text);
  const name = quoted ? quoted[1]!.replace(/\\(.)/g, '$1') : text;
  return name === address ? '' : name.trim();
}
