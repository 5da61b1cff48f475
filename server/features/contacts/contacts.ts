import { Router } from 'express';
import {
  addContact,
  type Contact,
  changeGroups,
  deleteContacts,
  exportContacts,
  type FullContact,
  importContacts,
  keepContacts,
  listContacts as listEndpoint,
  mergeContacts,
  readCards as readCardsEndpoint,
  readContact,
  syncContacts,
  undoChange as undoEndpoint,
  updateContact,
} from '../../../shared/contacts.ts';
import { preferences } from '../../../shared/preferences.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { handleStream } from '../../http/stream.ts';
import { undoChange } from '../../store/contact-changes.ts';
import { findContacts, findPhotos, inBatches, listContacts } from '../../store/contacts.ts';
import { readPreferences } from '../../store/preferences.ts';
import { renewContactRules } from '../filters/contact-rules.ts';
import { type SignedIn, sessionOf } from '../session/session.ts';
import { type Change, changePeople, collect, imported, merged, peopleOf } from './address-book.ts';
import { readMessageCards } from './cards.ts';
import { contactPhoto } from './photo.ts';
import { Sync } from './sync.ts';

/** People of one piece of an export: with pictures about ten megabytes. */
const PIECE = 100;

/** The address book, and the cards that messages bring. */
export function contacts(context: Context): Router {
  const { store, live } = context;
  const sync = new Sync(context);
  const router = Router();

  const tell = (login: SignedIn) => {
    live.tell(login.account, { type: 'contacts', path: ['contacts'] });
    sync.soon(login);
    renewContactRules(context, login);
  };
  const change = async (login: SignedIn, what: Change) => {
    const id = await changePeople(store, login.account, what);
    tell(login);
    return id;
  };
  const shown = async (account: string, id: string): Promise<Contact> => {
    const [one] = await findContacts(store, account, [id]);
    return inList(one!);
  };

  router.get(
    listEndpoint.path,
    handle(listEndpoint, async (_input, request) => {
      const login = sessionOf(request);
      await sync.onLook(login);
      const [all, book] = [
        await listContacts(store, login.account),
        await sync.state(login.account),
      ];
      return { contacts: all, book };
    }),
  );
  router.post(
    addContact.path,
    handle(addContact, async (person, request) => {
      const login = sessionOf(request);
      const [added] = await imported(store, login.account, [{ person, into: null }]);
      const id = await change(login, { put: [added!] });
      return { change: id, contact: await shown(login.account, added!.id) };
    }),
  );
  router.post(
    deleteContacts.path,
    handle(deleteContacts, async ({ ids }, request) => {
      const login = sessionOf(request);
      await peopleOf(store, login.account, ids);
      return { change: await change(login, { drop: ids }) };
    }),
  );
  router.post(
    mergeContacts.path,
    handle(mergeContacts, async ({ ids }, request) => {
      const login = sessionOf(request);
      const { put, drop } = await merged(store, login.account, ids);
      const id = await change(login, { put: [put], drop });
      return { change: id, contact: await shown(login.account, put.id) };
    }),
  );
  router.post(
    changeGroups.path,
    handle(changeGroups, async ({ ids, add, remove }, request) => {
      const login = sessionOf(request);
      const people = await peopleOf(store, login.account, ids);
      const put = people.map(({ photo: _photo, ...one }) => ({
        ...one,
        collected: one.collected && !add.length,
        groups: [...new Set([...one.groups.filter((each) => !remove.includes(each)), ...add])],
      }));
      return { change: await change(login, { put }) };
    }),
  );
  router.post(
    keepContacts.path,
    handle(keepContacts, async ({ ids }, request) => {
      const login = sessionOf(request);
      const people = await peopleOf(store, login.account, ids);
      const put = people.map(({ photo: _photo, ...one }) => ({ ...one, collected: false }));
      return { change: await change(login, { put }) };
    }),
  );
  router.post(
    importContacts.path,
    handle(importContacts, async ({ change: id, people, isLast }, request) => {
      const login = sessionOf(request);
      const put = await imported(store, login.account, people);
      await changePeople(store, login.account, { put, change: id });
      if (isLast) tell(login);
      const completed = new Set(people.flatMap(({ into }) => into ?? [])).size;
      return { added: put.length - completed, completed };
    }),
  );
  router.delete(
    undoEndpoint.path,
    handle(undoEndpoint, async ({ change: id }, request) => {
      const login = sessionOf(request);
      const count = await undoChange(store, login.account, id, Date.now());
      if (count === null) throw new Refusal('undo-gone', 'This can no longer be undone.');
      tell(login);
      return { count };
    }),
  );
  router.post(
    exportContacts.path,
    handleStream(exportContacts, async ({ ids }, request, { tell: send, signal }) => {
      const { account } = sessionOf(request);
      const wanted = ids ?? (await ownIds(account));
      if (ids) await peopleOf(store, account, ids);
      for (const some of inBatches(wanted, PIECE)) {
        if (signal.aborted) return;
        const photos = await findPhotos(store, account, some);
        const people = await findContacts(store, account, some);
        send({ people: people.map((one) => ({ ...one, photo: photos.get(one.id) ?? null })) });
      }
      if (!wanted.length) send({ people: [] });
    }),
  );
  const ownIds = async (account: string) =>
    (await listContacts(store, account)).flatMap(({ id, collected }) => (collected ? [] : [id]));
  router.post(
    syncContacts.path,
    handle(syncContacts, async (_input, request) => {
      const login = sessionOf(request);
      await sync.now(login);
      return sync.state(login.account);
    }),
  );
  router.get('/api/contacts/:id/photo', contactPhoto(context));
  router.get(
    readContact.path,
    handle(readContact, async ({ id }, request) => {
      const [one] = await peopleOf(store, sessionOf(request).account, [id]);
      return one!;
    }),
  );
  router.put(
    updateContact.path,
    handle(updateContact, async ({ id, photo, ...person }, request) => {
      const login = sessionOf(request);
      const [before] = await peopleOf(store, login.account, [id]);
      const put = { ...before!, ...person, photo, collected: false };
      return {
        change: await change(login, { put: [put] }),
        contact: await shown(login.account, id),
      };
    }),
  );
  router.get(
    readCardsEndpoint.path,
    handle(readCardsEndpoint, (input, request) =>
      readMessageCards(context, sessionOf(request), input),
    ),
  );
  return router;
}

/** For whoever has sent a letter: those it went to are collected, where the sender wants that. Never throws. */
export async function collectPeople(
  { store, live, log }: Context,
  account: string,
  people: { name: string; address: string }[],
) {
  try {
    const chosen = preferences.safeParse((await readPreferences(store, account)) ?? {});
    const collectContacts = chosen.data?.collectContacts ?? true;
    if (!collectContacts || !(await collect(store, account, people))) return;
    live.tell(account, { type: 'contacts', path: ['contacts'] });
  } catch (error) {
    log.warn({ err: error }, 'people written to could not be collected');
  }
}

const inList = ({ emails, phones, ...one }: FullContact): Contact => ({
  id: one.id,
  name: one.name,
  organization: one.organization,
  emails: emails.map(({ value }) => value),
  phones: phones.map(({ value }) => value),
  groups: one.groups,
  photo: one.photo,
  collected: one.collected,
  createdAt: one.createdAt,
  updatedAt: one.updatedAt,
});
