import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { sendLetter } from '../../../shared/compose.ts';
import { listMessages, partAddress, readMessage } from '../../../shared/messages.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const ADDRESS = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ADDRESS, PASSWORD);
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn(ADDRESS, PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

it('a message goes along as it is, whatever its bytes', async () => {
  const raw =
    'Subject: Odd: été/../x\r\nFrom: b@x.example\r\n\r\nLigne à 8 bits\r\n.\r\n..\r\nFrom me\r\n';
  await stack.append(ADDRESS, 'Kept', Buffer.from(raw));
  const { uidValidity } = await ana.call(listMessages, { folder: 'Kept' });
  const arrived = await send({ folder: 'Kept', uid: 1, uidValidity });
  expect(arrived.attachments).toMatchObject([{ type: 'message/rfc822', part: '2' }]);
  const file = await ana.fetch(partAddress('INBOX', arrived.uid, '2'));
  expect((await file.text()).trimEnd()).toBe(raw.trimEnd());
  const row = (await ana.call(listMessages, { folder: 'Kept' })).rows[0];
  expect(row?.flags).toContain('$Forwarded');
});

it('a message with bare line ends cannot end the letter that carries it (S-30)', async () => {
  const raw = 'Subject: Smuggler\r\n\r\nwords\r.\rMAIL FROM:<eve@test.example>\r\n';
  await stack.append(ADDRESS, 'Odd', Buffer.from(raw));
  const { uidValidity } = await ana.call(listMessages, { folder: 'Odd' });
  const arrived = await send({ folder: 'Odd', uid: 1, uidValidity });
  const source = await (await ana.fetch(partAddress('INBOX', arrived.uid, '2'))).text();
  expect(source).not.toMatch(/\r(?!\n)|(?<!\r)\n/);
  expect(source).toContain('MAIL FROM:<eve@test.example>');
});

it('a message that is gone, or another by now, stops the letter', async () => {
  const { uidValidity } = await ana.call(listMessages, { folder: 'Kept' });
  const gone = send({ folder: 'Kept', uid: 99, uidValidity });
  await expect(gone).rejects.toMatchObject({ code: 'message-gone' });
  const other = send({ folder: 'Kept', uid: 1, uidValidity: '1' });
  await expect(other).rejects.toMatchObject({ code: 'mailbox-changed' });
});

async function send(attached: { folder: string; uid: number; uidValidity: string }) {
  const subject = randomUUID();
  await ana.call(sendLetter, {
    id: randomUUID(),
    from: { name: '', address: ADDRESS },
    to: [{ name: '', address: ADDRESS }],
    cc: [],
    bcc: [],
    subject,
    text: 'See the file.',
    attachments: [{ kind: 'message', ...attached }],
    source: { folder: attached.folder, uid: attached.uid, act: 'forward' as const },
  });
  for (let tries = 0; tries < 100; tries++) {
    const { rows } = await ana.call(listMessages, { folder: 'INBOX' });
    const row = rows.find((one) => one.subject === subject);
    if (row) return ana.call(readMessage, { folder: 'INBOX', uid: row.uid });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the letter did not arrive');
}
