import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { sendLetter } from '../../../shared/compose.ts';
import {
  addContact,
  changeGroups,
  deleteContacts,
  exportContacts,
  importContacts,
  keepContacts,
  listContacts,
  mergeContacts,
  photoAddress,
  readCards,
  readContact,
  undoChange,
  updateContact,
} from '../../../shared/contacts.ts';
import type { Endpoint } from '../../../shared/endpoint.ts';
import { listMessages, readMessage } from '../../../shared/messages.ts';
import { changePreferences, defaultPreferences } from '../../../shared/preferences.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const ANA = 'ana@test.example';
const BRUNO = 'bruno@test.example';
const PASSWORD = 'Canary-7-tilleul';
const CLARA = {
  name: 'Clara',
  organization: '',
  emails: [{ value: 'clara@else.example', label: '' }],
  phones: [],
  birthday: '',
  notes: '',
  groups: [],
  photo: null,
  card: '',
  uid: '',
};
const PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;
let bruno: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ANA, PASSWORD);
  await stack.addMailbox(BRUNO, PASSWORD);
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn(ANA, PASSWORD);
  bruno = await bridge.signIn(BRUNO, PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

it('a card that came with a message becomes a contact, which every page of the account hears of', async () => {
  const vcf = 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Clara\r\nEMAIL:clara@else.example\r\nEND:VCARD\r\n';
  const raw = `From: clara@else.example\r\nSubject: Card\r\nContent-Type: text/x-vcard; charset=utf-8; name=c.vcf\r\n\r\n${vcf}`;
  await stack.append(ANA, 'INBOX', raw);
  const { rows } = await ana.call(listMessages, { folder: 'INBOX' });
  const place = { folder: 'INBOX', uid: rows[0]!.uid };
  expect((await ana.call(readMessage, place)).says?.cards).toEqual(['1']);
  const { cards } = await ana.call(readCards, { ...place, part: '1' });
  expect(cards).toMatchObject([{ ...CLARA, card: expect.any(String) }]);
  const page = await ana.listen();
  const { contact, change } = await ana.call(addContact, cards[0]);
  expect(contact).toMatchObject({ name: 'Clara', emails: ['clara@else.example'] });
  await page.hears('contacts');
  page.close();
  expect((await ana.call(listContacts, {})).contacts).toEqual([contact]);
  await ana.call(undoChange, { change });
  expect((await ana.call(listContacts, {})).contacts).toEqual([]);
  await expect(ana.call(undoChange, { change })).rejects.toMatchObject({ code: 'undo-gone' });
});

const people = async (who: Visitor) => (await who.call(listContacts, {})).contacts;
const add = async (who: Visitor, part: object) =>
  (await who.call(addContact, { ...CLARA, ...part })).contact;

it('somebody is written anew, with a picture that only draws (S-21), and as before after Undo', async () => {
  const { id } = await add(ana, { name: 'Zoé', photo: PICTURE, notes: 'before' });
  const { change, contact } = await ana.call(updateContact, {
    ...CLARA,
    id,
    name: 'Zoé Été',
    notes: 'two\nlines',
    groups: ['Choir'],
    photo: undefined,
  });
  expect(contact).toMatchObject({ id, name: 'Zoé Été', groups: ['Choir'] });
  const address = photoAddress(id, contact.photo!);
  const picture = await ana.fetch(address);
  expect(picture.headers.get('content-type')).toBe('image/png');
  expect(picture.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
  expect(picture.headers.get('x-content-type-options')).toBe('nosniff');
  expect(Buffer.from(await picture.arrayBuffer()).toString('base64')).toBe(PICTURE.split(',')[1]);
  expect((await bruno.fetch(address)).status).toBe(404);
  await ana.call(undoChange, { change });
  const full = await ana.call(readContact, { id });
  expect(full).toMatchObject({ name: 'Zoé', notes: 'before', groups: [], photo: contact.photo });
  await ana.call(deleteContacts, { ids: [id] });
});

it('several are deleted, grouped and merged at once, and each is taken back as one', async () => {
  const jean = await add(ana, { name: 'Jean Dupont', notes: 'first', photo: PICTURE });
  const other = await add(ana, {
    name: 'Dupont, Jean',
    notes: 'second',
    emails: [{ value: 'jean@work.example', label: 'work' }],
  });
  const ids = [jean.id, other.id];
  const grouped = await ana.call(changeGroups, { ids, add: ['Choir', 'Board'], remove: [] });
  const renamed = await ana.call(changeGroups, { ids, add: ['Singers'], remove: ['Choir'] });
  expect((await people(ana)).map(({ groups }) => groups)).toEqual(
    [
      ['Board', 'Singers'],
      ['Board', 'Singers'],
    ].map((one) => expect.arrayContaining(one)),
  );
  await ana.call(undoChange, { change: renamed.change });
  await expect(ana.call(undoChange, { change: grouped.change })).resolves.toEqual({ count: 0 });

  const merge = await ana.call(mergeContacts, { ids });
  expect(await people(ana)).toHaveLength(1);
  const one = await ana.call(readContact, { id: jean.id });
  expect(one.emails.map(({ value }) => value)).toEqual(['clara@else.example', 'jean@work.example']);
  expect(one.notes).toBe('first\n\nsecond');
  await ana.call(undoChange, { change: merge.change });
  expect(await people(ana)).toHaveLength(2);
  expect((await ana.call(readContact, { id: jean.id })).notes).toBe('first');

  const { change } = await ana.call(deleteContacts, { ids });
  expect(await people(ana)).toEqual([]);
  await ana.call(undoChange, { change });
  const back = await people(ana);
  expect(back.map(({ id }) => id).sort()).toEqual(ids.sort());
  expect((await ana.fetch(photoAddress(jean.id, 'x'))).status).toBe(200);
  await ana.call(deleteContacts, { ids });
});

it('an import of many requests is one change; whoever changed something since keeps it', async () => {
  const known = await add(ana, { name: 'Known', notes: 'mine' });
  const change = randomUUID();
  const chunk = (from: number, isLast: boolean) => ({
    change,
    isLast,
    people: Array.from({ length: 400 }, (_, i) => ({
      person: { ...CLARA, name: `P${from + i}`, emails: [] as unknown[], uid: `uid-${from + i}` },
      into: null as string | null,
    })),
  });
  await ana.call(importContacts, chunk(0, false));
  const second = chunk(400, true);
  second.people[0] = {
    person: { ...CLARA, name: 'Known', notes: 'theirs' },
    into: known.id,
  };
  expect(await ana.call(importContacts, second)).toEqual({ added: 399, completed: 1 });
  expect(await people(ana)).toHaveLength(800);
  expect((await ana.call(readContact, { id: known.id })).notes).toBe('mine\n\ntheirs');
  // The same file again: its cards are others now.
  await ana.call(importContacts, { ...chunk(0, true), change: randomUUID() });
  const touched = (await people(ana)).find(({ name }) => name === 'P500')!;
  await ana.call(updateContact, {
    ...CLARA,
    id: touched.id,
    name: 'P500 changed',
    photo: undefined,
  });
  expect(await ana.call(undoChange, { change })).toEqual({ count: 799 });
  const left = await people(ana);
  expect(left.map(({ name }) => name)).toContain('P500 changed');
  expect(left).toHaveLength(402);
  const exported = await exportAll(ana);
  expect(exported).toHaveLength(402);
  await ana.call(deleteContacts, { ids: left.map(({ id }) => id) });
});

it('those who are written to are collected, apart, unless that is not wanted', async () => {
  const letter = {
    id: randomUUID(),
    from: { name: '', address: ANA },
    to: [{ name: 'Bruno B.', address: BRUNO }],
    cc: [],
    bcc: [],
    subject: 's',
    text: 't',
  };
  await ana.call(sendLetter, letter);
  await ana.call(sendLetter, { ...letter, id: randomUUID() });
  const [collected, ...more] = await people(ana);
  expect(collected).toMatchObject({ name: 'Bruno B.', emails: [BRUNO], collected: true });
  expect(more).toEqual([]);
  expect(await exportAll(ana)).toEqual([]);
  await ana.call(keepContacts, { ids: [collected!.id] });
  expect((await people(ana))[0]?.collected).toBe(false);
  await ana.call(deleteContacts, { ids: [collected!.id] });
  await ana.call(changePreferences, { ...defaultPreferences, collectContacts: false });
  await ana.call(sendLetter, { ...letter, id: randomUUID() });
  expect(await people(ana)).toEqual([]);
});

it('contacts belong to one account alone, in every call (S-37)', async () => {
  const own = await add(bruno, { name: 'Own' });
  const { id } = await add(ana, { name: 'Zoé', photo: PICTURE });
  const { change } = await ana.call(changeGroups, { ids: [id], add: ['Choir'], remove: [] });
  expect((await people(bruno)).map(({ name }) => name)).toEqual(['Own']);
  const tries: [Endpoint, object][] = [
    [readContact, { id }],
    [updateContact, { ...CLARA, id }],
    [deleteContacts, { ids: [own.id, id] }],
    [mergeContacts, { ids: [own.id, id] }],
    [changeGroups, { ids: [own.id, id], add: ['x'], remove: [] }],
    [keepContacts, { ids: [own.id, id] }],
    [undoChange, { change }],
    [importContacts, { change: randomUUID(), isLast: true, people: [{ person: CLARA, into: id }] }],
    [exportContacts, { ids: [own.id, id] }],
  ];
  for (const [endpoint, input] of tries)
    await expect(bruno.call(endpoint, input), endpoint.path).rejects.toMatchObject({ status: 404 });
  expect((await bruno.fetch(photoAddress(id, 'x'))).status).toBe(404);
  // Two accounts may name a change alike; each takes back its own.
  await bruno.call(importContacts, {
    change,
    isLast: true,
    people: [{ person: { ...CLARA, name: 'Same change' }, into: null }],
  });
  await bruno.call(undoChange, { change });
  expect((await people(bruno)).map(({ name, groups }) => [name, groups])).toEqual([['Own', []]]);
  expect((await ana.call(readContact, { id })).groups).toEqual(['Choir']);
  await ana.call(deleteContacts, { ids: [id] });
});

it('what is nobody, or no picture, is refused', async () => {
  for (const input of [
    { ...CLARA, name: ' ', emails: [] },
    { ...CLARA, name: 'a\r\nb' },
    { ...CLARA, name: 'x'.repeat(201) },
    { ...CLARA, notes: 'a\0b' },
    { ...CLARA, birthday: '2026-13-01' },
    { ...CLARA, groups: [''] },
    { ...CLARA, photo: 'data:image/svg+xml;base64,PHN2Zz4=' },
    { ...CLARA, photo: 'https://evil.example/a.png' },
    { ...CLARA, photo: `data:image/png;base64,${'A'.repeat(90_000)}` },
    { name: 'x' },
  ])
    await expect(ana.call(addContact, input)).rejects.toMatchObject({ code: 'input-invalid' });
});

async function exportAll(who: Visitor): Promise<unknown[]> {
  const response = await who.fetch(exportContacts.path, {
    method: 'POST',
    body: JSON.stringify({ ids: null }),
    headers: { 'Content-Type': 'application/json' },
  });
  const pieces = (await response.text()).trim().split('\n');
  return pieces.flatMap((piece) => JSON.parse(piece).people);
}
