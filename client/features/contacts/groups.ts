import type { Recipient } from '../../../shared/compose.ts';
import { foldText } from '../../../shared/contacts/same.ts';
import type { Contact } from '../../../shared/contacts.ts';
import { useContactsLater } from './contacts.ts';

export interface Group {
  name: string;
  members: Contact[];
}

/** The groups of an address book, by name: each is there as long as somebody is in it. */
export function groupsOf(contacts: Contact[]): Group[] {
  const groups = new Map<string, Contact[]>();
  for (const one of contacts)
    for (const name of one.groups) groups.set(name, [...(groups.get(name) ?? []), one]);
  return [...groups]
    .map(([name, members]) => ({ name, members }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** People as a letter addresses them: each by the preferred address, without those who have none. */
export const recipientsOf = (people: Contact[]): Recipient[] =>
  people.flatMap(({ name, emails }) => (emails[0] ? [{ name, address: emails[0] }] : []));

/** Says whom a group's name stands for among recipients; null when no group is called so. */
export function useGroups(): (typed: string) => Recipient[] | null {
  const contacts = useContactsLater();
  return (typed) => membersIn(contacts ?? [], typed);
}

function membersIn(contacts: Contact[], typed: string): Recipient[] | null {
  const wanted = foldText(typed.trim());
  const group = groupsOf(contacts).find(({ name }) => foldText(name) === wanted);
  const members = group ? recipientsOf(group.members) : [];
  return members.length ? members : null;
}
