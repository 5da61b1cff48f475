import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import {
  addContact,
  type Contact,
  listContacts,
  photoAddress,
  readCards,
  readContact,
  type WholePerson,
} from '../../../shared/contacts.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { t } from '../../i18n/i18n.tsx';
import { offerUndo } from './undo.ts';

/** The server's events begin with this key. */
const contactsQuery = queryOptions({
  queryKey: ['contacts', 'list'],
  queryFn: ({ signal }) => call(listContacts, {}, signal),
});

/** Everybody in the address book, and who was only written to; undefined until they are known. */
export const useContacts = () => useQuery(contactsQuery).data?.contacts;

/** The same with how it is going, and the state of the address book elsewhere. */
export const useAddressBook = () => useQuery(contactsQuery);

/** The same for what can wait: a message that is read comes before the address book. */
export function useContactsLater(): Contact[] | undefined {
  const [isQuiet, setQuiet] = useState(false);
  useEffect(() => {
    // NOTE: Safari has no such call.
    const wait = globalThis.requestIdleCallback ?? ((act: () => void) => setTimeout(act));
    const stop = globalThis.cancelIdleCallback ?? clearTimeout;
    const waiting = wait(() => setQuiet(true));
    return () => stop(waiting as number);
  }, []);
  return useQuery({ ...contactsQuery, enabled: isQuiet }).data?.contacts;
}

/** All of somebody of the list, as of the list's moment: what changes them changes the list first. */
export const useContact = (one: Contact | undefined) =>
  useQuery({
    queryKey: ['contact', one?.id, one?.updatedAt],
    queryFn: ({ signal }) => call(readContact, { id: one!.id }, signal),
    enabled: one !== undefined,
    // Until the new text is here, what was known of the same person.
    placeholderData: (before) => (before?.id === one?.id ? before : undefined),
  });

export const useCards = (folder: string, uid: number, part: string) =>
  useQuery({
    queryKey: ['cards', folder, uid, part],
    queryFn: ({ signal }) => call(readCards, { folder, uid, part }, signal),
  });

/** What somebody is called in a list. */
export const titleOf = ({
  name,
  emails,
  organization,
  phones,
}: Pick<Contact, 'name' | 'emails' | 'organization' | 'phones'>): string =>
  name || organization || emails[0] || phones[0] || '';

interface Somebody {
  name: string;
  emails: string[];
}

/** Somebody is known by one of their addresses, or by their name when there is no address. */
export function isKnown(contacts: Contact[], { name, emails }: Somebody): boolean {
  const addresses = new Set(emails.map((one) => one.toLowerCase()));
  return contacts.some((one) =>
    one.collected
      ? false
      : addresses.size
        ? one.emails.some((address) => addresses.has(address.toLowerCase()))
        : one.name === name && !one.emails.length,
  );
}

/** The address book's entry of an address; the person's own before a collected one. */
export function contactAt(contacts: Contact[], address: string): Contact | undefined {
  const wanted = address.toLowerCase();
  const found = contacts.filter(({ emails }) => emails.some((one) => one.toLowerCase() === wanted));
  return found.find(({ collected }) => !collected) ?? found[0];
}

/** The picture of whoever has this address; null = there is none, or the contacts are not known yet. */
export function usePhotoOf(address: string | undefined): string | null {
  const contacts = useContactsLater();
  const found = address && contacts ? contactAt(contacts, address) : undefined;
  return found?.photo ? photoAddress(found.id, found.photo) : null;
}

/** Adds somebody, and offers to take it back. */
export function useAddContact() {
  return useMutation({
    mutationFn: (person: WholePerson) => call(addContact, person),
    onSuccess: ({ contact, change }) => {
      queryClient.setQueryData(
        contactsQuery.queryKey,
        (before) => before && { ...before, contacts: [...before.contacts, contact] },
      );
      const name = titleOf(contact);
      offerUndo(t('card-added', { name }), change, t('card-removed', { name }));
    },
  });
}

export const askContactsAgain = () => queryClient.invalidateQueries({ queryKey: ['contacts'] });
