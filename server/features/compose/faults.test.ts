import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type FaultProxy,
  type ImapFault,
  type SmtpFault,
  type SmtpProxy,
  startImapProxy,
  startSmtpProxy,
} from '../../../mailstack/fault-proxy.ts';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { takeBack } from '../../../shared/compose.ts';
import { expungeMessages } from '../../../shared/messages.ts';
import { listOutbox, settleOutbox } from '../../../shared/outbox.ts';
import { setMailboxPassword } from '../../store/accounts.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { loginOf } from './outbox-items.ts';
import { arrives, count, kept, letterTo, makeDue, post, reaches } from './testing.ts';

const PASSWORD = 'Canary-7-tilleul';
const ANA = 'ana@test.example';
const BOB = 'bob@test.example';
let stack: TestStack;
let smtp: SmtpProxy;
let imap: FaultProxy;
let bridge: TestBridge;
let ana: Visitor;
let bob: Visitor;
/** Faults of the next letters and copies, one each. */
let smtpFaults: SmtpFault[] = [];
let imapFaults: ImapFault[] = [];

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ANA, PASSWORD);
  await stack.addMailbox(BOB, PASSWORD);
  smtp = await startSmtpProxy(stack, () => smtpFaults.shift() ?? null);
  imap = await startImapProxy(stack, () => imapFaults.shift() ?? null);
  bridge = await startTestBridge(stack, { SMTP_URL: smtp.url, IMAP_URL: imap.url });
  ana = await bridge.signIn(ANA, PASSWORD);
  bob = await bridge.signIn(BOB, PASSWORD);
});
beforeEach(() => {
  smtpFaults = [];
  imapFaults = [];
  smtp.submissions.length = 0;
});
afterAll(async () => {
  await bridge?.stop();
  await smtp?.stop();
  await imap?.stop();
  await stack?.stop();
});

describe('a letter that the server does not take now', () => {
  it.each(['away', 'defer', 'before-data'] as const)(
    'is tried again and arrives once (F-3): %s',
    async (fault) => {
      smtpFaults = [fault];
      const letter = letterTo(BOB);
      const item = await post(ana, letter);
      expect(item).toMatchObject({
        state: 'held',
        waits: 'retry',
        trouble: { code: 'mail-server-down' },
      });
      expect(item.dueAt).toBeGreaterThan(Date.now());
      const { items } = await ana.call(listOutbox, {});
      expect(items.map(({ id }) => id)).toContain(letter.id);
      await makeDue(bridge, ANA, letter);
      await reaches(ana, letter, 'done');
      await arrives(bob, letter.subject);
      expect(await count(bob, 'INBOX', letter.subject)).toBe(1);
      expect(await count(ana, 'Sent', letter.subject)).toBe(1);
    },
  );

  it('may be tried again when its last bytes had not left before the cut', async () => {
    const letter = letterTo(BOB, { hold: 30 });
    await post(ana, letter);
    const login = loginOf((await kept(bridge, ANA, letter))!)!;
    smtpFaults = ['inside-data'];
    const asked: string[] = [];
    const bytes = async function* () {
      yield Buffer.from('Subject: cut\r\n\r\n');
      yield Buffer.from('one\r\n');
      await expect.poll(() => smtp.submissions[0]?.data).toContain('Subject: cut');
      yield Buffer.from('two\r\n');
      await expect.poll(() => asked).toEqual(['never']);
    };
    const submitted = bridge.context.smtp.submit(
      login,
      { from: ANA, to: [BOB] },
      bytes(),
      async () => void asked.push('the end'),
    );
    await expect(submitted).rejects.toMatchObject({ code: 'mail-server-down' });
    asked.push('never');
    await ana.call(takeBack, { id: letter.id });
  });

  it('is not known about when all of it may have left before the cut', async () => {
    smtpFaults = ['inside-data'];
    const letter = letterTo(BOB);
    expect(await post(ana, letter)).toMatchObject({ state: 'unknown' });
    await ana.call(takeBack, { id: letter.id });
  });

  it('says in the server’s words why', async () => {
    smtpFaults = ['defer'];
    const letter = letterTo(BOB);
    expect((await post(ana, letter)).trouble?.reason).toBe('Come back later');
    await ana.call(takeBack, { id: letter.id });
  });

  it('waits longer each time, and gives up after a day', async () => {
    const letter = letterTo(BOB);
    smtpFaults = ['away', 'away', 'away'];
    await post(ana, letter);
    const first = await kept(bridge, ANA, letter);
    await makeDue(bridge, ANA, letter);
    const again = await expect
      .poll(() => kept(bridge, ANA, letter))
      .toMatchObject({ tries: 2, state: 'held' })
      .then(() => kept(bridge, ANA, letter));
    expect(again!.dueAt! - again!.updatedAt).toBeGreaterThan(
      1.5 * (first!.dueAt! - first!.updatedAt),
    );
    await bridge.context.store
      .updateTable('outbox')
      .set({ since: Date.now() - 25 * 3_600_000 })
      .where('id', '=', letter.id)
      .execute();
    await makeDue(bridge, ANA, letter);
    expect(await reaches(ana, letter, 'failed')).toMatchObject({
      trouble: { code: 'mail-server-down' },
    });
    expect(await kept(bridge, ANA, letter)).toMatchObject({ sealed: null });
  });
});

