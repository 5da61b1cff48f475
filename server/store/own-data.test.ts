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
import { findOutbox, insertOutbox, type OutboxEntry, updateOutboxState } from './outbox.ts';
import { type OwnData, openOwnData } from './own-data.ts';
import { readPreferences, writePreferences } from './preferences.ts';
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
    state: 'held',
    messageId: '<1@example.org>',
    envelope: { from: account, to: ['bob@example.org'] },
    raw: Buffer.from([0, 255, 13, 10]),
    error: null,
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

  it('takes a letter once for an account, and the same id for another account', async () => {
    expect(await insertOutbox(db, letter('1', 'ana@example.org'))).toBe(true);
    expect(await insertOutbox(db, letter('1', 'ana@example.org'))).toBe(false);
    expect(await insertOutbox(db, letter('1', 'bob@example.org'))).toBe(true);
    expect(await findOutbox(db, 'ana@example.org', '1')).toEqual(letter('1', 'ana@example.org'));
    expect(await findOutbox(db, 'cleo@example.org', '1')).toBeUndefined();
  });

  it('lets exactly one of sending and undoing win', async () => {
    await insertOutbox(db, letter('race', 'ana@example.org'));
    const held = { from: 'held' } as const;
    const won = await Promise.all([
      updateOutboxState(db, 'ana@example.org', 'race', { state: 'sending', updatedAt: 1 }, held),
      updateOutboxState(db, 'ana@example.org', 'race', { state: 'cancelled', updatedAt: 1 }, held),
    ]);
    expect(won.filter(Boolean)).toHaveLength(1);
  });

  it('records each step and lets the bytes go', async () => {
    await insertOutbox(db, letter('steps', 'ana@example.org'));
    const change = { state: 'failed', updatedAt: NOW + 1, error: '550 no', raw: null } as const;
    expect(await updateOutboxState(db, 'ana@example.org', 'steps', change)).toBe(true);
    expect(await findOutbox(db, 'ana@example.org', 'steps')).toMatchObject(change);
    expect(await updateOutboxState(db, 'bob@example.org', 'steps', change)).toBe(false);
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

      const entry = { ...letter(text, text), messageId: text, error: text };
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
    },
  );

  it('S-33: a NUL in any text column is stored as U+FFFD', async () => {
    const nul = 'a\0b';
    const safe = 'a\uFFFDb';
    await insertSession(db, { ...session(nul, nul), sealed: nul, userAgent: nul, address: nul });
    expect(await findSession(db, nul)).toMatchObject({ idHash: safe, userAgent: safe });
    expect(await listSessions(db, safe)).toHaveLength(1);

    await writePreferences(db, nul, { nul });
    expect(await readPreferences(db, nul)).toEqual({ nul });

    await insertOutbox(db, { ...letter(nul, nul), messageId: nul });
    const refused = { state: 'failed', updatedAt: NOW, error: nul } as const;
    await updateOutboxState(db, nul, nul, refused);
    expect(await findOutbox(db, nul, nul)).toMatchObject({ messageId: safe, error: safe });
  });
});
