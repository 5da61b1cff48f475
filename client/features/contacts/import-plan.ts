import { keysOf } from '../../../shared/contacts/same.ts';
import type { Contact, WholePerson } from '../../../shared/contacts.ts';

/** What becomes of people who are in the address book already. */
export type OnKnown = 'complete' | 'skip' | 'add';

/** Somebody of the file, and who they are in the address book; null = nobody yet. */
export interface Planned {
  person: WholePerson;
  known: Contact | null;
}

/** Finds each person of a file among the contacts: by an address, or by the name where there is no address. */
export function plan(people: WholePerson[], contacts: Contact[]): Planned[] {
  const byKey = new Map<string, Contact>();
  // One's own before those who were only written to.
  for (const one of [...contacts].sort((a, b) => +b.collected - +a.collected))
    for (const key of keysOf(one)) byKey.set(key, one);
  return people.map((person) => {
    const emails = person.emails.map(({ value }) => value);
    const keys = keysOf({ name: person.name, emails });
    const known = keys
      .map((key) => byKey.get(key))
      .find((one) => one && isSame(one, person, emails));
    return { person, known: known ?? null };
  });
}

/** The same name alone is not the same person when both have addresses, and none in common. */
function isSame(one: Contact, { name }: WholePerson, emails: string[]): boolean {
  const theirs = new Set(one.emails.map((each) => each.toLowerCase()));
  if (emails.some((each) => theirs.has(each.toLowerCase()))) return true;
  return name !== '' && (!emails.length || !theirs.size);
}

/** What is sent to the bridge. */
export function chosenOf(planned: Planned[], onKnown: OnKnown, group: string) {
  return planned
    .filter(({ known }) => !known || onKnown !== 'skip')
    .map(({ person, known }) => ({
      person: group ? { ...person, groups: [...new Set([...person.groups, group])] } : person,
      into: known && onKnown === 'complete' ? known.id : null,
    }));
}
