import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { sendLetter } from '../../../shared/compose.ts';
import { listMessages, readMessage, sourceAddress } from '../../../shared/messages.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { arrives, count, letterTo } from './testing.ts';

const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;
let bob: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  for (const name of ['ana', 'bob', 'eve'])
    await stack.addMailbox(`${name}@test.example`, PASSWORD);
  await stack.addAlias('contact@test.example', 'ana@test.example');
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn('ana@test.example', PASSWORD);
  bob = await bridge.signIn('bob@test.example', PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

describe('a letter', () => {
  it('arrives as it was written, and its copy is in Sent', async () => {
    const subject = 'Été : « réunion » 会議 🎉';
    const sent = await ana.call(
      sendLetter,
      letterTo('bob@test.example', { subject, text: 'Voilà.\n.\n..\nFrom here' }),
    );
    expect(sent).toMatchObject({ savedIn: 'Sent', refused: [] });
    const arrived = await arrival(bob, subject);
    expect(arrived.bodies[0]?.content.replaceAll('\r', '').trimEnd()).toBe(
      'Voilà.\n.\n..\n From here',
    );
    expect(arrived.messageId).toBe(sent.messageId);
    const copy = await find(ana, 'Sent', subject);
    expect(copy?.flags).toContain('\\Seen');
  });

  it('hides Bcc from those who get it, and keeps it in the copy (L-22)', async () => {
    const subject = randomUUID();
    await ana.call(sendLetter, {
      ...letterTo('bob@test.example', { subject }),
      bcc: [{ name: '', address: 'eve@test.example' }],
    });
    const eve = await bridge.signIn('eve@test.example', PASSWORD);
    const arrived = await arrival(eve, subject);
    expect(await sourceOf(eve, 'INBOX', arrived.uid)).not.toMatch(/^Bcc:/im);
    const other = await arrival(bob, subject);
    expect(await sourceOf(bob, 'INBOX', other.uid)).not.toContain('eve@');
    const copy = await find(ana, 'Sent', subject);
    expect(await sourceOf(ana, 'Sent', copy!.uid)).toMatch(/^Bcc: eve@test\.example/m);
  });

  it('has a Message-ID of its own at the domain of its sender', async () => {
    const letter = letterTo('bob@test.example');
    const { messageId } = await ana.call(sendLetter, letter);
    expect(messageId).toBe(`<${letter.id}@test.example>`);
  });

  it('is sent once, however often it is asked for (F-6)', async () => {
    const letter = letterTo('bob@test.example');
    const asked = await Promise.all(Array.from({ length: 50 }, () => ana.call(sendLetter, letter)));
    expect(new Set(asked.map(({ messageId }) => messageId)).size).toBe(1);
    await arrives(bob, letter.subject);
    expect(await ana.call(sendLetter, letter)).toMatchObject({ state: 'done', savedIn: 'Sent' });
    expect(await count(bob, 'INBOX', letter.subject)).toBe(1);
    expect(await count(ana, 'Sent', letter.subject)).toBe(1);
  });

  it('comes from an address of its writer, or from nobody', async () => {
    const alias = letterTo('bob@test.example', {
      from: { name: '', address: 'contact@test.example' },
    });
    await expect(ana.call(sendLetter, alias)).resolves.toMatchObject({ refused: [] });
    const stolen = letterTo('bob@test.example', {
      from: { name: '', address: 'eve@test.example' },
    });
    await expect(ana.call(sendLetter, stolen)).rejects.toMatchObject({
      status: 422,
      code: 'sender-refused',
    });
  });

  it('names the recipient that the server refuses, and tries again under the same id', async () => {
    const letter = letterTo('nobody@test.example');
    await expect(ana.call(sendLetter, letter)).rejects.toMatchObject({
      status: 422,
      code: 'recipient-refused',
      details: { refused: [{ address: 'nobody@test.example' }] },
    });
    const corrected = { ...letter, to: [{ name: '', address: 'bob@test.example' }] };
    await expect(ana.call(sendLetter, corrected)).resolves.toMatchObject({ refused: [] });
  });

  it('reaches the others when one recipient is refused (L-25)', async () => {
    const subject = randomUUID();
    const letter = letterTo('bob@test.example', {
      subject,
      cc: [{ name: '', address: 'nobody@test.example' }],
    });
    const { refused } = await ana.call(sendLetter, letter);
    expect(refused.map(({ address }) => address)).toEqual(['nobody@test.example']);
    await arrival(bob, subject);
  });

  it('to the outside is taken, and waits in the queue of the bundled stack', async () => {
    await ana.call(sendLetter, letterTo('friend@outside.example'));
    expect(await stack.queue()).toContain('friend@outside.example');
  });

  it('marks what it answers', async () => {
    await stack.append(
      'ana@test.example',
      'INBOX',
      'From: bob@test.example\r\nMessage-ID: <q@x>\r\nSubject: question\r\n\r\n?\r\n',
    );
    const question = await find(ana, 'INBOX', 'question');
    const source = { folder: 'INBOX', uid: question!.uid, act: 'reply' as const };
    await ana.call(sendLetter, {
      ...letterTo('bob@test.example', { subject: 'Re: question' }),
      inReplyTo: '<q@x>',
      references: ['<q@x>'],
      source,
    });
    expect((await find(ana, 'INBOX', 'question'))?.flags).toContain('\\Answered');
    const arrived = await arrival(bob, 'Re: question');
    expect(arrived).toMatchObject({ inReplyTo: '<q@x>', references: ['<q@x>'] });
  });

  it('without a recipient goes nowhere', async () => {
    await expect(
      ana.call(sendLetter, { ...letterTo('x@y.example'), to: [] }),
    ).rejects.toMatchObject({ code: 'recipient-refused' });
  });

  it.each(['\r\nBcc: eve@test.example', '\nX: y', '\0', '\u2028', '\u007f'])(
    'cannot carry %j in a header field (S-28)',
    async (control) => {
      for (const part of [
        { subject: `a${control}` },
        { from: { name: `a${control}`, address: 'ana@test.example' } },
        { to: [{ name: '', address: `bob@test.example${control}` }] },
        { inReplyTo: `<a${control}@b>` },
      ]) {
        await expect(
          ana.call(sendLetter, { ...letterTo('bob@test.example'), ...part }),
        ).rejects.toMatchObject({ status: 400 });
      }
    },
  );

  it('is made of CRLF lines only, whatever was typed (S-30)', async () => {
    const subject = randomUUID();
    await ana.call(
      sendLetter,
      letterTo('bob@test.example', { subject, text: 'a\rb\r\nc\nd\r.\r\r\n.\r\n' }),
    );
    const copy = await find(ana, 'Sent', subject);
    expect(await sourceOf(ana, 'Sent', copy!.uid)).not.toMatch(/\r(?!\n)|(?<!\r)\n/);
    await arrival(bob, subject);
  });

  it('never reads a file or an address of ours (S-31)', async () => {
    const probe = { path: '/etc/passwd', href: 'http://127.0.0.1/', raw: 'x' };
    const subject = randomUUID();
    const letter = letterTo('bob@test.example', { subject });
    await expect(
      ana.call(sendLetter, { ...letter, attachments: [{ path: '/etc/passwd' }] }),
    ).rejects.toMatchObject({ code: 'input-invalid' });
    await ana.call(sendLetter, { ...letter, ...probe });
    const arrived = await arrival(bob, subject);
    expect(arrived.attachments).toEqual([]);
    expect(await sourceOf(bob, 'INBOX', arrived.uid)).not.toContain('root:');
  });
});

async function find(who: Visitor, folder: string, subject: string) {
  const { rows } = await who.call(listMessages, { folder });
  return rows.find((row) => row.subject === subject);
}

async function arrival(who: Visitor, subject: string) {
  for (let tries = 0; tries < 100; tries++) {
    const row = await find(who, 'INBOX', subject);
    if (row) return who.call(readMessage, { folder: 'INBOX', uid: row.uid });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`"${subject}" did not arrive`);
}

const sourceOf = async (who: Visitor, folder: string, uid: number) =>
  (await who.fetch(sourceAddress(folder, uid))).text();
