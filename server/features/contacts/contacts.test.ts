import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { addContact, deleteContact, listContacts, readCards } from '../../../shared/contacts.ts';
import { listMessages, readMessage } from '../../../shared/messages.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const ANA = 'ana@test.example';
const BRUNO = 'bruno@test.example';
const PASSWORD = 'Canary-7-tilleul';
const CLARA = { name: 'Clara', organization: '', emails: ['clara@else.example'], phones: [] };
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
  expect(await ana.call(readCards, { ...place, part: '1' })).toEqual({ cards: [CLARA], count: 1 });
  const page = await ana.listen();
  const added = await ana.call(addContact, CLARA);
  expect(added).toMatchObject(CLARA);
  await page.hears('contacts');
  page.close();
  expect(await ana.call(listContacts, {})).toEqual({ contacts: [added] });
});

it('contacts belong to one account alone (S-37)', async () => {
  const { id } = await ana.call(addContact, { ...CLARA, name: 'Zoé' });
  expect(await bruno.call(listContacts, {})).toEqual({ contacts: [] });
  await expect(bruno.call(deleteContact, { id })).rejects.toMatchObject({ status: 404 });
  await ana.call(deleteContact, { id });
  await expect(ana.call(deleteContact, { id })).rejects.toMatchObject({ status: 404 });
});

it('what is nobody is refused', async () => {
  for (const input of [
    { ...CLARA, name: ' ', emails: [] },
    { ...CLARA, name: 'a\r\nb' },
    { ...CLARA, name: 'x'.repeat(201) },
    { name: 'x' },
  ])
    await expect(ana.call(addContact, input)).rejects.toMatchObject({ code: 'input-invalid' });
});
