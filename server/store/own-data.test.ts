import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothEngines } from './both-engines.ts';
import { remember, undoChange } from './contact-changes.ts';
import {
  dropContacts,
  findContacts,
  findPhotos,
  keepContacts,
  listContacts,
  takenUids,
} from './contacts.ts';
import { findSeenEvent, keepSeenEvent, type SeenEvent } from './invitations.ts';
import {
  countOutbox,
  dueOutbox,
  findOutbox,
  holdClaims,
  insertOutbox,
  listOutbox,
  nextOutbox,
  type OutboxEntry,
  sweepOutbox,
  updateOutbox,
} from './outbox.ts';
import { type OwnData, openOwnData } from './own-data.ts';
import { changePreferences, readPreferences, writePreferences } from './preferences.ts';
import { keepScriptVersion, listScriptVersions } from './script-versions.ts';
import {
  deleteExpiredSessions,
  deleteSession,
  deleteSessionsOf,
  findSession,
  insertSession,
  listSessions,
  type StoredSession,
  touchSession,
} from './sessions.ts';
import { findLeaving, keepLeaving } from './subscriptions.ts';

// Past 2^31, so that a column too narrow for epoch milliseconds shows.
const NOW = 1_795_000_000_000;

function session(idHash: string, account: string, seenAt = NOW): StoredSession {
  return {
    idHash,
    account,
    sealed: 'c2VhbGVk',
    remember: true,
    userAgent: 'Firefox',
    address: '2001:db8::1',
    createdAt: NOW,
    seenAt,
    expiresAt: NOW + 1000,
  };
}

function letter(id: string, account: string): OutboxEntry {
  return {
    id,
    account,
    attempt: 0,
    state: 'held',
    messageId: '<1@example.org>',
    envelope: { from: account, to: ['bob@example.org'] },
    shown: { subject: 'Roof', to: [{ name: 'Bob', address: 'bob@example.org' }], recipients: 1 },
    waits: 'undo',
    dueAt: NOW + 10,
    owner: null,
    tries: 0,
    since: NOW + 10,
    endingAt: null,
    filing: false,
    savedIn: null,
    trouble: null,
    refused: [],
    letter: '{}',
    blob: `outbox:${NOW}:${id}`,
    sealed: 'c2VhbGVk',
    createdAt: NOW,
    updatedAt: NOW,
  };
}

const seen: SeenEvent = {
  sequence: 1,
  stamp: NOW,
  isCancelled: true,
  version: { title: 'Council', place: '', start: '2026-12-01', end: null },
  before: null,
  answer: 'accepted',
  answered: 0,
  updatedAt: NOW,
};

function person(id: string, name: string) {
  return {
    id,
    name,
    organization: '',
    emails: [{ value: 'a@else.example', label: '' }],
    phones: [{ value: '+33 1', label: 'home' }],
    birthday: '',
    notes: '',
    groups: [],
    card: '',
    uid: id,
    collected: false,
    createdAt: NOW,
    updatedAt: NOW,
  };
}

