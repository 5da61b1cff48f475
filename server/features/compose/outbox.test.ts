import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { sendLetter, takeBack } from '../../../shared/compose.ts';
import { listMessages } from '../../../shared/messages.ts';
import { changeOutbox, listOutbox, readOutbox, settleOutbox } from '../../../shared/outbox.ts';
import { readSession, signOut } from '../../../shared/session.ts';
import { blobLength } from '../../store/blobs.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { sendLimits } from './limits.ts';
import { arrives, count, kept, letterTo, makeDue, post, reaches } from './testing.ts';

const PASSWORD = 'Canary-7-tilleul';
const ANA = 'ana@test.example';
const BOB = 'bob@test.example';
const HOUR = 3_600_000;
let stack: TestStack;
let bridge: TestBridge;
let dataDir: string;
let ana: Visitor;
let bob: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ANA, PASSWORD);
  await stack.addMailbox(BOB, PASSWORD);
  dataDir = await mkdtemp(join(tmpdir(), 'sobre-outbox-'));
  bridge = await startTestBridge(stack, { DATA_DIR: dataDir });
  ana = await bridge.signIn(ANA, PASSWORD);
  bob = await bridge.signIn(BOB, PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const listed = async (who: Visitor) => (await who.call(listOutbox, {})).items.map(({ id }) => id);

describe('a letter that is held', () => {
  it('is answered at once, and told to every page', async () => {
    const page = await ana.listen();
    const letter = letterTo(BOB, { hold: 30 });
    const item = await post(ana, letter);
    expect(item).toMatchObject({ state: 'held', waits: 'undo', subject: letter.subject });
    expect(item.dueAt! - item.createdAt).toBe(30_000);
    await page.hears('outbox', ({ item: told }) => told.id === letter.id && told.state === 'held');
    expect(await listed(ana)).toContain(letter.id);
    await makeDue(bridge, ANA, letter);
    for (const state of ['sending', 'accepted', 'filed', 'done'] as const) {
      await page.hears('outbox', ({ item: told }) => told.id === letter.id && told.state === state);
    }
    expect(await listed(ana)).not.toContain(letter.id);
    page.close();
  });

  it('leaves by itself when its time is over', async () => {
    const letter = letterTo(BOB, { hold: 1 });
    await post(ana, letter);
    await reaches(ana, letter, 'done');
    await arrives(bob, letter.subject);
  });

  it('comes back as it was written, and goes nowhere', async () => {
    const letter = letterTo(BOB, {
      hold: 30,
      cc: [{ name: 'Zoé', address: 'zoe@test.example' }],
      bcc: [{ name: '', address: 'eve@test.example' }],
      html: '<p>Hello</p>',
      priority: 'high',
    });
    await post(ana, letter);
    const { blob } = (await kept(bridge, ANA, letter))!;
    const back = await ana.call(takeBack, { id: letter.id });
    const { hold: _, ...written } = letter;
    expect(back.letter).toMatchObject({ ...written, attempt: 1 });
    expect(await listed(ana)).not.toContain(letter.id);
    expect(await kept(bridge, ANA, letter)).toMatchObject({
      state: 'cancelled',
      letter: null,
      blob: null,
      sealed: null,
    });
    expect(await blobLength(bridge.context.store, blob!)).toBe(0);
    await expect(ana.call(takeBack, { id: letter.id })).rejects.toMatchObject({ status: 404 });
  });

  it('cannot be sent by a late copy of the first request (F-6)', async () => {
    const letter = letterTo(BOB, { hold: 30 });
    await post(ana, letter);
    const back = await ana.call(takeBack, { id: letter.id });
    await expect(post(ana, letter)).rejects.toMatchObject({
      status: 409,
      code: 'letter-cancelled',
    });
    expect(await post(ana, back.letter)).toMatchObject({ state: 'done' });
    await expect(post(ana, letter)).rejects.toMatchObject({ code: 'letter-cancelled' });
    await arrives(bob, letter.subject);
    expect(await count(bob, 'INBOX', letter.subject)).toBe(1);
  });

  it('leaves or comes back, never both and never neither', async () => {
    const letters = Array.from({ length: 12 }, () => letterTo(BOB, { hold: 30 }));
    for (const letter of letters) await post(ana, letter);
    const outcomes = await Promise.all(
      letters.map(async ({ id }, i) => {
        const send = () => ana.call(changeOutbox, { id, at: 0 }).catch(() => null);
        const back = () =>
          ana.call(takeBack, { id }).then(
            () => true,
            () => false,
          );
        const [taken] = await Promise.all(i % 2 ? [back(), send()] : [send().then(back), null]);
        return taken;
      }),
    );
    for (const [i, letter] of letters.entries()) {
      await reaches(ana, letter, outcomes[i] ? 'cancelled' : 'done');
      if (!outcomes[i]) await arrives(bob, letter.subject);
    }
    const last = letterTo(BOB);
    await post(ana, last);
    await arrives(bob, last.subject);
    for (const [i, letter] of letters.entries()) {
      expect(await count(bob, 'INBOX', letter.subject)).toBe(outcomes[i] ? 0 : 1);
    }
  });

  it('leaves although its writer signed out and the bridge was restarted', async () => {
    const someone = await bridge.signIn(ANA, PASSWORD);
    const letter = letterTo(BOB, { hold: 30 });
    await post(someone, letter);
    await someone.call(signOut, {});
    await bridge.stop();
    bridge = await startTestBridge(stack, { DATA_DIR: dataDir });
    ana = await bridge.signIn(ANA, PASSWORD);
    bob = await bridge.signIn(BOB, PASSWORD);
    expect(await listed(ana)).toContain(letter.id);
    await makeDue(bridge, ANA, letter);
    await reaches(ana, letter, 'done');
    expect(await count(ana, 'Sent', letter.subject)).toBe(1);
  });

  it('is carried by one of two bridges', async () => {
    const other = await startTestBridge(stack, { DATA_DIR: dataDir });
    try {
      const letters = Array.from({ length: 8 }, () => letterTo(BOB, { hold: 30 }));
      for (const letter of letters) await post(ana, letter);
      await bridge.context.store
        .updateTable('outbox')
        .set({ due_at: 1 })
        .where('state', '=', 'held')
        .execute();
      bridge.context.postman.look();
      other.context.postman.look();
      for (const letter of letters) {
        await reaches(ana, letter, 'done');
        await arrives(bob, letter.subject);
        expect(await count(bob, 'INBOX', letter.subject)).toBe(1);
        expect(await count(ana, 'Sent', letter.subject)).toBe(1);
      }
    } finally {
      await other.stop();
    }
  });
});

describe('a letter for later', () => {
  it('waits for its time, which may be changed, and has that Date', async () => {
    const at = Date.now() + 5 * HOUR;
    const letter = letterTo(BOB, { at });
    expect(await post(ana, letter)).toMatchObject({ state: 'held', waits: 'later', dueAt: at });
    const sooner = Date.now() + 2 * HOUR;
    const { id } = letter;
    expect(await ana.call(changeOutbox, { id, at: sooner })).toMatchObject({ dueAt: sooner });
    expect(await ana.call(readOutbox, { id })).toMatchObject({ state: 'held', dueAt: sooner });
    await makeDue(bridge, ANA, letter);
    await reaches(ana, letter, 'done');
    await arrives(bob, letter.subject);
    for (const [who, folder] of [
      [bob, 'INBOX'],
      [ana, 'Sent'],
    ] as const) {
      const { rows } = await who.call(listMessages, { folder });
      const row = rows.find(({ subject }) => subject === letter.subject);
      expect(row?.date).toBe(Math.floor(sooner / 1000) * 1000);
    }
  });

  it('leaves now when that is wanted', async () => {
    const letter = letterTo(BOB, { at: Date.now() + HOUR });
    await post(ana, letter);
    await ana.call(changeOutbox, { id: letter.id, at: Date.now() });
    await reaches(ana, letter, 'done');
    await arrives(bob, letter.subject);
  });

  it('cannot wait for years, nor in thousands', async () => {
    const at = Date.now() + 400 * 24 * HOUR;
    await expect(post(ana, letterTo(BOB, { at }))).rejects.toMatchObject({ code: 'input-invalid' });
    const letter = letterTo(BOB, { hold: 30 });
    await post(ana, letter);
    await expect(ana.call(changeOutbox, { id: letter.id, at })).rejects.toMatchObject({
      code: 'input-invalid',
    });
    await ana.call(takeBack, { id: letter.id });
    const limits = sendLimits();
    for (let i = 0; i < 300; i++) await limits.take('eve', 1);
    await expect(limits.take('eve', 1)).rejects.toMatchObject({ code: 'rate-limited' });
    await expect(limits.take('dan', 5001)).rejects.toMatchObject({ code: 'rate-limited' });
  });

  it('is not offered where the administrator switched it off', async () => {
    const strict = await startTestBridge(stack, { SEND_LATER: 'off' });
    try {
      const who = await strict.signIn(ANA, PASSWORD);
      expect(await who.call(readSession, {})).toMatchObject({ sendLater: false });
      const later = { at: Date.now() + HOUR };
      await expect(post(who, letterTo(BOB, later))).rejects.toMatchObject({
        code: 'send-later-off',
      });
      const letter = letterTo(BOB, { hold: 30 });
      await post(who, letter);
      await expect(who.call(changeOutbox, { id: letter.id, ...later })).rejects.toMatchObject({
        code: 'send-later-off',
      });
    } finally {
      await strict.stop();
    }
    expect(await ana.call(readSession, {})).toMatchObject({ sendLater: true });
  });
});

describe('what is over', () => {
  it('cannot be changed any more', async () => {
    const letter = letterTo(BOB);
    const { id } = letter;
    await post(ana, letter);
    for (const ask of [
      ana.call(changeOutbox, { id, at: Date.now() + HOUR }),
      ana.call(settleOutbox, { id, as: 'again' }),
      ana.call(settleOutbox, { id, as: 'arrived' }),
    ]) {
      await expect(ask).rejects.toMatchObject({ status: 409, code: 'letter-leaving' });
    }
    await expect(ana.call(takeBack, { id })).rejects.toMatchObject({ status: 404 });
    expect(await ana.call(readOutbox, { id })).toMatchObject({ state: 'done' });
  });

  it('is put away when it has been seen', async () => {
    const letter = letterTo(BOB, { cc: [{ name: '', address: 'nobody@test.example' }] });
    expect(await post(ana, letter)).toMatchObject({
      refused: [{ address: 'nobody@test.example' }],
    });
    expect(await listed(ana)).toContain(letter.id);
    await ana.call(settleOutbox, { id: letter.id, as: 'seen' });
    expect(await listed(ana)).not.toContain(letter.id);
  });

  it('lets its own draft go once the copy is in Sent, and no other (F-11)', async () => {
    const held = letterTo(BOB, { hold: 30 });
    const drafts = { gone: held.id, kept: randomUUID() };
    for (const [subject, id] of Object.entries(drafts)) {
      const head = `Subject: ${subject}\r\nMessage-ID: <${id}@test.example>\r\n`;
      await stack.append(ANA, 'Drafts', `${head}\r\nwords\r\n`, ['\\Draft']);
    }
    await post(ana, held);
    expect(await count(ana, 'Drafts', 'gone')).toBe(1);
    await makeDue(bridge, ANA, held);
    await reaches(ana, held, 'done');
    expect(await count(ana, 'Drafts', 'gone')).toBe(0);
    expect(await count(ana, 'Drafts', 'kept')).toBe(1);
  });

  it('has no id that could be guessed into another’s outbox (S-37)', async () => {
    const letter = letterTo(BOB, { hold: 30 });
    await post(ana, letter);
    const { id } = letter;
    for (const ask of [
      bob.call(readOutbox, { id }),
      bob.call(takeBack, { id }),
      bob.call(changeOutbox, { id, at: 0 }),
      bob.call(settleOutbox, { id, as: 'again' }),
    ]) {
      await expect(ask).rejects.toMatchObject({ status: 404, code: 'not-found' });
    }
    // The same id is another letter in another's hands.
    const own = { ...letterTo(BOB), id, from: { name: '', address: BOB } };
    expect(await bob.call(sendLetter, own)).toMatchObject({ state: 'done' });
    expect(await ana.call(readOutbox, { id })).toMatchObject({ state: 'held' });
    await ana.call(takeBack, { id });
  });

  it('an id that is none is refused', async () => {
    await expect(ana.call(readOutbox, { id: 'x' })).rejects.toMatchObject({
      code: 'input-invalid',
    });
    await expect(ana.call(readOutbox, { id: randomUUID() })).rejects.toMatchObject({ status: 404 });
  });
});
