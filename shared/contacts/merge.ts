import type { Labelled, WholePerson } from '../contacts.ts';
import { nameKey } from './same.ts';

/**
 * One out of two, who has everything that each had. Where there is room for one only (name, organisation,
 * birthday), the first one's stays and the other's becomes a line of the notes.
 */
export function mergePeople(one: WholePerson, other: WholePerson): WholePerson {
  const lost = [
    other.name && one.name && nameKey(other.name) !== nameKey(one.name) ? other.name : '',
    differs(one.organization, other.organization) ? other.organization : '',
    differs(one.birthday, other.birthday) ? other.birthday : '',
  ].filter(Boolean);
  return {
    name: one.name || other.name,
    organization: one.organization || other.organization,
    emails: joined(one.emails, other.emails, (value) => value.toLowerCase()),
    phones: joined(one.phones, other.phones, (value) => value.replace(/[\s().-]/g, '')),
    birthday: one.birthday || other.birthday,
    notes: notesOf([one.notes, other.notes, lost.join('\n')]),
    groups: [...new Set([...one.groups, ...other.groups])],
    photo: one.photo ?? other.photo,
    card: mergeCards(one.card, other.card),
    uid: one.uid || other.uid,
  };
}

const differs = (one: string, other: string) => one !== '' && other !== '' && one !== other;

function joined(one: Labelled[], other: Labelled[], key: (value: string) => string): Labelled[] {
  const known = new Map(one.map((each) => [key(each.value), each]));
  for (const each of other) {
    const before = known.get(key(each.value));
    if (!before) known.set(key(each.value), each);
    else if (!before.label) known.set(key(each.value), { ...before, label: each.label });
  }
  return [...known.values()];
}

/** Each once: who is merged twice, or brought in again, does not say everything twice. */
function notesOf(texts: string[]): string {
  const kept: string[] = [];
  for (const text of texts.map((each) => each.trim()))
    if (text && !kept.some((each) => each.includes(text))) kept.push(text);
  return kept.join('\n\n');
}

/** Lines that we read into fields: they are written from the fields again. */
const UNDERSTOOD =
  /^([\w-]+\.)?(begin|end|version|fn|n|org|email|tel|bday|note|categories|uid|rev|prodid|photo)[;:]/i;

/** Lines of the other card that the first has not. Lines tied together stay tied, by another name. */
function mergeCards(one: string, other: string): string {
  if (!one || !other) return one || other;
  const lines = one.split('\r\n');
  const known = new Set(lines);
  const more = other
    .split('\r\n')
    .filter((line) => line && !UNDERSTOOD.test(line) && !known.has(line))
    .filter((line) => !/^[\w-]+\.x-ablabel[;:]/i.test(line) || hasPartner(line, other))
    .map((line) => line.replace(/^([\w-]+)\./, '$1-2.'));
  const end = lines.findLastIndex((line) => /^end:vcard/i.test(line));
  return lines.toSpliced(end < 0 ? lines.length : end, 0, ...more).join('\r\n');
}

function hasPartner(label: string, card: string): boolean {
  const group = label.slice(0, label.indexOf('.') + 1).toLowerCase();
  return card
    .split('\r\n')
    .some(
      (line) =>
        line.toLowerCase().startsWith(group) &&
        !UNDERSTOOD.test(line) &&
        !/\.x-ablabel[;:]/i.test(line),
    );
}