describe('a letter that nobody confirmed (F-2)', () => {
  it.each([
    ['answer-lost', 1],
    ['end-lost', 0],
  ] as const)('is unknown and never sent again by itself: %s', async (fault, delivered) => {
    smtpFaults = [fault];
    const letter = letterTo(BOB);
    expect(await post(ana, letter)).toMatchObject({
      state: 'unknown',
      trouble: { code: 'send-unknown' },
    });
    await makeDue(bridge, ANA, letter);
    const next = letterTo(BOB);
    await post(ana, next);
    await arrives(bob, next.subject);
    expect(await count(bob, 'INBOX', letter.subject)).toBe(delivered);
    expect(await count(ana, 'Sent', letter.subject)).toBe(0);
    expect(smtp.submissions).toHaveLength(2);
    expect(await kept(bridge, ANA, letter)).toMatchObject({ state: 'unknown', sealed: null });
    // The same request once more changes nothing.
    expect(await post(ana, letter)).toMatchObject({ state: 'unknown' });
  });

  it('is filed when its writer knows that it arrived', async () => {
    smtpFaults = ['answer-lost'];
    const letter = letterTo(BOB);
    await post(ana, letter);
    await ana.call(settleOutbox, { id: letter.id, as: 'arrived' });
    expect(await reaches(ana, letter, 'done')).toMatchObject({ savedIn: 'Sent' });
    expect(await count(ana, 'Sent', letter.subject)).toBe(1);
    expect(smtp.submissions).toHaveLength(1);
    expect(await kept(bridge, ANA, letter)).toMatchObject({
      sealed: null,
      blob: null,
      letter: null,
    });
  });

  it('is sent again when its writer says so, with the same Message-ID', async () => {
    smtpFaults = ['end-lost'];
    const letter = letterTo(BOB);
    const { messageId } = await post(ana, letter);
    await ana.call(settleOutbox, { id: letter.id, as: 'again' });
    await reaches(ana, letter, 'done');
    await arrives(bob, letter.subject);
    expect(await count(bob, 'INBOX', letter.subject)).toBe(1);
    for (const { data } of smtp.submissions) expect(data).toContain(`Message-ID: ${messageId}`);
  });

  it('comes back to be written again, and is then another message', async () => {
    smtpFaults = ['end-lost'];
    const letter = letterTo(BOB);
    const { messageId } = await post(ana, letter);
    const back = await ana.call(takeBack, { id: letter.id });
    expect(back.letter).toMatchObject({ id: letter.id, attempt: 1, text: 'Hello' });
    const sent = await post(ana, back.letter);
    expect(sent).toMatchObject({ state: 'done' });
    expect(sent.messageId).not.toBe(messageId);
  });
});

