import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { sendLetter } from '../../../shared/compose.ts';
import {
  deleteIdentity,
  type Identity,
  listIdentities,
  writeIdentity,
} from '../../../shared/identities.ts';
import { deleteTemplate, listTemplates, writeTemplate } from '../../../shared/templates.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const PASSWORD = 'Canary-7-tilleul';
const ALIAS = 'bureau@test.example';
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;
let bob: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox('ana@test.example', PASSWORD, { name: 'Ana Ferreira' });
  await stack.addMailbox('bob@test.example', PASSWORD);
  await stack.addAlias(ALIAS, 'ana@test.example');
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn('ana@test.example', PASSWORD);
  bob = await bridge.signIn('bob@test.example', PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

const bureau: Identity = {
  id: randomUUID(),
  name: 'Le bureau, Ana',
  address: ALIAS,
  replyTo: 'tous@else.example',
  signature: { html: '<p>Le bureau</p>', text: 'Le bureau' },
  isDefault: false,
};
const first: Identity = {
  id: 'first',
  name: 'Ana Ferreira',
  address: 'ana@test.example',
  replyTo: '',
  signature: { html: '', text: '' },
  isDefault: true,
};
const list = async (who: Visitor) => (await who.call(listIdentities, {})).identities;

it('the first one comes from the mailbox, with the addresses one may send from', async () => {
  expect(await ana.call(listIdentities, {})).toEqual({
    identities: [first],
    addresses: ['ana@test.example', ALIAS],
    complete: true,
  });
});

it('another one is made beside the first one, and other pages hear of it', async () => {
  const page = await ana.listen();
  await ana.call(writeIdentity, bureau);
  await page.hears('identities');
  page.close();
  expect(await list(ana)).toEqual([first, bureau]);
});

it('one is the default one, whichever was marked last', async () => {
  await ana.call(writeIdentity, { ...bureau, isDefault: true });
  expect((await list(ana)).map(({ isDefault }) => isDefault)).toEqual([false, true]);
});

it('an address of somebody else is refused, one of its own with a detail is not', async () => {
  for (const address of ['bob@test.example', 'ana@else.example', 'bob+ana@test.example'])
    await expect(ana.call(writeIdentity, { ...bureau, address }), address).rejects.toMatchObject({
      code: 'sender-refused',
    });
  await ana.call(writeIdentity, { ...bureau, address: 'ana+listes@test.example' });
  await ana.call(sendLetter, {
    id: randomUUID(),
    from: { name: 'Ana', address: 'ana+listes@test.example' },
    to: [{ name: '', address: 'bob@test.example' }],
    cc: [],
    bcc: [],
    subject: 'with a detail',
    text: 't',
  });
});

it.each([
  ['line ends', { name: 'Ana\r\nBcc: x@evil.example' }],
  ['a separator', { name: 'Ana\u2028Bcc: x@evil.example' }],
  ['NUL', { name: 'Ana\0' }],
  ['an address with a line end', { address: 'ana@test.example\r\nX: y' }],
  ['two addresses to answer to', { replyTo: 'a@b.example, c@d.example' }],
  ['a signature without end', { signature: { html: 'x'.repeat(140_001), text: '' } }],
])('%s are refused (S-28)', async (_what, part) => {
  await expect(ana.call(writeIdentity, { ...bureau, ...part })).rejects.toMatchObject({
    code: 'input-invalid',
  });
});

it('what is one’s own is not there for another (S-37)', async () => {
  expect((await list(bob)).map(({ address }) => address)).toEqual(['bob@test.example']);
  await expect(bob.call(deleteIdentity, { id: bureau.id })).rejects.toMatchObject({ status: 404 });
  await expect(bob.call(writeIdentity, bureau)).rejects.toMatchObject({ code: 'sender-refused' });
  await bob.call(writeIdentity, { ...bureau, address: 'bob@test.example', name: 'Bob' });
  expect((await list(ana)).map(({ name }) => name)).toEqual(['Ana Ferreira', bureau.name]);
});

it('one goes, and the last one leaves the mailbox’s own', async () => {
  await ana.call(deleteIdentity, { id: bureau.id });
  expect(await list(ana)).toEqual([first]);
  await ana.call(deleteIdentity, { id: 'first' });
  expect(await list(ana)).toEqual([first]);
});

it('templates are kept by name, for their owner alone (S-37)', async () => {
  const id = randomUUID();
  const template = { id, name: 'Thanks', subject: '', text: 'Dear {{first name}},' };
  await ana.call(writeTemplate, template);
  await ana.call(writeTemplate, { ...template, id: randomUUID(), name: 'Accepted' });
  await ana.call(writeTemplate, { ...template, text: 'Hello {{name}}' });
  const { templates } = await ana.call(listTemplates, {});
  expect(templates.map(({ name, text }) => [name, text])).toEqual([
    ['Accepted', 'Dear {{first name}},'],
    ['Thanks', 'Hello {{name}}'],
  ]);
  expect((await bob.call(listTemplates, {})).templates).toEqual([]);
  await expect(bob.call(deleteTemplate, { id })).rejects.toMatchObject({ status: 404 });
  await ana.call(deleteTemplate, { id });
  expect((await ana.call(listTemplates, {})).templates).toHaveLength(1);
  await expect(ana.call(writeTemplate, { ...template, name: ' ' })).rejects.toMatchObject({
    code: 'input-invalid',
  });
});
