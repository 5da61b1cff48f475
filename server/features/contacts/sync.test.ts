import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type AddressBooks, startAddressBooks } from '../../../mailstack/address-books.ts';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import {
  addContact,
  deleteContacts,
  listContacts,
  nobody,
  readContact,
  syncContacts,
  undoChange,
  updateContact,
} from '../../../shared/contacts.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const ANA = 'ana@test.example';
const BRUNO = 'bruno@test.example';
const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let books: AddressBooks;
let bridge: TestBridge;
let ana: Visitor;

beforeAll(async () => {
  [stack, books] = await Promise.all([startTestStack(), startAddressBooks(ANA, PASSWORD)]);
  await stack.addMailbox(ANA, PASSWORD);
  await stack.addMailbox(BRUNO, PASSWORD);
  bridge = await startTestBridge(stack, { CARDDAV_URL: books.url });
  ana = await bridge.signIn(ANA, PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await books?.stop();
  await stack?.stop();
});

const card = (uid: string, ...lines: string[]) =>
  ['BEGIN:VCARD', 'VERSION:3.0', `UID:${uid}`, 'N:;;;;', ...lines, 'END:VCARD', ''].join('\r\n');
const put = async (name: string, text: string) => {
  const answer = await books.ask('PUT', `${books.book}${name}.vcf`, {
    body: text,
    headers: { 'Content-Type': 'text/vcard' },
  });
  expect(answer.ok).toBe(true);
};
const there = async (path: string) => (await books.ask('GET', path)).text();
/** Paths of the cards on the other server. */
const paths = async () => {
  const listing = await books.ask('PROPFIND', books.book, { headers: { Depth: '1' } });
  return [...(await listing.text()).matchAll(/<href>([^<]+\.vcf)<\/href>/g)].map(
    ([, path]) => path!,
  );
};
const people = async () => (await ana.call(listContacts, {})).contacts;
const names = async () => (await people()).map(({ name }) => name).sort();
const meet = () => ana.call(syncContacts, {});

beforeEach(async () => {
  const all = await people();
  if (all.length) await ana.call(deleteContacts, { ids: all.map(({ id }) => id) });
  await meet();
  for (const path of await paths()) await books.ask('DELETE', path);
  await meet();
});

it('cards come, are changed here, and go back with what we do not understand', async () => {
  await put(
    'zoe',
    card('zoe', 'FN:Zoé Été', 'EMAIL:zoe@else.example', 'X-SECRET;A=b:kept', 'ADR:;;1 rue;;;;'),
  );
  expect(await meet()).toMatchObject({ state: 'same', at: expect.any(Number) });
  const [zoe] = await people();
  expect(zoe).toMatchObject({ name: 'Zoé Été', emails: ['zoe@else.example'] });
  const full = await ana.call(readContact, { id: zoe!.id });
  await ana.call(updateContact, { ...full, photo: undefined, notes: 'Sings' });
  await meet();
  const text = await there(`${books.book}zoe.vcf`);
  expect(text).toMatch(/^NOTE:Sings\r$/m);
  expect(text).toMatch(/^X-SECRET;A=b:kept\r$/m);
  expect(text).toMatch(/^ADR:;;1 rue;;;;\r$/m);
  expect(text).toMatch(/^UID:zoe\r$/m);
});

it('somebody added here is a card there, and is deleted on both sides', async () => {
  await ana.call(addContact, {
    ...nobody,
    name: 'Paul Noir',
    phones: [{ value: '+33 1', label: 'mobile' }],
  });
  await meet();
  const [path] = await paths();
  expect(await there(path!)).toMatch(/^FN:Paul Noir\r$/m);
  const [paul] = await people();
  const { change } = await ana.call(deleteContacts, { ids: [paul!.id] });
  await meet();
  expect(await paths()).toEqual([]);
  await ana.call(undoChange, { change });
  await meet();
  expect(await paths()).toHaveLength(1);
  await books.ask('DELETE', (await paths())[0]!);
  await meet();
  expect(await people()).toEqual([]);
});

it('whoever was changed on both sides is kept twice', async () => {
  await put('c', card('c', 'FN:Clara'));
  await meet();
  const [clara] = await people();
  await put('c', card('c', 'FN:Clara there'));
  const full = await ana.call(readContact, { id: clara!.id });
  await ana.call(updateContact, { ...full, photo: undefined, name: 'Clara here' });
  await meet();
  expect(await names()).toEqual(['Clara here', 'Clara there']);
  await meet();
  const texts = await Promise.all((await paths()).map(there));
  expect(texts.map((text) => /^FN:(.*)\r$/m.exec(text)?.[1]).sort()).toEqual([
    'Clara here',
    'Clara there',
  ]);
  expect(new Set(texts.map((text) => /^UID:(.*)\r$/m.exec(text)?.[1])).size).toBe(2);
});

it('what was changed there while it was deleted here comes back', async () => {
  await put('d', card('d', 'FN:Dora'));
  await meet();
  await books.stopServer();
  await ana.call(deleteContacts, { ids: (await people()).map(({ id }) => id) });
  await meet();
  await books.startServer();
  await put('d', card('d', 'FN:Dora', 'NOTE:new'));
  await meet();
  expect(await names()).toEqual(['Dora']);
});

it('with the server down the page works and says so; then everything goes there', async () => {
  await put('e', card('e', 'FN:Eva'));
  await meet();
  await books.stopServer();
  expect((await meet()).state).toBe('down');
  await ana.call(addContact, { ...nobody, name: 'Written meanwhile' });
  expect(await names()).toEqual(['Eva', 'Written meanwhile']);
  expect((await ana.call(listContacts, {})).book).toMatchObject({
    state: 'down',
    at: expect.any(Number),
  });
  await books.startServer();
  expect((await meet()).state).toBe('same');
  expect(await paths()).toHaveLength(2);
});

it('a login that is not taken there is said, and nothing is lost here', async () => {
  const bruno = await bridge.signIn(BRUNO, PASSWORD);
  await bruno.call(addContact, { ...nobody, name: 'Own' });
  expect((await bruno.call(syncContacts, {})).state).toBe('refused');
  const { contacts, book } = await bruno.call(listContacts, {});
  expect(contacts.map(({ name }) => name)).toEqual(['Own']);
  expect(book).toEqual({ state: 'refused', at: null });
});

it('hundreds of cards come in one meeting, and the next one reads none of them', async () => {
  for (let i = 0; i < 60; i++) await put(`p${i}`, card(`p${i}`, `FN:P${i}`));
  await meet();
  expect(await people()).toHaveLength(60);
  const before = await people();
  await meet();
  expect(await people()).toEqual(before);
});