describe('a letter that is refused for good', () => {
  it('comes back with the server’s words', async () => {
    smtpFaults = ['refuse'];
    const letter = letterTo(BOB, { hold: 1 });
    await post(ana, letter);
    await makeDue(bridge, ANA, letter);
    const failed = await reaches(ana, letter, 'failed');
    expect(failed).toMatchObject({
      trouble: { code: 'recipient-refused', reason: 'Not here' },
      refused: [{ address: BOB, reason: 'Not here' }],
    });
    expect(await kept(bridge, ANA, letter)).toMatchObject({ sealed: null });
    const back = await ana.call(takeBack, { id: letter.id });
    expect(back).toMatchObject({
      letter: { subject: letter.subject },
      trouble: { code: 'recipient-refused' },
    });
    expect(await post(ana, back.letter)).toMatchObject({ state: 'done' });
  });

  it('is there for those whom it did not reach, when it left for others (F-4)', async () => {
    const missing = 'nobody@test.example';
    const letter = letterTo(BOB, { cc: [{ name: '', address: missing }], hold: 1 });
    await post(ana, letter);
    await makeDue(bridge, ANA, letter);
    expect(await reaches(ana, letter, 'done')).toMatchObject({ refused: [{ address: missing }] });
    const { items } = await ana.call(listOutbox, {});
    expect(items.map(({ id }) => id)).toContain(letter.id);
    const back = await ana.call(takeBack, { id: letter.id });
    expect(back.letter).toMatchObject({ to: [], cc: [{ address: missing }], attempt: 0 });
    expect(back.letter.id).not.toBe(letter.id);
    expect((await ana.call(listOutbox, {})).items.map(({ id }) => id)).not.toContain(letter.id);
    await arrives(bob, letter.subject);
    expect(await count(bob, 'INBOX', letter.subject)).toBe(1);
  });
});

describe('the copy in Sent', () => {
  it.each(['half-append', 'append-unsaid'] as const)(
    'is there once, wherever its way broke (F-1): %s',
    async (fault) => {
      imapFaults = [fault];
      const letter = letterTo(BOB);
      expect(await post(ana, letter)).toMatchObject({ state: 'accepted', savedIn: null });
      await makeDue(bridge, ANA, letter);
      await reaches(ana, letter, 'done');
      expect(await count(ana, 'Sent', letter.subject)).toBe(1);
      expect(await count(bob, 'INBOX', letter.subject)).toBe(1);
      expect(smtp.submissions).toHaveLength(1);
    },
  );

  it('waits for room in a full mailbox, and the letter leaves all the same (F-7)', async () => {
    await stack.addMailbox('full@test.example', PASSWORD, { quotaBytes: 120_000 });
    await stack.append('full@test.example', 'Archive', `Subject: x\r\n\r\n${lines(110_000)}`);
    const full = await bridge.signIn('full@test.example', PASSWORD);
    const letter = letterTo(BOB, {
      from: { name: '', address: 'full@test.example' },
      text: lines(20_000),
    });
    expect(await post(full, letter)).toMatchObject({
      state: 'accepted',
      trouble: { code: 'mailbox-full' },
    });
    await arrives(bob, letter.subject);
    const { items } = await full.call(listOutbox, {});
    expect(items.map(({ id }) => id)).toContain(letter.id);
    await full.call(expungeMessages, { folder: 'Archive', uids: [1] });
    await makeDue(bridge, 'full@test.example', letter);
    await reaches(full, letter, 'done');
    expect(await count(full, 'Sent', letter.subject)).toBe(1);
    expect(await count(bob, 'INBOX', letter.subject)).toBe(1);
  });
});

