import { type Labelled, LONGEST_CARD, type WholePerson } from '../contacts.ts';
import { plain } from '../plain.ts';
import { linesOfCard } from './vcard-lines.ts';
import { pictureOf } from './vcard-photo.ts';
import { type Property, parameterOf, readProperty, textOf } from './vcard-property.ts';

const MOST_LINES = 100;

/** A card that stands for several people (RFC 6350 section 6.1.4, and Apple's older way to say it). */
export interface GroupCard {
  name: string;
  /** UIDs of the cards in it. */
  members: string[];
}

/**
 * Reads a card of vCard 2.1, 3.0 or 4.0 (RFC 2426, RFC 6350). All text in it is made plain
 * (security S-11). Never throws.
 *
 * @param text one card, from BEGIN to END.
 * @returns null for a card of nobody: no name, no address, no telephone, no organisation.
 */
export function readCard(text: string): WholePerson | null {
  const properties = propertiesOf(linesOfCard(text));
  const { photo, rest } = pictureOf(properties);
  const fields = fieldsOf(rest);
  const isNobody =
    !fields.name && !fields.organization && fields.emails.length + fields.phones.length === 0;
  if (isNobody) return null;
  const uid = plain(textOf(first(rest, 'uid') ?? EMPTY), 255).replace(/^urn:uuid:/i, '');
  const card = rest.map(({ line }) => line).join('\r\n');
  return { ...fields, photo, uid, card: card.length > LONGEST_CARD ? '' : card };
}

/** Reads a card of a group; null when it is none. */
export function readGroupCard(text: string): GroupCard | null {
  if (!/^([\w-]+\.)?(kind|x-addressbookserver-kind)\b[^:]*:\s*group/im.test(text)) return null;
  const properties = propertiesOf(linesOfCard(text));
  const members = properties
    .filter(({ name }) => name === 'member' || name === 'x-addressbookserver-member')
    .map((one) => textOf(one).replace(/^urn:uuid:/i, ''));
  return { name: plain(textOf(first(properties, 'fn') ?? EMPTY), 100), members };
}

export function propertiesOf(lines: string[]): Property[] {
  const version = lines.some((line) => /^version:4/i.test(line)) ? '4.0' : '3.0';
  return lines.map((line) => readProperty(line, version));
}

const EMPTY: Property = { line: '', name: '', group: '', parameters: {}, values: [] };

export type Fields = Omit<WholePerson, 'photo' | 'card' | 'uid'>;

/** What we understand of a card. */
export function fieldsOf(properties: Property[]): Fields {
  const all = (name: string) => properties.filter((one) => one.name === name);
  const emails = preferredFirst(all('email'))
    .map((one) => ({ ...labelledOf(one, properties), property: one }))
    .map(({ value, label }) => ({ value: value.replace(/^mailto:/i, ''), label }))
    .filter(({ value }) => isAddress(value));
  const formatted = plain(textOf(first(properties, 'fn') ?? EMPTY), 200);
  const name = formatted || nameOfParts(first(properties, 'n'));
  return {
    name: emails.some(({ value }) => value === name) ? '' : name,
    organization: plain(textOf(first(properties, 'org') ?? EMPTY, ', '), 200),
    emails: withoutTwins(emails),
    phones: withoutTwins(
      preferredFirst(all('tel'))
        .map((one) => labelledOf(one, properties))
        .map(({ value, label }) => ({ value: value.replace(/^tel:/i, ''), label }))
        .filter(({ value }) => value !== ''),
    ),
    birthday: birthdayOf(first(properties, 'bday')),
    notes: plain(
      all('note')
        .map((one) => textOf(one))
        .filter(Boolean)
        .join('\n\n'),
      50_000,
      true,
    ),
    groups: [
      ...new Set(
        all('categories')
          .flatMap(({ values }) => values.flat())
          .map((one) => plain(String(one), 100))
          .filter(Boolean),
      ),
    ].slice(0, MOST_LINES),
  };
}

const first = (properties: Property[], name: string) =>
  properties.find((one) => one.name === name && one.values.length > 0);

/** 4.0 numbers preferences, 3.0 marks one. */
function preferredFirst(properties: Property[]): Property[] {
  const rank = (one: Property) => {
    const given = Number(parameterOf(one, 'pref')[0] ?? Number.NaN);
    if (given >= 1) return given;
    return parameterOf(one, 'type').includes('pref') ? 1 : 101;
  };
  return properties.toSorted((a, b) => rank(a) - rank(b));
}

export function labelledOf(property: Property, all: Property[]): Labelled {
  return { value: plain(textOf(property), 320), label: labelOf(property, all) };
}

const TYPES = new Map([
  ['cell', 'mobile'],
  ['iphone', 'mobile'],
  ['home', 'home'],
  ['work', 'work'],
  ['fax', 'fax'],
  ['other', 'other'],
]);

function labelOf(property: Property, all: Property[]): string {
  const own = all.find(
    ({ name, group }) => property.group && group === property.group && name === 'x-ablabel',
  );
  const written = own && plain(textOf(own), 60).replace(/^_\$!<(.*)>!\$_$/, '$1');
  if (written) return TYPES.get(written.toLowerCase()) ?? written;
  const types = parameterOf(property, 'type');
  return [...TYPES].find(([type]) => types.includes(type))?.[1] ?? '';
}

/** "Family;Given;…" of a card without a formatted name. */
function nameOfParts(n: Property | undefined): string {
  const [family, given] = (n?.values ?? []).flat(1) as unknown[];
  return plain([given, family].flat().filter(Boolean).map(String).join(' '), 200);
}

function birthdayOf(property: Property | undefined): string {
  const [, year, month, day] =
    /^(\d{4}|-)-?(\d\d)-?(\d\d)/.exec(property ? textOf(property) : '') ?? [];
  const date = `${year}-${month}-${day}`;
  return /^(\d{4}|-)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(date) ? date : '';
}

/** The same twice is said once, by the first label that says something. */
function withoutTwins(list: Labelled[]): Labelled[] {
  const known = new Map<string, Labelled>();
  for (const one of list) {
    const key = one.value.toLowerCase();
    const before = known.get(key);
    if (!before) known.set(key, one);
    else if (!before.label) known.set(key, { ...before, label: one.label });
  }
  return [...known.values()].slice(0, MOST_LINES);
}

export const isAddress = (text: string) => /^[^\s<>@]+@[^\s<>@]+$/.test(text);
