import { foldText } from '../../../shared/contacts/same.ts';
import type { Contact } from '../../../shared/contacts.ts';
import { titleOf } from './contacts.ts';

/** What part of the address book is shown. */
export interface Shown {
  /** A group's name; null = everybody. */
  group: string | null;
  /** Those who were only written to, instead of the others. */
  written: boolean;
  typed: string;
}

const collators = new Map<string, Intl.Collator>();

function collator(locale: string): Intl.Collator {
  const known =
    collators.get(locale) ?? new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  collators.set(locale, known);
  return known;
}

/** Everybody by name, as the reader's language sorts. */
export function sorted(contacts: Contact[], locale: string): Contact[] {
  const { compare } = collator(locale);
  return contacts
    .map((one) => ({ one, title: titleOf(one) }))
    .sort((a, b) => compare(a.title, b.title))
    .map(({ one }) => one);
}

const texts = new WeakMap<Contact, string>();

/** All that is searched of somebody; made once, for a list of ten thousand is searched at every key. */
function textOf(one: Contact): string {
  const known = texts.get(one);
  if (known !== undefined) return known;
  const { name, organization, emails, phones, groups } = one;
  const digits = phones.map((phone) => phone.replace(/\D/g, ''));
  const text = foldText(
    [name, organization, ...emails, ...phones, ...digits, ...groups].join('\n'),
  );
  texts.set(one, text);
  return text;
}

/** Those who are meant: each word is somewhere in what is known of them, accents or not. */
export function shownOf(contacts: Contact[], { group, written, typed }: Shown): Contact[] {
  const words = foldText(typed).split(/\s+/).filter(Boolean);
  return contacts.filter(
    (one) =>
      one.collected === written &&
      (group === null || one.groups.includes(group)) &&
      words.every((word) => textOf(one).includes(word)),
  );
}
