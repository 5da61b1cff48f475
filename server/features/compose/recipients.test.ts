import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { sendLetter } from '../../../shared/compose.ts';
import { listMessages, sourceAddress } from '../../../shared/messages.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox('ana@test.example', PASSWORD);
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn('ana@test.example', PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

const letterTo = (...addresses: string[]) => ({
  id: randomUUID(),
  from: { name: 'Ana, “la” présidente', address: 'ana@test.example' },
  to: addresses.map((address) => ({ name: 'Zoé; Morel, Z.', address })),
  cc: [],
  bcc: [],
  subject: randomUUID(),
  text: 't',
});

it('RCPT TO and the header say the same, in A-labels (S-29)', async () => {
  const letter = letterTo('Zoe@MÜNCHEN.example', 'o’neil+x=y@else.example'.replace('’', "'"));
  await ana.call(sendLetter, letter);
  await expect.poll(() => stack.queue()).toContain('Zoe@xn--mnchen-3ya.example');
  const { rows } = await ana.call(listMessages, { folder: 'Sent' });
  const { uid } = rows.find(({ subject }) => subject === letter.subject)!;
  const source = await (await ana.fetch(sourceAddress('Sent', uid))).text();
  const [, to = ''] = /^To: ((?:.|\r\n[ \t])*)/m.exec(source) ?? [];
  expect(to.match(/<[^<>]*>/g)).toEqual([
    '<Zoe@xn--mnchen-3ya.example>',
    "<o'neil+x=y@else.example>",
  ]);
});

it('an address that only SMTPUTF8 can carry is refused in words where the server has none (S-29)', async () => {
  const letter = letterTo('zoé@else.example', 'ok@else.example');
  await expect(ana.call(sendLetter, letter)).rejects.toMatchObject({
    status: 422,
    code: 'address-unsupported',
    details: { refused: [{ address: 'zoé@else.example', reason: '' }] },
  });
  expect(await stack.queue()).not.toContain('ok@else.example');
});