describe('a process that died', () => {
  const abandoned = { owner: 'a process that is gone', due_at: 1 };
  const holdLong = async () => {
    const letter = letterTo(BOB, { hold: 30 });
    await post(ana, letter);
    return letter;
  };
  const leave = async ({ id }: { id: string }, change: Record<string, unknown>) => {
    await bridge.context.store
      .updateTable('outbox')
      .set({ ...abandoned, ...change })
      .where('id', '=', id)
      .execute();
    bridge.context.postman.look();
  };

  it('before the last bytes: the letter is sent (F-5)', async () => {
    const letter = await holdLong();
    await leave(letter, { state: 'sending' });
    await reaches(ana, letter, 'done');
    await arrives(bob, letter.subject);
    expect(await count(bob, 'INBOX', letter.subject)).toBe(1);
  });

  it('after the last bytes: nobody knows, and it is said (F-5)', async () => {
    const letter = await holdLong();
    await leave(letter, { state: 'sending', ending_at: 5 });
    await reaches(ana, letter, 'unknown');
    expect(smtp.submissions).toHaveLength(0);
  });

  it('before or after the copy: it is there once (F-5)', async () => {
    for (const filing of [0, 1]) {
      const letter = await holdLong();
      await leave(letter, { state: 'accepted', filing });
      await reaches(ana, letter, 'done');
      await leave(letter, { state: 'accepted', filing: 1, blob: null });
      expect(await count(ana, 'Sent', letter.subject)).toBe(1);
    }
    expect(smtp.submissions).toHaveLength(0);
  });

  it('and lives after all cannot end a letter that another has taken over (F-5)', async () => {
    const letter = letterTo(BOB);
    let steal = async () => {};
    const { submit } = bridge.context.smtp;
    bridge.context.smtp.submit = async function (login, envelope, bytes, beforeEnd) {
      return submit.call(this, login, envelope, bytes, async () => {
        await steal();
        await beforeEnd?.();
      });
    };
    steal = () => leave(letter, { due_at: 9e15 });
    await post(ana, letter);
    bridge.context.smtp.submit = submit;
    expect(await kept(bridge, ANA, letter)).toMatchObject({
      state: 'sending',
      owner: abandoned.owner,
      endingAt: null,
    });
    const next = letterTo(BOB);
    await post(ana, next);
    await arrives(bob, next.subject);
    expect(await count(bob, 'INBOX', letter.subject)).toBe(0);
  });
});

describe('the password that a letter carries', () => {
  it('is under the server’s key, for that letter only, and goes with it (S-36)', async () => {
    const letter = letterTo(BOB, { hold: 30 });
    await post(ana, letter);
    const entry = await kept(bridge, ANA, letter);
    expect(entry?.sealed).toBeTruthy();
    expect(JSON.stringify(entry)).not.toContain(PASSWORD);
    expect(Buffer.from(entry!.sealed!, 'base64').toString('latin1')).not.toContain(PASSWORD);
    const other = letterTo(BOB, { hold: 30 });
    await post(ana, other);
    await bridge.context.store
      .updateTable('outbox')
      .set({ sealed: entry!.sealed })
      .where('id', '=', other.id)
      .execute();
    await makeDue(bridge, ANA, other);
    expect(await reaches(ana, other, 'failed')).toMatchObject({
      trouble: { code: 'login-refused' },
    });
    await makeDue(bridge, ANA, letter);
    await reaches(ana, letter, 'done');
    expect(await kept(bridge, ANA, letter)).toMatchObject({ sealed: null });
  });

  it('may be another one by then: today’s sends it', async () => {
    await stack.addMailbox('eve@test.example', PASSWORD);
    const from = { name: '', address: 'eve@test.example' };
    const eve = await bridge.signIn('eve@test.example', PASSWORD);
    const letter = letterTo(BOB, { from, hold: 30 });
    await post(eve, letter);
    await setMailboxPassword(bridge.context.accounts!, 'eve@test.example', 'Another-3-canary');
    await makeDue(bridge, 'eve@test.example', letter);
    expect(await reaches(eve, letter, 'failed')).toMatchObject({
      trouble: { code: 'login-refused' },
    });
    const today = await bridge.signIn('eve@test.example', 'Another-3-canary');
    await today.call(settleOutbox, { id: letter.id, as: 'again' });
    await reaches(today, letter, 'done');
    await arrives(bob, letter.subject);
  });
});

/** Text that does not shrink, in lines that a mail server takes. */
function lines(length: number): string {
  return (
    randomBytes(length / 2)
      .toString('hex')
      .match(/.{1,70}/g) ?? [randomUUID()]
  ).join('\r\n');
}
