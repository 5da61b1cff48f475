import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { sendLetter } from '../../../shared/compose.ts';
import {
  discardDraft,
  openDraft,
  readDraft,
  restoreDraft,
  type StoredDraft,
  saveDraft,
} from '../../../shared/drafts.ts';
import type { CallInput } from '../../../shared/endpoint.ts';
import { listMessages, sourceAddress } from '../../../shared/messages.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const ANA = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ANA, PASSWORD);
  await stack.addMailbox('bob@test.example', PASSWORD);
  await stack.addMailbox('full@test.example', PASSWORD, { quotaBytes: 30_000 });
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn(ANA, PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

type SaveInput = CallInput<typeof saveDraft>;

function draftOf(part: Partial<SaveInput> = {}): SaveInput {
  return {
    id: randomUUID(),
    account: ANA,
    version: randomUUID(),
    base: null,
    changedAt: Date.now(),
    from: { name: 'Ana', address: ANA },
    to: [{ name: 'Bruno', address: 'bob@test.example' }],
    cc: [],
    bcc: [],
    subject: randomUUID(),
    text: 'Chapter one',
    ...part,
  };
}

/** The next state of a letter, after one that was confirmed. */
const next = (before: SaveInput, part: Partial<SaveInput> = {}): SaveInput => ({
  ...before,
  base: before.version,
  version: randomUUID(),
  ...part,
});

const rowsIn = async (folder: string, who = ana) =>
  (await who.call(listMessages, { folder, limit: 200 })).rows;
const versionsOf = async (subject: string, who = ana) =>
  (await rowsIn('Drafts', who)).filter((row) => row.subject === subject);
const wordsOf = (draft: StoredDraft) => draft.text;

describe('a draft', () => {
  it('is a real message in Drafts, and comes back as it was written', async () => {
    const draft = draftOf({
      subject: 'Été : « réunion » 会議 🎉',
      to: [{ name: 'Bruno, the elder', address: 'bob@test.example' }],
      cc: [{ name: '', address: 'eve@test.example' }],
      bcc: [{ name: '', address: 'paul@test.example' }],
      text: 'Voilà.\n\n.\n> quoted\n From here\n-- \nAna',
      inReplyTo: '<a@else.example>',
      references: ['<b@else.example>', '<a@else.example>'],
      priority: 'high',
      wantsReceipt: true,
      source: { folder: 'INBOX', uid: 7, act: 'reply' },
    });
    const { place } = await ana.call(saveDraft, draft);
    const row = (await rowsIn('Drafts')).find(({ uid }) => uid === place.uid);
    expect(row?.flags).toEqual(expect.arrayContaining(['\\Draft', '\\Seen']));
    const source = await (await ana.fetch(sourceAddress('Drafts', place.uid))).text();
    expect(source).toMatch(/^Bcc: paul@test\.example/m);
    expect(source).toMatch(new RegExp(`^Message-ID: <${draft.id}@test\\.example>`, 'm'));
    const read = await ana.call(readDraft, { id: draft.id });
    expect(read).toMatchObject({
      ...{ id: draft.id, version: draft.version, place, changedAt: draft.changedAt },
      ...{ from: draft.from, to: draft.to, cc: draft.cc, bcc: draft.bcc, html: null },
      ...{ subject: draft.subject, inReplyTo: draft.inReplyTo, references: draft.references },
      ...{ priority: 'high', wantsReceipt: true, source: draft.source, replyTo: [], files: [] },
    });
    expect(read.text).toBe(draft.text);
  });

  it.each(['', '\n', 'a\n', 'a\n\n\n'])('keeps the blanks of %j', async (text) => {
    const draft = draftOf({ text });
    await ana.call(saveDraft, draft);
    expect(wordsOf(await ana.call(readDraft, { id: draft.id }))).toBe(text);
  });

  it('of rich words comes back rich', async () => {
    const html = '<div>Été <b>fort</b></div><blockquote>quoted</blockquote>';
    const draft = draftOf({ html, text: '' });
    await ana.call(saveDraft, draft);
    expect(await ana.call(readDraft, { id: draft.id })).toMatchObject({ html, text: '' });
  });

  it('keeps recipients that are not finished', async () => {
    const to = [
      { name: '', address: 'bob@test.example' },
      { name: '', address: 'bruno at home' },
      { name: 'x\u200by', address: 'a@b\u200b.example' },
    ];
    const draft = draftOf({ to });
    await ana.call(saveDraft, draft);
    expect((await ana.call(readDraft, { id: draft.id })).to).toEqual(to);
  });

  it('is one message, however often it is saved, and no other is touched', async () => {
    const other = draftOf();
    await ana.call(saveDraft, other);
    let draft = draftOf();
    await ana.call(saveDraft, draft);
    for (let i = 0; i < 5; i++) {
      draft = next(draft, { text: `Chapter ${i}` });
      await ana.call(saveDraft, draft);
    }
    expect(await versionsOf(draft.subject)).toHaveLength(1);
    expect(wordsOf(await ana.call(readDraft, { id: draft.id }))).toBe('Chapter 4');
    expect(await versionsOf(other.subject)).toHaveLength(1);
  });

  it('asked for twice is saved once', async () => {
    const draft = draftOf();
    const asked = await Promise.all([1, 2, 3].map(() => ana.call(saveDraft, draft)));
    expect(new Set(asked.map(({ place }) => place.uid)).size).toBe(1);
    expect(await versionsOf(draft.subject)).toHaveLength(1);
  });

  it('keeps its place when its writer chooses another address to send from', async () => {
    const draft = draftOf();
    await ana.call(saveDraft, draft);
    const from = { name: '', address: 'ana@other.example' };
    await ana.call(saveDraft, next(draft, { from }));
    expect(await versionsOf(draft.subject)).toHaveLength(1);
  });

  it('leaves Drafts when the letter was sent', async () => {
    const draft = draftOf({ text: 'Ready' });
    await ana.call(saveDraft, draft);
    await ana.call(sendLetter, { ...draft, to: [{ name: '', address: 'bob@test.example' }] });
    expect(await versionsOf(draft.subject)).toHaveLength(0);
    await expect(ana.call(readDraft, { id: draft.id })).rejects.toMatchObject({ status: 404 });
  });
});

describe('two places that write one letter (F-10)', () => {
  it('the first one stays, and the other is told what is there', async () => {
    const begun = draftOf();
    await ana.call(saveDraft, begun);
    const first = next(begun, { text: 'From the laptop' });
    const second = next(begun, { text: 'From the phone' });
    await ana.call(saveDraft, first);
    const refused = await ana.call(saveDraft, second).catch((error) => error);
    expect(refused).toMatchObject({ status: 409, code: 'draft-changed' });
    const { draft } = refused.details as { draft: StoredDraft };
    expect(draft).toMatchObject({ id: begun.id, version: first.version });
    expect(wordsOf(draft)).toBe('From the laptop');
    expect(await versionsOf(begun.subject)).toHaveLength(1);
  });

  it('at the very same time: one or two drafts, never none, and every word is somewhere', async () => {
    const other = await bridgeOfAnotherProcess();
    for (let round = 0; round < 8; round++) {
      const begun = draftOf();
      await ana.call(saveDraft, begun);
      const sides = [ana, other.visitor].map((who, i) => ({
        who,
        draft: next(begun, { text: `Words of ${i}` }),
      }));
      const answers = await Promise.allSettled(
        sides.map(({ who, draft }) => who.call(saveDraft, draft)),
      );
      const saved = answers.filter(({ status }) => status === 'fulfilled');
      expect(saved).toHaveLength(1);
      const rows = await versionsOf(begun.subject);
      expect(rows).toHaveLength(1);
      const winner = answers.findIndex(({ status }) => status === 'fulfilled');
      expect(wordsOf(await ana.call(readDraft, { id: begun.id }))).toBe(`Words of ${winner}`);
    }
    await other.stop();
  });

  it('what was sent or discarded elsewhere does not come back under its name', async () => {
    const draft = draftOf();
    await ana.call(saveDraft, draft);
    await ana.call(discardDraft, { id: draft.id, base: draft.version });
    await expect(ana.call(saveDraft, next(draft))).rejects.toMatchObject({
      status: 409,
      code: 'draft-gone',
    });
  });

  it('pages of the account hear of it', async () => {
    const page = await ana.listen();
    const copyOf = randomUUID();
    const draft = draftOf({ copyOf });
    await ana.call(saveDraft, draft);
    expect(await page.hears('draft', ({ id }) => id === draft.id)).toMatchObject({
      version: draft.version,
      copyOf,
    });
    await ana.call(discardDraft, { id: draft.id, base: draft.version });
    await page.hears('draft', ({ id, version }) => id === draft.id && version === null);
    page.close();
  });
});

describe('a discarded draft', () => {
  it('is in Trash, and comes back as it was', async () => {
    const draft = draftOf();
    await ana.call(saveDraft, draft);
    const { place } = await ana.call(discardDraft, { id: draft.id, base: draft.version });
    expect(await versionsOf(draft.subject)).toHaveLength(0);
    expect((await rowsIn('Trash')).map(({ subject }) => subject)).toContain(draft.subject);
    const back = await ana.call(restoreDraft, { id: draft.id, place });
    expect(back).toMatchObject({ id: draft.id, version: draft.version });
    expect(await versionsOf(draft.subject)).toHaveLength(1);
    await ana.call(saveDraft, next(draft));
    expect(await versionsOf(draft.subject)).toHaveLength(1);
  });

  it('that never was in Drafts is no error, and nothing comes back', async () => {
    const id = randomUUID();
    expect(await ana.call(discardDraft, { id, base: null })).toEqual({ place: null });
    await expect(ana.call(restoreDraft, { id, place: null })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('a draft of another program', () => {
  const foreign = (subject: string, more: string[] = []) =>
    [
      'From: Ana <ana@test.example>',
      'To: =?utf-8?Q?Zo=C3=A9?= <zoe@else.example>',
      `Subject: ${subject}`,
      ...more,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8; format=flowed',
      '',
      'One line that goes on ',
      'here.',
      '> quoted ',
      '> words',
      '',
    ].join('\r\n');

  it('opens, and is replaced when it is saved', async () => {
    const subject = randomUUID();
    await stack.append(ANA, 'Drafts', foreign(subject), ['\\Draft']);
    const [row] = await versionsOf(subject);
    const opened = await ana.call(openDraft, { folder: 'Drafts', uid: row!.uid });
    expect(opened.to).toEqual([{ name: 'Zoé', address: 'zoe@else.example' }]);
    expect(wordsOf(opened)).toBe('One line that goes on here.\n> quoted words\n');
    expect(await ana.call(openDraft, { folder: 'Drafts', uid: row!.uid })).toEqual(opened);
    const saved = draftOf({ id: opened.id, subject, base: opened.version });
    await ana.call(saveDraft, saved);
    const rows = await versionsOf(subject);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.uid).not.toBe(row?.uid);
    await ana.call(saveDraft, next(saved));
    expect(await versionsOf(subject)).toHaveLength(1);
  });

  it('that it changed meanwhile is not overwritten', async () => {
    const draft = draftOf();
    await ana.call(saveDraft, draft);
    await stack.append(
      ANA,
      'Drafts',
      foreign(draft.subject, [`Message-ID: <${draft.id}@test.example>`]),
      ['\\Draft'],
    );
    await expect(ana.call(saveDraft, next(draft))).rejects.toMatchObject({
      code: 'draft-changed',
    });
    expect(await versionsOf(draft.subject)).toHaveLength(2);
  });

  it('that is sealed stays as it is', async () => {
    const sealed = foreign(randomUUID()).replace(
      /^Content-Type:.*$/m,
      'Content-Type: application/pkcs7-mime; smime-type=enveloped-data',
    );
    await stack.append(ANA, 'Drafts', sealed, ['\\Draft']);
    const [row] = await rowsIn('Drafts');
    const opened = ana.call(openDraft, { folder: 'Drafts', uid: row!.uid });
    await expect(opened).rejects.toMatchObject({ code: 'draft-sealed' });
  });

  it('in another folder is a letter of its own', async () => {
    const subject = randomUUID();
    await stack.append(ANA, 'Kept', foreign(subject), ['\\Draft']);
    const opened = await ana.call(openDraft, { folder: 'Kept', uid: 1 });
    expect(opened.version).toBeNull();
    await ana.call(saveDraft, draftOf({ id: opened.id, subject }));
    expect(await versionsOf(subject)).toHaveLength(1);
    expect(await rowsIn('Kept')).toHaveLength(1);
  });
});

describe('what may not be', () => {
  it('somebody else’s page cannot save into this mailbox (F-9)', async () => {
    const bob = await bridge.signIn('bob@test.example', PASSWORD);
    const refused = bob.call(saveDraft, draftOf());
    await expect(refused).rejects.toMatchObject({ status: 401, code: 'signed-out' });
    await expect(bob.call(listMessages, { folder: 'Drafts' })).resolves.toMatchObject({ total: 0 });
  });

  it('a draft that the mailbox has no room for is refused, and the old one stays (F-8)', async () => {
    const account = 'full@test.example';
    const full = await bridge.signIn(account, PASSWORD);
    const from = { name: '', address: account };
    const draft = draftOf({ account, from, text: 'Short' });
    await full.call(saveDraft, draft);
    const long = next(draft, { text: 'long '.repeat(20_000) });
    await expect(full.call(saveDraft, long)).rejects.toMatchObject({
      status: 422,
      code: 'mailbox-full',
    });
    expect(wordsOf(await full.call(readDraft, { id: draft.id }))).toBe('Short');
    await full.call(saveDraft, next(draft, { text: 'Shorter', tried: [long.version] }));
    expect(await versionsOf(draft.subject, full)).toHaveLength(1);
  });

  it.each(['a\r\nBcc: eve@test.example', 'a\u2028b'])(
    'a subject %j is no header field (S-28)',
    async (subject) => {
      await expect(ana.call(saveDraft, draftOf({ subject }))).rejects.toMatchObject({
        status: 400,
      });
    },
  );

  it('an unfinished recipient cannot end its header field (S-28)', async () => {
    const to = [{ name: 'x', address: '<a@b.example>\n' }];
    await expect(ana.call(saveDraft, draftOf({ to }))).rejects.toMatchObject({ status: 400 });
    const odd = draftOf({ to: [{ name: '', address: '"x", <eve@test.example>' }] });
    const { place } = await ana.call(saveDraft, odd);
    const source = await (await ana.fetch(sourceAddress('Drafts', place.uid))).text();
    expect(source).not.toContain('eve@test.example');
  });
});

/** Another bridge before the same mailbox: nothing in memory is shared. */
async function bridgeOfAnotherProcess() {
  const other = await startTestBridge(stack);
  return { visitor: await other.signIn(ANA, PASSWORD), stop: () => other.stop() };
}
