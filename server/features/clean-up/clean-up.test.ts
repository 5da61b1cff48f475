import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadMail, type StoredMessage } from '../../../mailstack/load.ts';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import {
  finishForGood,
  previewBasket,
  readBasket,
  readCleanUps,
  startCleanUp,
  stopCleanUp,
  undoCleanUp,
  writeBasket,
} from '../../../shared/clean-up.ts';
import { addContact, nobody } from '../../../shared/contacts.ts';
import { deleteFolder, emptyFolder } from '../../../shared/folders.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { asOther, becomes, begin, everything, letter, lineOf } from './testing.ts';

const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let bridge: TestBridge;
let box = 0;
let address = '';
let ana: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  bridge = await startTestBridge(stack);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});
beforeEach(async () => {
  address = `ana-${++box}@test.example`;
  await stack.addMailbox(address, PASSWORD);
  ana = await bridge.signIn(address, PASSWORD);
});

const load = (...messages: StoredMessage[]) => loadMail(stack, address, messages);
const all = () => asOther(bridge, address, PASSWORD, everything);
const namesIn = async (folder: string) =>
  (await all()).filter((one) => one.folder === folder).map(({ name }) => name);

describe('a clean-up', () => {
  it('takes what was shown to Trash, and puts it all back with folder, flags and dates', async () => {
    await load(
      letter('INBOX', 'a', { flags: ['\\Seen', '$Forwarded', 'urgent'] }),
      letter('INBOX', 'b', { days: 400 }),
      letter('Été & co', 'c', { bytes: 90_000 }),
      letter('INBOX', 'new', { days: 2 }),
      letter('Trash', 'before'),
    );
    const before = await all();
    const page = await ana.listen();
    const { lines, whole, cleanUps } = await begin(ana, [
      lineOf({ tool: 'sender', about: 'Le Club' }),
    ]);
    expect(whole.messages).toBe(3);
    expect(lines[0]).toMatchObject({ spared: { starred: 0, answered: 0, contacts: 0, recent: 1 } });
    expect(lines[0]?.samples.map(({ subject }) => subject)[0]).toBe('c');
    expect(cleanUps).toMatchObject([
      { messages: 3, bytes: whole.bytes, state: 'running', done: 0 },
    ]);
    const done = await becomes(ana, cleanUps[0]!, 'done');
    expect(done).toMatchObject({ tool: 'sender', about: 'Le Club', done: 3, missed: 0, freed: 0 });
    expect(done).toMatchObject({ doneBytes: whole.bytes, trouble: null });
    expect(done.backUntil! - Date.now()).toBeGreaterThan(6.9 * 24 * 3600_000);
    expect(await namesIn('Trash')).toEqual(['a', 'b', 'before', 'c']);
    expect(await namesIn('INBOX')).toEqual(['new']);
    await page.hears('clean-up', ({ cleanUp }) => cleanUp.state === 'done');
    page.close();

    await ana.call(deleteFolder, { folder: 'Été & co' });
    await ana.call(undoCleanUp, { id: done.id });
    const back = await becomes(ana, done, 'back');
    expect(back).toMatchObject({ messages: 3, done: 3, missed: 0, backUntil: null });
    expect(await all()).toEqual(before);
    const refused = expect(ana.call(undoCleanUp, { id: done.id }));
    await refused.rejects.toMatchObject({ code: 'clean-up-gone', status: 404 });
  });

  it('leaves alone what is starred, answered, recent or from somebody known, unless it is unticked', async () => {
    const emails = [{ value: 'Zoe@Else.example', label: '' }];
    await ana.call(addContact, { ...nobody, name: 'Zoé', emails });
    await load(
      letter('INBOX', 'plain'),
      letter('INBOX', 'starred', { flags: ['\\Flagged'] }),
      letter('INBOX', 'answered', { flags: ['\\Answered'] }),
      letter('INBOX', 'recent', { days: 29 }),
      letter('INBOX', 'known', { from: 'zoe@else.EXAMPLE' }),
      letter('INBOX', 'both', { days: 3, flags: ['\\Flagged'] }),
    );
    const safe = lineOf();
    const bold = lineOf({ unprotected: ['starred', 'recent'] });
    const { lines, whole } = await ana.call(previewBasket, { lines: [safe, bold] });
    expect(lines[0]).toMatchObject({
      messages: 1,
      spared: { starred: 2, answered: 1, contacts: 1, recent: 2 },
    });
    // What the first line takes is not the second's.
    expect(lines[1]).toMatchObject({ messages: 3, spared: { answered: 1, contacts: 1 } });
    expect(whole.messages).toBe(4);
    const { cleanUps } = await begin(ana, [safe, bold]);
    expect(cleanUps.map(({ messages }) => messages)).toEqual([1, 3]);
    for (const one of cleanUps) await becomes(ana, one, 'done');
    expect(await namesIn('INBOX')).toEqual(['answered', 'known']);
  });

  it('does nothing when the mailbox holds something else than was shown', async () => {
    await load(letter('INBOX', 'a'), letter('INBOX', 'b'));
    const lines = [lineOf()];
    const { whole } = await ana.call(previewBasket, { lines });
    await load(letter('INBOX', 'late'));
    const expected = { messages: whole.messages, bytes: whole.bytes };
    await expect(ana.call(startCleanUp, { lines, expected })).rejects.toMatchObject({
      status: 409,
      code: 'clean-up-changed',
      details: { messages: 3 },
    });
    expect(await namesIn('Trash')).toEqual([]);
    expect((await ana.call(readCleanUps, {})).cleanUps).toEqual([]);
  });

  it('deletes for good only from Trash and Junk, and counts what left the disk', async () => {
    await load(
      letter('INBOX', 'mine', { bytes: 50_000 }),
      letter('Trash', 'old', { bytes: 9000 }),
      letter('Junk', 'spam'),
      letter('Junk', 'kept', { flags: ['\\Flagged'] }),
    );
    const folders = ['INBOX', 'Trash', 'Junk'];
    const line = lineOf({ action: 'expunge', choice: { folders } });
    const { whole, cleanUps } = await begin(ana, [line]);
    expect(whole.messages).toBe(2);
    const done = await becomes(ana, cleanUps[0]!, 'done');
    expect(done).toMatchObject({ done: 2, freed: whole.bytes, backUntil: null });
    expect((await all()).map(({ name }) => name)).toEqual(['mine', 'kept']);
    await expect(ana.call(undoCleanUp, { id: done.id })).rejects.toMatchObject({
      code: 'clean-up-gone',
    });
  });

  it('cannot be put back once Trash is emptied', async () => {
    await load(letter('INBOX', 'a'), letter('INBOX', 'b'));
    const { cleanUps } = await begin(ana, [lineOf()]);
    await becomes(ana, cleanUps[0]!, 'done');
    await ana.call(emptyFolder, { folder: 'Trash' });
    const done = await becomes(ana, cleanUps[0]!, 'done');
    expect(done.backUntil).toBeNull();
    await expect(ana.call(undoCleanUp, { id: done.id })).rejects.toMatchObject({
      code: 'clean-up-gone',
    });
  });

  it('puts back what is left when somebody took some of it out of Trash', async () => {
    await load(letter('INBOX', 'a'), letter('INBOX', 'b'), letter('INBOX', 'c'));
    const { cleanUps } = await begin(ana, [lineOf()]);
    await becomes(ana, cleanUps[0]!, 'done');
    await asOther(bridge, address, PASSWORD, async (imap) => {
      await imap.mailboxOpen('Trash');
      await imap.messageMove('2', 'Archive', { uid: true });
    });
    await ana.call(undoCleanUp, { id: cleanUps[0]!.id });
    const back = await becomes(ana, cleanUps[0]!, 'back');
    expect(back).toMatchObject({ messages: 3, done: 2, missed: 1 });
    expect((await all()).map(({ name, folder }) => `${folder} ${name}`)).toEqual([
      'Archive b',
      'INBOX a',
      'INBOX c',
    ]);
  });

  it('stops between two steps, and goes back from there', async () => {
    const many = Array.from({ length: 1201 }, (_, i) => letter('INBOX', `m${i}`, { bytes: 72 }));
    await load(...many);
    const { cleanUps } = await begin(ana, [lineOf(), lineOf({ choice: { folders: ['Trash'] } })]);
    await ana.call(stopCleanUp, { id: cleanUps[0]!.id });
    const stopped = await becomes(ana, cleanUps[0]!, 'stopped');
    expect([0, 500, 1000]).toContain(stopped.done);
    expect(await namesIn('Trash')).toHaveLength(stopped.done);
    if (!stopped.done) return;
    await ana.call(undoCleanUp, { id: stopped.id });
    expect(await becomes(ana, stopped, 'back')).toMatchObject({ done: stopped.done, missed: 0 });
    expect(await namesIn('INBOX')).toHaveLength(1201);
  });

  it('goes back while it runs', async () => {
    const many = Array.from({ length: 1201 }, (_, i) => letter('INBOX', `m${i}`, { bytes: 72 }));
    await load(...many);
    const { cleanUps } = await begin(ana, [lineOf()]);
    await ana.call(undoCleanUp, { id: cleanUps[0]!.id });
    await becomes(ana, cleanUps[0]!, 'back');
    expect(await namesIn('INBOX')).toHaveLength(1201);
    expect(await namesIn('Trash')).toHaveLength(0);
  });

  it('takes the files out of messages, and exchanges them again', async () => {
    await load(withFile('INBOX', 'photo'), letter('INBOX', 'plain'));
    const before = await all();
    const { lines, cleanUps } = await begin(ana, [lineOf({ action: 'lighten' })]);
    expect(lines[0]).toMatchObject({ messages: 1 });
    expect(lines[0]!.frees).toBeGreaterThan(60_000);
    const done = await becomes(ana, cleanUps[0]!, 'done');
    expect(done).toMatchObject({ done: 1, freed: 0 });
    expect(await namesIn('Trash')).toEqual(['photo']);
    expect(await namesIn('INBOX')).toEqual(['photo', 'plain']);
    await ana.call(undoCleanUp, { id: done.id });
    await becomes(ana, done, 'back');
    expect(await all()).toEqual(before);
  });
});

