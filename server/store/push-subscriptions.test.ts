import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothEngines } from './both-engines.ts';
import { type OwnData, openOwnData } from './own-data.ts';
import {
  deletePush,
  deletePushesOfSessions,
  findPush,
  keepPush,
  listPushes,
  markTold,
  movePush,
  pushAccounts,
  type StoredPush,
  sweepPushes,
} from './push-subscriptions.ts';
import { deleteSession, insertSession } from './sessions.ts';

// Past 2^31, so that a column too narrow for epoch milliseconds shows.
const NOW = 1_795_000_000_000;
const ANA = 'ana@test.example';

const push = (id: string, sessionId: string, account = ANA): StoredPush => ({
  id,
  account,
  sessionId,
  endpoint: `https://push.example/${id}`,
  p256dh: 'point',
  auth: 'secret',
  sealed: 'c2VhbGVk',
  createdAt: NOW,
  toldAt: null,
});

const session = (idHash: string, account = ANA, expiresAt = NOW + 1000) => ({
  idHash,
  account,
  sealed: 'c2VhbGVk',
  remember: true,
  userAgent: 'Firefox',
  address: '2001:db8::1',
  createdAt: NOW,
  seenAt: NOW,
  expiresAt,
});

onBothEngines('browsers that are told', (emptyDatabase) => {
  let db: OwnData;
  const ids = async (account = ANA) => (await listPushes(db, account, NOW)).map(({ id }) => id);

  beforeAll(async () => {
    db = await openOwnData(await emptyDatabase());
    for (const id of ['phone', 'desk']) await insertSession(db, session(id));
    await insertSession(db, session('over', ANA, NOW));
    await insertSession(db, session('other', 'bruno@test.example'));
  });
  afterAll(() => db?.destroy());

  it('are there once a session, while it lasts, for their owner only (S-37)', async () => {
    await keepPush(db, push('1', 'phone'));
    await keepPush(db, push('2', 'phone'));
    await keepPush(db, push('3', 'over'));
    await keepPush(db, push('4', 'other', 'bruno@test.example'));
    expect(await listPushes(db, ANA, NOW)).toEqual([
      { ...push('2', 'phone'), userAgent: 'Firefox' },
    ]);
    expect((await pushAccounts(db)).sort()).toEqual([ANA, 'bruno@test.example']);
    expect(await deletePush(db, ANA, '4')).toBe(false);
  });

  it('go on with their session, and end with it', async () => {
    await markTold(db, '2', NOW + 5);
    await movePush(db, push('2', 'phone'), { sessionId: 'desk', sealed: 'bmV3' });
    expect(await findPush(db, 'phone')).toBeNull();
    expect(await findPush(db, 'desk')).toMatchObject({ id: '2', sealed: 'bmV3', toldAt: NOW + 5 });
    expect(await deletePushesOfSessions(db, ['desk'])).toEqual([ANA]);
    expect(await ids()).toEqual([]);
  });

  it('do not outlive a session that went unheard', async () => {
    await keepPush(db, push('5', 'phone'));
    await deleteSession(db, 'phone');
    await sweepPushes(db);
    expect(await findPush(db, 'phone')).toBeNull();
    expect(await ids('bruno@test.example')).toEqual(['4']);
  });
});
