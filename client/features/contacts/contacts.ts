import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import {
  addContact,
  type Contact,
  type ContactInput,
  deleteContact,
  listContacts,
  readCards,
} from '../../../shared/contacts.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';

/** The server's events begin with this key. */
const contactsQuery = queryOptions({
  queryKey: ['contacts'],
  queryFn: async ({ signal }) => (await call(listContacts, {}, signal)).contacts,
});

export const useContacts = () => useQuery(contactsQuery).data;

export const useCards = (folder: string, uid: number, part: string) =>
  useQuery({
    queryKey: ['cards', folder, uid, part],
    queryFn: ({ signal }) => call(readCards, { folder, uid, part }, signal),
  });

/** Somebody is known by one of their addresses, or by their name when the card has no address. */
export function isKnown(contacts: Contact[], { name, emails }: ContactInput): boolean {
  const addresses = new Set(emails.map((one) => one.toLowerCase()));
  return contacts.some((one) =>
    addresses.size
      ? one.emails.some((address) => addresses.has(address.toLowerCase()))
      : one.name === name && !one.emails.length,
  );
}

/** Adds somebody, and offers to take it back. */
export function useAddContact() {
  return useMutation({
    mutationFn: (input: ContactInput) => call(addContact, input),
    onSuccess: (added) => {
      queryClient.setQueryData<Contact[]>(contactsQuery.queryKey, (before) =>
        before ? [...before, added] : undefined,
      );
      const name = added.name || added.emails[0] || '';
      toast(t('card-added', { name }), {
        action: { label: t('undo'), act: () => void remove(added, name) },
      });
    },
  });
}

async function remove({ id }: Contact, name: string) {
  try {
    await call(deleteContact, { id });
    toast(t('card-removed', { name }));
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
  }
  await queryClient.invalidateQueries({ queryKey: contactsQuery.queryKey });
}