describe('the basket', () => {
  it('is kept, sealed (S-36), and lets go of what was begun', async () => {
    await load(letter('INBOX', 'a'));
    const [one, two] = [lineOf({ about: 'Secret club' }), lineOf({ tool: 'large' })];
    await ana.call(writeBasket, { lines: [one, two] });
    expect(await ana.call(readBasket, {})).toEqual({ lines: [one, two] });
    const { store } = bridge.context;
    const { cleanUps } = await begin(ana, [one]);
    await becomes(ana, cleanUps[0]!, 'done');
    const rows = [
      await store.selectFrom('baskets').selectAll().execute(),
      await store.selectFrom('clean_ups').selectAll().execute(),
    ];
    expect(JSON.stringify(rows)).not.toMatch(/Secret|large|else\.example/);
    expect(await ana.call(readBasket, {})).toEqual({ lines: [two] });
  });

  it('and its clean-ups are for nobody else (S-37)', async () => {
    await load(letter('INBOX', 'a'));
    await ana.call(writeBasket, { lines: [lineOf()] });
    const { cleanUps } = await begin(ana, [lineOf()]);
    await becomes(ana, cleanUps[0]!, 'done');
    await stack.addMailbox(`eve-${box}@test.example`, PASSWORD);
    const eve = await bridge.signIn(`eve-${box}@test.example`, PASSWORD);
    expect(await eve.call(readBasket, {})).toEqual({ lines: [] });
    expect(await eve.call(readCleanUps, {})).toEqual({ cleanUps: [] });
    const { id } = cleanUps[0]!;
    for (const endpoint of [stopCleanUp, undoCleanUp, finishForGood])
      await expect(
        eve.call(endpoint, { id, expected: { messages: 0, bytes: 0 } }),
      ).rejects.toMatchObject({ status: 404, code: 'not-found' });
    expect(await namesIn('Trash')).toEqual(['a']);
  });
});

function withFile(folder: string, name: string): StoredMessage {
  const plain = letter(folder, name, { flags: ['\\Seen', 'kept'] });
  const raw = [
    'From: Zoe <z@x.example>',
    `Subject: ${name}`,
    `Message-ID: <${name}@x.example>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'See the picture',
    '--b',
    'Content-Type: image/jpeg; name=photo.jpg',
    'Content-Disposition: attachment; filename=photo.jpg',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.alloc(50_000, 7).toString('base64').replace(/.{76}/g, '$&\r\n'),
    '--b--',
    '',
  ];
  return { ...plain, raw: Buffer.from(raw.join('\r\n')) };
}
