import Papa from 'papaparse';
import { writeProperty } from '../../../shared/contacts/vcard-property.ts';
import { type Labelled, nobody, type WholePerson } from '../../../shared/contacts.ts';
import { plain } from '../../../shared/plain.ts';
import {
  type Column,
  type ColumnKind,
  guessColumns,
  isAddress,
  readColumn,
} from './csv-columns.ts';
import { readDate } from './csv-dates.ts';

/** A table of people before it is said what its columns are. */
export interface Table {
  columns: Column[];
  rows: { cells: string[]; line: number }[];
  /** Rows that are broken, with the number of the row in the file. */
  broken: number[];
}

/** Reads comma, semicolon or tab separated text; the first row names the columns where it does. */
export function readTable(text: string): Table {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), {
    skipEmptyLines: false,
  });
  const rows = data
    .map((cells, i) => ({ cells, line: i + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell.trim()));
  const [first] = rows;
  if (!first) return { columns: [], rows: [], broken: [] };
  const read = first.cells.map(readColumn);
  const isHeader = read.some(({ kind }) => kind !== 'note-line') && !first.cells.some(isAddress);
  const broken = new Set(
    errors.filter(({ type }) => type === 'Quotes').map(({ row }) => (row ?? 0) + 1),
  );
  return {
    columns: isHeader ? read : guessColumns(first.cells),
    rows: (isHeader ? rows.slice(1) : rows).filter(({ line }) => !broken.has(line)),
    broken: [...broken],
  };
}

/** Somebody out of a row; null when it names nobody. */
export function readRow(cells: string[], columns: Column[]): WholePerson | null {
  const of = (kind: ColumnKind) =>
    columns.flatMap((column, i) =>
      column.kind === kind && value(cells[i]) ? [{ column, i, text: value(cells[i]) }] : [],
    );
  const first = (kind: ColumnKind) => plain(of(kind)[0]?.text ?? '', 200);
  const parts = [first('first-name'), first('middle-name'), first('last-name')].filter(Boolean);
  const name = first('name') || plain(parts.join(' '), 200);
  const emails = labelled(cells, columns, 'email').filter(({ value: text }) => isAddress(text));
  const wrong = labelled(cells, columns, 'email').filter(({ value: text }) => !isAddress(text));
  const phones = labelled(cells, columns, 'phone');
  const organization = first('organization');
  if (!name && !organization && emails.length + phones.length === 0) return null;
  const written = first('birthday');
  const isFrench = of('birthday').some(({ column }) =>
    /naissance|anniversaire/i.test(column.title),
  );
  const birthday =
    readDate(written, isFrench) ||
    readDate(`${first('birth-year')}-${first('birth-month')}-${first('birth-day')}`, false);
  const lines = [
    ...of('note-line').map(({ column, text }) => `${plain(column.title, 100)}: ${text}`),
    ...wrong.map(({ value: text }) => text),
    ...(written && !birthday ? [written] : []),
  ];
  const notes = [...of('notes').map(({ text }) => text), lines.join('\n')].filter(Boolean);
  return {
    ...nobody,
    name: name === emails[0]?.value ? '' : name,
    organization,
    emails,
    phones,
    birthday,
    notes: plain(notes.join('\n\n'), 50_000, true),
    groups: groupsIn(of('groups').map(({ text }) => text)),
    card: cardOf({ nickname: first('nickname'), title: first('job'), url: first('website') }),
  };
}

/** An apostrophe that keeps a spreadsheet from computing is not part of the text. */
const value = (cell: string | undefined) => (cell ?? '').trim().replace(/^'(?=[=+\-@])/, '');

/** Google writes several into one cell, ` ::: ` between them, and the label in the column before. */
function labelled(cells: string[], columns: Column[], kind: 'email' | 'phone'): Labelled[] {
  const found = columns.flatMap((column, i) => {
    if (column.kind !== kind) return [];
    const before = columns[i - 1]?.kind === `${kind}-label` ? value(cells[i - 1]) : '';
    const label = column.label || labelNamed(before);
    return value(cells[i])
      .split(/ ::: |[;,\n]\s*(?=[^\s@]+@)/)
      .map((text) => ({ value: plain(text, 320), label, isFirst: before.startsWith('*') }))
      .filter((one) => one.value);
  });
  const known = new Map<string, Labelled>();
  for (const { value: text, label } of found.toSorted((a, b) => +b.isFirst - +a.isFirst))
    if (!known.has(text.toLowerCase())) known.set(text.toLowerCase(), { value: text, label });
  return [...known.values()].slice(0, 100);
}

const LABELS: [string, RegExp][] = [
  ['home', /^(home|domicile|personnel|personal)$/i],
  ['work', /^(work|bureau|professionnel|travail|business)$/i],
  ['mobile', /^(mobile|portable|cell)$/i],
  ['fax', /fax/i],
  ['other', /^(other|autre)$/i],
];

function labelNamed(text: string): string {
  const named = plain(text.replace(/^\*\s*/, ''), 60);
  return LABELS.find(([, pattern]) => pattern.test(named))?.[0] ?? named;
}

/** "* myContacts" and its like are Google's own, not a group that somebody made. */
const groupsIn = (texts: string[]): string[] => [
  ...new Set(
    texts
      .flatMap((text) => text.split(text.includes(':::') ? ':::' : /[;,]/))
      .map((text) => plain(text, 100))
      .filter((text) => text && !text.startsWith('*')),
  ),
];

/** What has no field of ours, but one in a vCard. */
function cardOf(lines: Record<string, string>): string {
  const written = Object.entries(lines).flatMap(([name, text]) =>
    text ? [writeProperty(name, [text])] : [],
  );
  return written.length ? ['BEGIN:VCARD', 'VERSION:3.0', ...written, 'END:VCARD'].join('\r\n') : '';
}
