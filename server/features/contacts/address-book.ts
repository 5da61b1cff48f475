import { randomUUID } from 'node:crypto';
import { mergePeople } from '../../../shared/contacts/merge.ts';
import { keysOf } from '../../../shared/contacts/same.ts';
import type { FullContact, WholePerson } from '../../../shared/contacts.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { forgetOldChanges, remember } from '../../store/contact-changes.ts';
import {
  type ContactToKeep,
  countContacts,
  dropContacts,
  findContacts,
  findPhotos,
  keepContacts,
  listContacts,
  MAX_CONTACTS,
  takenUids,
} from '../../store/contacts.ts';
import type { OwnData } from '../../store/own-data.ts';

export interface Change {
  put?: ContactToKeep[];
  drop?: string[];
  /** The name of the change, where several steps make one. */
  change?: string;
}

/** Writes and deletes people as one change that can be taken back by the id it answers. */
export async function changePeople(
  store: OwnData,
  account: string,
  { put = [], drop = [], change = randomUUID() }: Change,
): Promise<string> {
  const now = Date.now();
  await store.transaction().execute(async (step) => {
    const plain = put.filter(({ photo }) => photo === undefined).map(({ id }) => id);
    const whole = put.filter(({ photo }) => photo !== undefined).map(({ id }) => id);
    await remember(step, account, change, plain, now, true);
    await remember(step, account, change, [...whole, ...drop], now, false);
    await keepContacts(
      step,
      account,
      put.map((one) => ({ ...one, updatedAt: now })),
    );
    await dropContacts(step, account, drop);
    if ((await countContacts(step, account)) > MAX_CONTACTS)
      throw new Refusal('too-large', 'The address book is full.');
  });
  await forgetOldChanges(store, account, now);
  return change;
}

/** All of these, in this order. @throws Refusal `not-found` when one is missing or another account's. */
export async function peopleOf(
  store: OwnData,
  account: string,
  ids: string[],
): Promise<FullContact[]> {
  const found = new Map((await findContacts(store, account, ids)).map((one) => [one.id, one]));
  return ids.map((id) => {
    const one = found.get(id);
    if (!one) throw new Refusal('not-found', 'There is no such contact.');
    return one;
  });
}

/** Somebody new. */
export function newContact({ photo, ...person }: WholePerson): ContactToKeep {
  const now = Date.now();
  return {
    ...person,
    id: randomUUID(),
    photo,
    collected: false,
    createdAt: now,
    updatedAt: now,
  };
}

/** One out of several: the first, with everything of the others. */
export async function merged(store: OwnData, account: string, ids: string[]) {
  const people = await peopleOf(store, account, [...new Set(ids)]);
  const photos = await findPhotos(store, account, ids);
  const [first, ...others] = people;
  const whole = people.map((one) => ({ ...one, photo: photos.get(one.id) ?? null }));
  const person = whole.reduce<WholePerson>((one, other) => mergePeople(one, other), whole[0]!);
  const put: ContactToKeep = {
    ...first!,
    ...person,
    collected: people.every((one) => one.collected),
  };
  return { put, drop: others.map(({ id }) => id) };
}

/** Some people of an import, to be written: who is completed, and who is new. */
export async function imported(
  store: OwnData,
  account: string,
  people: { person: WholePerson; into: string | null }[],
): Promise<ContactToKeep[]> {
  const intoIds = [...new Set(people.flatMap(({ into }) => into ?? []))];
  const known = new Map((await peopleOf(store, account, intoIds)).map((one) => [one.id, one]));
  const photos = await findPhotos(store, account, intoIds);
  const taken = await takenUids(
    store,
    account,
    people.map(({ person }) => person.uid).filter(Boolean),
  );
  const put = new Map<string, ContactToKeep>();
  for (const { person, into } of people) {
    if (!into) {
      const uid = taken.has(person.uid) ? '' : person.uid;
      if (uid) taken.add(uid);
      const fresh = newContact({ ...person, uid, card: uid ? person.card : nameless(person.card) });
      put.set(fresh.id, fresh);
      continue;
    }
    const before = (put.get(into) as ContactToKeep | undefined) ?? known.get(into)!;
    const photo = put.get(into)?.photo ?? photos.get(into) ?? null;
    put.set(into, { ...before, ...mergePeople({ ...before, photo }, person), collected: false });
  }
  return [...put.values()];
}

/** Two cards of one name would be one card for other programs. */
const nameless = (card: string) =>
  card
    .split('\r\n')
    .filter((line) => !/^uid[;:]/i.test(line))
    .join('\r\n');

/** People who were written to and are in nobody's address book yet are kept, apart from the others. */
export async function collect(
  store: OwnData,
  account: string,
  people: { name: string; address: string }[],
): Promise<boolean> {
  const known = new Set((await listContacts(store, account)).flatMap(keysOf));
  const fresh = people.filter(({ address }) => {
    const key = `@${address.toLowerCase()}`;
    return !known.has(key) && known.add(key);
  });
  const room = MAX_CONTACTS - (await countContacts(store, account));
  const put = fresh.slice(0, Math.max(0, room)).map(({ name, address }) => ({
    ...newContact({
      name: name === address ? '' : name.slice(0, 200),
      organization: '',
      emails: [{ value: address, label: '' }],
      phones: [],
      birthday: '',
      notes: '',
      groups: [],
      photo: null,
      card: '',
      uid: '',
    }),
    collected: true,
  }));
  await keepContacts(store, account, put);
  return put.length > 0;
}
