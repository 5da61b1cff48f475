import { type CardText, splitCards } from '../../../shared/contacts/vcard-lines.ts';
import { type GroupCard, readCard, readGroupCard } from '../../../shared/contacts/vcard-read.ts';
import type { WholePerson } from '../../../shared/contacts.ts';
import type { Column } from './csv-columns.ts';
import { readRow, readTable, type Table } from './csv-read.ts';

/** A line that became nobody, and why. */
export interface Unread {
  line: number;
  why: 'unfinished' | 'nobody' | 'broken';
}

/** What a file holds. Nothing of it is written anywhere yet. */
export interface FileOfPeople {
  people: WholePerson[];
  unread: Unread[];
  /** Of a table: what its columns are taken for, to be changed. */
  table: Table | null;
}

export const MOST_BYTES = 60 * 1024 * 1024;
const AT_ONCE = 100;

/** Text in the charset it was saved in: programs on Windows write neither UTF-8 nor say so. */
export function textOfFile(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes[1] === 0 && bytes[0]) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0 && bytes[1]) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * Reads people out of a file's text, vCards or a table, without holding the page up.
 *
 * @param tell hears how much is done, from 0 to 1.
 * @throws AbortError when it is given up.
 */
export async function readPeople(
  text: string,
  signal: AbortSignal,
  tell: (part: number) => void,
): Promise<FileOfPeople> {
  if (/^BEGIN:VCARD/im.test(text)) return readCards(splitCards(text), signal, tell);
  const table = readTable(text);
  return readRows(table, table.columns);
}

async function readCards(
  cards: CardText[],
  signal: AbortSignal,
  tell: (part: number) => void,
): Promise<FileOfPeople> {
  const people: WholePerson[] = [];
  const unread: Unread[] = [];
  const groups: GroupCard[] = [];
  for (const [i, { text, line, isWhole }] of cards.entries()) {
    if (i % AT_ONCE === 0) {
      tell(i / cards.length);
      await new Promise((resolve) => setTimeout(resolve));
      signal.throwIfAborted();
    }
    const group = isWhole ? readGroupCard(text) : null;
    const person = isWhole && !group ? readCard(text) : null;
    if (group) groups.push(group);
    else if (person) people.push(person);
    else unread.push({ line, why: isWhole ? 'nobody' : 'unfinished' });
  }
  return { people: people.map((one) => withGroups(one, groups)), unread, table: null };
}

/** A group of a file is in the address book what its members say. */
function withGroups(person: WholePerson, groups: GroupCard[]): WholePerson {
  const names = groups.flatMap(({ name, members }) =>
    person.uid && name && members.includes(person.uid) ? [name] : [],
  );
  return names.length ? { ...person, groups: [...new Set([...person.groups, ...names])] } : person;
}

/** The same table with its columns taken for something else. */
export function readRows(table: Table, columns: Column[]): FileOfPeople {
  const people: WholePerson[] = [];
  const unread: Unread[] = table.broken.map((line) => ({ line, why: 'broken' }));
  for (const { cells, line } of table.rows) {
    const person = readRow(cells, columns);
    if (person) people.push(person);
    else unread.push({ line, why: 'nobody' });
  }
  return {
    people,
    unread: unread.sort((a, b) => a.line - b.line),
    table: { ...table, columns },
  };
}
