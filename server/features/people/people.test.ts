import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { sendLetter } from '../../../shared/compose.ts';
import { addContact, nobody } from '../../../shared/contacts.ts';
import { checkPeople, findPeople, forgetPerson } from '../../../shared/people.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;
let bob: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  for (const who of ['ana', 'bob']) await stack.addMailbox(`${who}@test.example`, PASSWORD);
  const mail = (folder: string, from: string, to: string, date: Date) =>
    stack.append(
      'ana@test.example',
      folder,
      `From: ${from}\r\nTo: ${to}\r\nSubject: s\r\n\r\nHello\r\n`,
      [],
      date,
    );
  const before = new Date(Date.now() - 86_400_000);
  await mail(
    'Sent',
    'ana@test.example',
    '"Morel, Zoé" <zoe@else.example>, ana@test.example',
    before,
  );
  await mail('Sent', 'ana@test.example', '=?utf-8?q?Zo=C3=A9?= <zoe@else.example>', before);
  await mail('INBOX', 'Karim Haddad <karim@news.example>', 'ana@test.example', before);
  await mail('INBOX', '"boss@test.example" <thief@evil.example>', 'ana@test.example', before);
  await mail('INBOX', 'Shop <no-reply@shop.example>', 'ana@test.example', before);
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn('ana@test.example', PASSWORD);
  bob = await bridge.signIn('bob@test.example', PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

const ask = async (who: Visitor, q: string) => (await who.call(findPeople, { q })).people;

/** People are learned on a road of its own: asked until they are there. */
const learned = (who: Visitor, address: string) =>
  expect.poll(async () => (await ask(who, '')).map((one) => one.address)).toContain(address);

it('people written to, then those heard from, are there after the first question', async () => {
  await learned(ana, 'karim@news.example');
  expect(await ask(ana, '')).toEqual([
    { name: 'Zoé', address: 'zoe@else.example', source: 'letters' },
    { name: 'Karim Haddad', address: 'karim@news.example', source: 'letters' },
    // A name that holds an address would stand before another one (S-49).
    { name: '', address: 'thief@evil.example', source: 'letters' },
  ]);
  expect(await ask(ana, 'ZOE')).toMatchObject([{ address: 'zoe@else.example' }]);
  expect(await ask(ana, 'addad')).toMatchObject([{ address: 'karim@news.example' }]);
  expect(await ask(ana, 'nobody at all')).toEqual([]);
});

it('a letter that is sent is learned, once', async () => {
  await ana.call(sendLetter, {
    id: randomUUID(),
    from: { name: '', address: 'ana@test.example' },
    to: [{ name: 'Bob', address: 'bob@test.example' }],
    cc: [],
    bcc: [],
    subject: 's',
    text: 't',
  });
  await learned(ana, 'bob@test.example');
  await ask(ana, '');
  const rows = await bridge.context.store.selectFrom('people').selectAll().execute();
  expect(rows.find(({ key }) => key === 'bob@test.example')).toMatchObject({ written: 1 });
  expect(rows.find(({ key }) => key === 'zoe@else.example')).toMatchObject({ written: 2 });
});

it('the address book comes first, with the names that are in it, and its groups', async () => {
  const zoe = {
    ...nobody,
    name: 'Zoé de la chorale',
    emails: ['Zoe@else.example', 'zoe.perso@else.example'].map((value) => ({ value, label: '' })),
    groups: ['Chorale'],
  };
  await ana.call(addContact, zoe);
  expect(await ask(ana, 'zoe')).toEqual([
    { name: zoe.name, address: 'Zoe@else.example', source: 'contact' },
    { name: zoe.name, address: 'zoe.perso@else.example', source: 'contact' },
  ]);
  expect(await ask(ana, 'chorale')).toContainEqual({
    name: 'Chorale',
    address: '',
    source: 'group',
    members: [{ name: zoe.name, address: 'Zoe@else.example' }],
  });
});

it('strangers are told, with the domain they may have meant', async () => {
  const addresses = ['zoe@else.example', 'a@gmial.com', 'karim@news.example', 'b@esle.example'];
  expect((await ana.call(checkPeople, { addresses })).strangers).toEqual([
    { address: 'a@gmial.com', resembles: 'gmail.com' },
    { address: 'karim@news.example', resembles: '' },
    { address: 'b@esle.example', resembles: 'else.example' },
  ]);
});

it('somebody is forgotten, and nobody else can do it (S-37)', async () => {
  const karim = { address: 'karim@news.example' };
  await expect(bob.call(forgetPerson, karim)).rejects.toMatchObject({ status: 404 });
  expect(await ask(bob, 'karim')).toEqual([]);
  await ana.call(forgetPerson, karim);
  expect(await ask(ana, 'karim')).toEqual([]);
  await ask(ana, '');
  await learned(ana, 'bob@test.example');
  expect(await ask(ana, 'karim')).toEqual([]);
  await expect(ana.call(forgetPerson, karim)).rejects.toMatchObject({ status: 404 });
});
