import { useNavigate } from 'react-router';
import { nobody } from '../../../shared/contacts.ts';
import type { Address } from '../../../shared/messages.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import type { MenuGroup } from '../../ui/Menu.tsx';
import { toast } from '../../ui/toasts.ts';
import { keepPeople } from './contact-acts.ts';
import { contactAt, titleOf, useAddContact, useContactsLater } from './contacts.ts';

/** What a menu about a message offers for its sender: to be added to the contacts, or to be looked up there. */
export function useSenderEntries(who: Address | undefined): MenuGroup[] {
  const t = useT();
  const navigate = useNavigate();
  const contacts = useContactsLater();
  const { mutate } = useAddContact();
  if (!who?.address || !contacts) return [];
  const known = contactAt(contacts, who.address);
  const name = (known && titleOf(known)) || oneLine(who.name) || who.address;
  const add = () =>
    known
      ? void keepPeople([known])
      : mutate(
          {
            ...nobody,
            name: oneLine(who.name).slice(0, 200),
            emails: [{ value: who.address, label: '' }],
          },
          { onError: (error) => toast(sentenceOf(error, t), { look: 'failed' }) },
        );
  const entry =
    known && !known.collected
      ? {
          id: 'contact-see',
          label: t('sender-see', { name }),
          act: () => void navigate(`/contacts/${known.id}`),
        }
      : { id: 'contact-add', label: t('sender-add', { name }), act: add };
  return [{ id: 'sender', entries: [entry] }];
}

/** A name of a message may hold anything (security S-10). */
const oneLine = (text: string) =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .toWellFormed();
