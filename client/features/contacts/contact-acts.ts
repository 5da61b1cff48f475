import {
  type Contact,
  changeGroups,
  deleteContacts,
  keepContacts,
  mergeContacts,
} from '../../../shared/contacts.ts';
import { call } from '../../api/call.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';
import { askContactsAgain, titleOf } from './contacts.ts';
import { offerUndo } from './undo.ts';

const idsOf = (people: Pick<Contact, 'id'>[]) => people.map(({ id }) => id);

/** Does it, says so with Undo, and asks the list again; what is refused is said. */
async function act(ask: () => Promise<{ change: string }>, done: string): Promise<boolean> {
  try {
    const { change } = await ask();
    offerUndo(done, change);
    return true;
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
    return false;
  } finally {
    await askContactsAgain();
  }
}

export const deletePeople = (people: Contact[]) =>
  act(
    () => call(deleteContacts, { ids: idsOf(people) }),
    people.length === 1
      ? t('contact-deleted', { name: titleOf(people[0]!) })
      : t('contacts-deleted', { count: people.length }),
  );

/** The first one stays. */
export const mergePeople = (people: Contact[]) =>
  act(
    () => call(mergeContacts, { ids: idsOf(people) }),
    t('contacts-merged', { name: titleOf(people[0]!) }),
  );

export const keepPeople = (people: Contact[]) =>
  act(
    () => call(keepContacts, { ids: idsOf(people) }),
    people.length === 1
      ? t('card-added', { name: titleOf(people[0]!) })
      : t('contacts-kept', { count: people.length }),
  );

export const putIntoGroups = (people: Contact[], add: string[], remove: string[]) =>
  act(
    () => call(changeGroups, { ids: idsOf(people), add, remove }),
    t('groups-changed', { count: people.length }),
  );

export const renameGroup = (members: Contact[], name: string, next: string) =>
  act(
    () => call(changeGroups, { ids: idsOf(members), add: [next], remove: [name] }),
    t('group-renamed', { name: next }),
  );

export const removeGroup = (members: Contact[], name: string) =>
  act(
    () => call(changeGroups, { ids: idsOf(members), add: [], remove: [name] }),
    t('group-removed', { name }),
  );
