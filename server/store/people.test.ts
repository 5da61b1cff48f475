import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Identity } from '../../shared/identities.ts';
import { onBothEngines } from './both-engines.ts';
import { deleteIdentity, listIdentities, writeIdentity } from './identities.ts';
import { type OwnData, openOwnData } from './own-data.ts';
import {
  findReadMark,
  forgetPerson,
  type KnownPerson,
  learnPeople,
  listPeople,
  peopleStamp,
} from './people.ts';
import { deleteTemplate, listTemplates, writeTemplate } from './templates.ts';

const NOW = 1_795_000_000_000;
const mark = (uidNext: number) => ({ uidValidity: '7', uidNext });
const zoe: KnownPerson = {
  name: 'Zoé',
  address: 'Zoe@else.example',
  written: 2,
  heard: 0,
  lastAt: NOW,
};

onBothEngines('people, identities and templates', (emptyDatabase) => {
  let db: OwnData;
  beforeAll(async () => {
    db = await openOwnData(await emptyDatabase());
  });
  afterAll(() => db?.destroy());

  it('what a letter told is added once', async () => {
    await learnPeople(db, 'ana', 'Sent', null, mark(3), [zoe]);
    await learnPeople(db, 'ana', 'Sent', null, mark(3), [zoe]);
    expect(await listPeople(db, 'ana')).toEqual([zoe]);
    const heard = { ...zoe, name: 'Boss', written: 0, heard: 1, lastAt: NOW - 5 };
    await learnPeople(db, 'ana', 'INBOX', null, mark(9), [heard]);
    expect(await listPeople(db, 'ana')).toEqual([{ ...zoe, heard: 1 }]);
    const later = { ...zoe, address: 'zoe@ELSE.example', name: 'Zoé Morel', lastAt: NOW + 5 };
    await learnPeople(db, 'ana', 'Sent', mark(3), mark(4), [later]);
    await learnPeople(db, 'ana', 'Sent', mark(3), mark(4), [later]);
    expect(await findReadMark(db, 'ana', 'Sent')).toEqual(mark(4));
    expect(await listPeople(db, 'ana')).toEqual([
      { ...zoe, name: 'Zoé Morel', written: 4, heard: 1, lastAt: NOW + 5 },
    ]);
    expect(await listPeople(db, 'bob')).toEqual([]);
  });

  it('whoever is forgotten is gone, for this account', async () => {
    const before = await peopleStamp(db, 'ana');
    expect(await forgetPerson(db, 'bob', 'zoe@else.example')).toBe(false);
    expect(await peopleStamp(db, 'ana')).toBe(before);
    expect(await forgetPerson(db, 'ana', 'ZOE@else.example')).toBe(true);
    expect(await listPeople(db, 'ana')).toEqual([]);
    expect(await peopleStamp(db, 'ana')).not.toBe(before);
  });

  it('the oldest of too many people go', async () => {
    const many = Array.from({ length: 5002 }, (_, i) => ({
      ...zoe,
      address: `n${i}@else.example`,
      lastAt: NOW + i,
    }));
    await learnPeople(db, 'cleo', 'Sent', null, mark(2), many);
    const kept = await listPeople(db, 'cleo');
    expect(kept).toHaveLength(5000);
    expect(kept.at(-1)?.address).toBe('n2@else.example');
  });

  it('identities keep their order, and one is the default one', async () => {
    const one: Identity = {
      id: 'b',
      name: 'Ana',
      address: 'ana@test.example',
      replyTo: '',
      signature: { html: '<b>Ana</b>', text: 'Ana' },
      isDefault: true,
    };
    await writeIdentity(db, 'ana', one, NOW);
    await writeIdentity(db, 'ana', { ...one, id: 'a', name: 'Office' }, NOW + 1);
    await writeIdentity(db, 'ana', { ...one, isDefault: false, name: 'Ana F.' }, NOW + 2);
    expect(await listIdentities(db, 'ana')).toEqual([
      { ...one, name: 'Ana F.', isDefault: false },
      { ...one, id: 'a', name: 'Office' },
    ]);
    expect(await listIdentities(db, 'bob')).toEqual([]);
    expect(await deleteIdentity(db, 'bob', 'a')).toBe(false);
    expect(await deleteIdentity(db, 'ana', 'a')).toBe(true);
  });

  it('templates come by name', async () => {
    const thanks = { id: '1', name: 'Thanks', subject: '', text: 'Thank you' };
    await writeTemplate(db, 'ana', thanks);
    await writeTemplate(db, 'ana', { ...thanks, id: '2', name: 'Bill' });
    expect((await listTemplates(db, 'ana')).map(({ name }) => name)).toEqual(['Bill', 'Thanks']);
    expect(await deleteTemplate(db, 'bob', '1')).toBe(false);
    expect(await deleteTemplate(db, 'ana', '1')).toBe(true);
  });
});