onBothEngines('own data', (emptyDatabase) => {
  let db: OwnData;
  beforeAll(async () => {
    db = await openOwnData(await emptyDatabase());
  });
  afterAll(() => db?.destroy());

  it('opens twice at the same time and migrates once', async () => {
    const url = await emptyDatabase();
    const both = await Promise.all([openOwnData(url), openOwnData(url)]);
    await Promise.all(both.map((each) => each.destroy()));
  });

  it('keeps a session as it was given, and what touching it changes', async () => {
    await insertSession(db, session('h1', 'ana@example.org'));
    expect(await findSession(db, 'h1')).toEqual(session('h1', 'ana@example.org'));
    await touchSession(db, 'h1', NOW + 5, NOW + 6);
    expect(await findSession(db, 'h1')).toMatchObject({ seenAt: NOW + 5, expiresAt: NOW + 6 });
    await deleteSession(db, 'h1');
    expect(await findSession(db, 'h1')).toBeUndefined();
  });

  it('lists the sessions of one account, last seen first, and ends all but one', async () => {
    await insertSession(db, session('b1', 'bob@example.org', NOW));
    await insertSession(db, session('b2', 'bob@example.org', NOW + 2));
    await insertSession(db, session('c1', 'cleo@example.org'));
    const listed = await listSessions(db, 'bob@example.org');
    expect(listed.map((each) => each.idHash)).toEqual(['b2', 'b1']);
    expect(await deleteSessionsOf(db, 'bob@example.org', { except: 'b1' })).toEqual(['b2']);
    expect(await deleteSessionsOf(db, 'bob@example.org')).toEqual(['b1']);
    expect(await findSession(db, 'c1')).toBeDefined();
  });

  it('ends the sessions whose time is over', async () => {
    await insertSession(db, session('old', 'dan@example.org'));
    await insertSession(db, { ...session('new', 'dan@example.org'), expiresAt: NOW + 9000 });
    expect(await deleteExpiredSessions(db, NOW + 1000)).toContain('old');
    expect(await findSession(db, 'new')).toBeDefined();
  });

  it('reads null before, and the last preferences after writing', async () => {
    expect(await readPreferences(db, 'ana@example.org')).toBeNull();
    await writePreferences(db, 'ana@example.org', { density: 'compact' });
    await writePreferences(db, 'ana@example.org', { density: 'cosy' });
    expect(await readPreferences(db, 'ana@example.org')).toEqual({ density: 'cosy' });
  });

  it('changes some and loses none that another page changes at once', async () => {
    await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        changePreferences(db, 'zoe@example.org', { [`p${i}`]: i }),
      ),
    );
    await changePreferences(db, 'zoe@example.org', { p0: 'new' });
    expect(await readPreferences(db, 'zoe@example.org')).toEqual({
      ...Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`p${i}`, i])),
      p0: 'new',
    });
  });

  it('takes a letter once for an account, and the same id for another account', async () => {
    expect(await insertOutbox(db, letter('1', 'ana@example.org'))).toBe(true);
    expect(await insertOutbox(db, letter('1', 'ana@example.org'))).toBe(false);
    expect(await insertOutbox(db, letter('1', 'bob@example.org'))).toBe(true);
    expect(await findOutbox(db, 'ana@example.org', '1')).toEqual(letter('1', 'ana@example.org'));
    expect(await findOutbox(db, 'cleo@example.org', '1')).toBeUndefined();
  });

  it('lets exactly one of sending and undoing win', async () => {
    const race = letter('race', 'ana@example.org');
    await insertOutbox(db, race);
    const held = { state: 'held', owner: null, dueAt: race.dueAt } as const;
    const won = await Promise.all([
      updateOutbox(db, race, { state: 'sending', owner: 'a', dueAt: NOW + 99 }, held),
      updateOutbox(db, race, { state: 'sending', owner: 'b', dueAt: NOW + 99 }, held),
      updateOutbox(db, race, { state: 'cancelled', dueAt: null }, { state: ['held', 'failed'] }),
    ]);
    expect(won.filter(Boolean)).toHaveLength(1);
  });

  it('records each step, of the account and owner that it is for', async () => {
    const entry = letter('steps', 'ana@example.org');
    await insertOutbox(db, entry);
    const change = {
      state: 'failed',
      updatedAt: NOW + 1,
      trouble: { code: 'message-refused', reason: 'no' },
      refused: [{ address: 'bob@example.org', reason: 'no such user' }],
      blob: null,
      sealed: null,
      dueAt: null,
      filing: true,
    } as const;
    expect(await updateOutbox(db, entry, { ...change, refused: [...change.refused] })).toBe(true);
    expect(await findOutbox(db, 'ana@example.org', 'steps')).toEqual({ ...entry, ...change });
    const foreign = { id: 'steps', account: 'bob@example.org' };
    expect(await updateOutbox(db, foreign, { state: 'held' })).toBe(false);
    expect(await updateOutbox(db, entry, { state: 'held' }, { owner: 'a' })).toBe(false);
    expect(await updateOutbox(db, entry, { state: 'held' }, { attempt: 1 })).toBe(false);
  });

  it('tells what is due, and what will be', async () => {
    const now = 1000;
    const own = 'due@example.org';
    for (const [id, dueAt, owner] of [
      ['early', 10, null],
      ['now', 1000, 'a'],
      ['soon', 2000, null],
      ['never', null, null],
    ] as const) {
      await insertOutbox(db, { ...letter(id, own), dueAt, owner });
    }
    const due = await dueOutbox(db, now, 10);
    expect(due.filter(({ account }) => account === own).map(({ id }) => id)).toEqual([
      'early',
      'now',
    ]);
    expect(await nextOutbox(db, now)).toBe(2000);
    await holdClaims(db, 'a', due, 5000);
    expect((await findOutbox(db, own, 'now'))?.dueAt).toBe(5000);
    expect((await findOutbox(db, own, 'early'))?.dueAt).toBe(10);
  });

  it('lists what is not over, and forgets what is, after a while', async () => {
    const own = 'list@example.org';
    await insertOutbox(db, { ...letter('open', own), createdAt: NOW });
    await insertOutbox(db, { ...letter('newer', own), createdAt: NOW + 5 });
    await insertOutbox(db, { ...letter('done', own), state: 'done', letter: null, dueAt: null });
    await insertOutbox(db, { ...letter('back', own), state: 'cancelled', letter: null });
    expect((await listOutbox(db, own)).map(({ id }) => id)).toEqual(['newer', 'open']);
    expect(await countOutbox(db, own)).toBe(2);
    await sweepOutbox(db, NOW + 1);
    expect(await findOutbox(db, own, 'done')).toBeUndefined();
    expect(await findOutbox(db, own, 'open')).toBeDefined();
  });

  it('keeps the latest version of an event for each account', async () => {
    const key = { organizer: 'Clara@else.example', uid: 'x'.repeat(5000), occurrence: '' };
    expect(await findSeenEvent(db, 'ana@example.org', key)).toBeNull();
    await keepSeenEvent(db, 'ana@example.org', key, seen);
    await keepSeenEvent(db, 'ana@example.org', key, { ...seen, sequence: 7, before: seen.version });
    expect(
      await findSeenEvent(db, 'ana@example.org', { ...key, organizer: 'clara@else.example' }),
    ).toEqual({
      ...seen,
      sequence: 7,
      before: seen.version,
    });
    expect(await findSeenEvent(db, 'bob@example.org', key)).toBeNull();
    expect(await findSeenEvent(db, 'ana@example.org', { ...key, occurrence: 'a' })).toBeNull();
    expect(
      await findSeenEvent(db, 'ana@example.org', { ...key, organizer: 'eve@else.example' }),
    ).toBeNull();
  });

  it('remembers for each account the lists it left', async () => {
    await keepLeaving(db, 'ana@example.org', 'id:news.example', { way: 'page', at: NOW });
    await keepLeaving(db, 'ana@example.org', 'id:News.example', { way: 'one-click', at: NOW + 1 });
    expect(await findLeaving(db, 'ana@example.org', 'id:news.example')).toEqual({
      way: 'one-click',
      at: NOW + 1,
    });
    expect(await findLeaving(db, 'bob@example.org', 'id:news.example')).toBeNull();
  });

  it('keeps the people of each account, by name (S-37)', async () => {
    const names = async (account: string) =>
      (await listContacts(db, account)).map(({ name }) => name);
    await keepContacts(db, 'ana@example.org', [person('1', 'Zoé'), person('2', 'Anne')]);
    await keepContacts(db, 'bob@example.org', [person('1', 'Bruno')]);
    expect(await names('ana@example.org')).toEqual(['Anne', 'Zoé']);
    await dropContacts(db, 'cleo@example.org', ['1']);
    await dropContacts(db, 'ana@example.org', ['1']);
    expect(await names('ana@example.org')).toEqual(['Anne']);
    expect(await names('bob@example.org')).toEqual(['Bruno']);
  });

  it.each(["'", "' or 1=1 --", '\\', '%', '_', '"', '?', '$1', 'ñ💌'])(
    'S-33: %s in every text column comes back as it was and matches nothing else',
    async (text) => {
      await insertSession(db, { ...session(`plain ${text}`, 'plain'), sealed: text });
      const odd = { ...session(text, text), sealed: text, userAgent: text, address: text };
      await insertSession(db, odd);
      expect(await findSession(db, text)).toEqual(odd);
      expect(await listSessions(db, text)).toHaveLength(1);
      expect(await deleteSessionsOf(db, text, { except: `${text}x` })).toEqual([text]);

      await writePreferences(db, text, { text });
      expect(await readPreferences(db, text)).toEqual({ text });

      const trouble = { code: text, reason: text };
      const entry = { ...letter(text, text), messageId: text, letter: text, trouble };
      await insertOutbox(db, entry);
      expect(await findOutbox(db, text, text)).toEqual(entry);

      const someone = { ...person(text, text), organization: text, groups: [text], card: text };
      await keepContacts(db, text, [{ ...someone, photo: text }]);
      expect(await findContacts(db, text, [text])).toMatchObject([someone]);
      expect((await findPhotos(db, text, [text])).get(text)).toBe(text);
      expect(await takenUids(db, text, [text, `${text}x`])).toEqual(new Set([text]));
      await remember(db, text, text, [text], NOW, false);
      await dropContacts(db, text, [text]);
      expect(await undoChange(db, text, text, NOW)).toBe(1);
      expect(await listContacts(db, text)).toMatchObject([{ name: text, groups: [text] }]);
      const event = { organizer: text, uid: text, occurrence: text };
      await keepSeenEvent(db, text, event, { ...seen, answer: text });
      expect((await findSeenEvent(db, text, event))?.answer).toBe(text);
      await keepLeaving(db, text, text, { way: text, at: NOW });
      expect(await findLeaving(db, text, text)).toEqual({ way: text, at: NOW });
      await keepScriptVersion(db, text, text, NOW);
      expect(await listScriptVersions(db, text)).toMatchObject([{ source: text }]);
    },
  );

  it('keeps the last ten scripts of an account, each once', async () => {
    for (let i = 0; i < 12; i++) {
      await keepScriptVersion(db, 'versions@a.example', `# ${i}`, NOW);
      await keepScriptVersion(db, 'versions@a.example', `# ${i}`, NOW);
    }
    await keepScriptVersion(db, 'other@a.example', '# other', NOW);
    const kept = await listScriptVersions(db, 'versions@a.example');
    expect(kept.map(({ source }) => source)).toEqual(
      Array.from({ length: 10 }, (_, i) => `# ${11 - i}`),
    );
  });

  it('S-33: a NUL in any text column is stored as U+FFFD', async () => {
    const nul = 'a\0b';
    const safe = 'a\uFFFDb';
    await insertSession(db, { ...session(nul, nul), sealed: nul, userAgent: nul, address: nul });
    expect(await findSession(db, nul)).toMatchObject({ idHash: safe, userAgent: safe });
    expect(await listSessions(db, safe)).toHaveLength(1);

    await writePreferences(db, nul, { nul });
    expect(await readPreferences(db, nul)).toEqual({ nul });

    await insertOutbox(db, { ...letter(nul, nul), messageId: nul });
    await updateOutbox(db, { account: nul, id: nul }, { state: 'failed', savedIn: nul });
    expect(await findOutbox(db, nul, nul)).toMatchObject({ messageId: safe, savedIn: safe });
  });
});
