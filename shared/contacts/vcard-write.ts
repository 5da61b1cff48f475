import type { Labelled, Person } from '../contacts.ts';
import { pictureLine } from './vcard-photo.ts';
import { fold, type Property, writeProperty } from './vcard-property.ts';
import { fieldsOf, labelledOf, propertiesOf } from './vcard-read.ts';

export type CardVersion = '3.0' | '4.0';

interface Written extends Person {
  photo: string | null;
  card: string;
  uid: string;
}

/**
 * Writes a card (RFC 2426 or RFC 6350), lines ended by CRLF. Lines of the card that somebody came in go out as
 * they were, unless what they say has been changed: what we do not understand is not lost.
 */
export function writeCard(who: Written, version: CardVersion): string {
  const before = propertiesOf(who.card.split('\r\n').filter(Boolean));
  const fields = fieldsOf(before);
  const emails = partOf(before, 'email', fields.emails, who.emails);
  const phones = partOf(before, 'tel', fields.phones, who.phones);
  const changed = new Set<string>(['begin', 'version', 'end']);
  const forget = (...names: string[]) => {
    for (const name of names) changed.add(name);
  };
  const isSame = (field: 'name' | 'organization' | 'birthday' | 'notes' | 'groups') =>
    String(fields[field]) === String(who[field]);
  const lines: string[] = [];
  const has = (name: string) => before.some((one) => one.name === name);
  if (!isSame('name') || !has('fn') || !has('n')) {
    forget('fn', 'n');
    const shown = who.name || who.emails[0]?.value || who.organization || who.phones[0]?.value;
    lines.push(writeProperty('n', [partsOf(who.name)]), writeProperty('fn', [shown ?? '']));
  }
  if (!isSame('organization')) {
    forget('org');
    if (who.organization) lines.push(writeProperty('org', [[who.organization]]));
  }
  if (!isSame('birthday')) {
    forget('bday');
    if (who.birthday) lines.push(`BDAY:${birthdayIn(who.birthday, version)}`);
  }
  if (!isSame('notes')) {
    forget('note');
    if (who.notes) lines.push(writeProperty('note', [who.notes]));
  }
  if (!isSame('groups')) {
    forget('categories');
    if (who.groups.length) lines.push(writeProperty('categories', who.groups));
  }
  if (who.uid && !has('uid')) lines.push(writeProperty('uid', [uidIn(who.uid, version)]));
  if (who.photo) {
    forget('photo');
    lines.push(pictureLine(who.photo, version));
  }
  const gone = new Set([...emails.gone, ...phones.gone]);
  const lostGroups = new Set([...gone].map(({ group }) => group).filter(Boolean));
  const kept = before.filter(
    (one) =>
      !changed.has(one.name) &&
      !gone.has(one) &&
      !(one.name === 'x-ablabel' && lostGroups.has(one.group)),
  );
  const taken = kept.map(({ group }) => Number(/^item(\d+)$/.exec(group)?.[1] ?? 0));
  const labels = { next: Math.max(0, ...taken) + 1 };
  const made = [
    ...emails.fresh.flatMap((one) => linesFor('email', one, version, labels)),
    ...phones.fresh.flatMap((one) => linesFor('tel', one, version, labels)),
  ];
  const all = ['BEGIN:VCARD', `VERSION:${version}`, ...kept.map(({ line }) => line), ...lines];
  return `${[...all, ...made, 'END:VCARD'].map(fold).join('\r\n')}\r\n`;
}

interface Fresh extends Labelled {
  isPreferred: boolean;
}

/** Lines that say what is still so stay; the preferred one is written anew when it is another. */
function partOf(before: Property[], name: string, was: Labelled[], is: Labelled[]) {
  const lines = before.filter((one) => one.name === name);
  if (JSON.stringify(was) === JSON.stringify(is)) return { gone: [], fresh: [] };
  const key = ({ value, label }: Labelled) => `${value.toLowerCase()}\n${label}`;
  const isMoved = was[0] && is[0] && key(was[0]) !== key(is[0]);
  const mayStay = new Set(is.slice(isMoved ? 1 : 0).map(key));
  if (isMoved && was[0]) mayStay.delete(key(was[0]));
  const keyOf = (one: Property) => {
    const { value, label } = labelledOf(one, before);
    return key({ value: value.replace(/^(mailto|tel):/i, ''), label });
  };
  const gone = lines.filter((one) => !mayStay.has(keyOf(one)));
  const stay = new Set(lines.filter((one) => !gone.includes(one)).map(keyOf));
  const fresh: Fresh[] = is.flatMap((one, i) =>
    stay.has(key(one)) ? [] : [{ ...one, isPreferred: i === 0 && is.length > 1 }],
  );
  return { gone, fresh };
}

const TYPES = new Map([
  ['mobile', 'CELL'],
  ['home', 'HOME'],
  ['work', 'WORK'],
  ['fax', 'FAX'],
]);

function linesFor(
  name: string,
  { value, label, isPreferred }: Fresh,
  version: CardVersion,
  labels: { next: number },
): string[] {
  const types = [TYPES.get(label), version === '3.0' && isPreferred && 'PREF'].filter(Boolean);
  const line = writeProperty(name, [value], {
    ...(types.length && { type: types as string[] }),
    ...(version === '4.0' && isPreferred && { pref: '1' }),
  });
  if (!label || TYPES.has(label)) return [line];
  const group = `item${labels.next++}`;
  return [`${group}.${line}`, `${group}.${writeProperty('x-ablabel', [label])}`];
}

/** Family, given and more names for programs that want them apart: a guess, which FN outweighs. */
function partsOf(name: string): string[] {
  const [family, given] = name.split(/,\s*/);
  if (given !== undefined) return [family ?? '', given, '', '', ''];
  const words = name.trim().split(/\s+/);
  return [words.length > 1 ? words.at(-1)! : '', words.slice(0, -1).join(' ') || name, '', '', ''];
}

/** RFC 6350 writes dates without hyphens. */
const birthdayIn = (date: string, version: CardVersion) =>
  version === '4.0' ? date.replace(/^(\d{4})-/, '$1').replace(/(\d\d)-(\d\d)$/, '$1$2') : date;

const uidIn = (uid: string, version: CardVersion) =>
  version === '4.0' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(uid)
    ? `urn:uuid:${uid}`
    : uid;
