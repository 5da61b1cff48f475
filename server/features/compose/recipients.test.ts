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

/** The writer's own copy, as it went out. */
async function sourceOf(subject: string): Promise<string> {
  const find = async () => {
    const { rows } = await ana.call(listMessages, { folder: 'Sent' });
    return rows.find((row) => row.subject === subject)?.uid ?? 0;
  };
  await expect.poll(find).toBeGreaterThan(0);
  return (await ana.fetch(sourceAddress('Sent', await find()))).text();
}

it('RCPT TO and the header say the same, in A-labels (S-29)', async () => {
  const letter = letterTo('Zoe@MÜNCHEN.example', "o'neil+x=y@else.example");
  await ana.call(sendLetter, letter);
  await expect.poll(() => stack.queue()).toContain('Zoe@xn--mnchen-3ya.example');
  const [, to = ''] = /^To: ((?:.|\r\n[ \t])*)/m.exec(await sourceOf(letter.subject)) ?? [];
  expect(to.match(/<[^<>]*>/g)).toEqual([
    '<Zoe@xn--mnchen-3ya.example>',
    "<o'neil+x=y@else.example>",
  ]);
});

it('a priority and the wish for a receipt stand in the header, and only then', async () => {
  const plain = letterTo('zoe@else.example');
  await ana.call(sendLetter, plain);
  expect(await sourceOf(plain.subject)).not.toMatch(/^(Importance|X-Priority|Disposition-)/im);
  const wishing = letterTo('zoe@else.example');
  await ana.call(sendLetter, { ...wishing, priority: 'low', wantsReceipt: true });
  const source = await sourceOf(wishing.subject);
  expect(source).toMatch(/^Importance: low\r$/im);
  expect(source).toMatch(/^X-Priority: 5 \(Lowest\)\r$/im);
  expect(source).toMatch(/^Disposition-Notification-To: ana@test\.example\r$/im);
});

it.each(['\r\nBcc: thief@evil.example', '\nX: y', '\rX: y', '\0', '\u2028X: y', '\u007f'])(
  'no name and no address brings a field of its own: %j (S-28)',
  async (trick) => {
    const letter = letterTo('zoe@else.example');
    const tricks = [
      { from: { ...letter.from, name: `Ana${trick}` } },
      { to: [{ name: `Zoé${trick}`, address: 'zoe@else.example' }] },
      { cc: [{ name: '', address: `zoe@else.example${trick}` }] },
      { replyTo: [{ name: `x${trick}`, address: 'zoe@else.example' }] },
    ];
    for (const part of tricks)
      await expect(ana.call(sendLetter, { ...letter, ...part })).rejects.toMatchObject({
        code: 'input-invalid',
      });
  },
);

it('an address that only SMTPUTF8 can carry is refused in words where the server has none (S-29)', async () => {
  const letter = letterTo('zoé@else.example', 'ok@else.example');
  await expect(ana.call(sendLetter, letter)).rejects.toMatchObject({
    status: 422,
    code: 'address-unsupported',
    details: { refused: [{ address: 'zoé@else.example', reason: '' }] },
  });
  expect(await stack.queue()).not.toContain('ok@else.example');
});
