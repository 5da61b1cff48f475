import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { appendBlob } from './blobs.ts';
import { onBothEngines } from './both-engines.ts';
import { type OwnData, openOwnData } from './own-data.ts';
import {
  countUploads,
  deleteUpload,
  findUpload,
  insertUpload,
  listUnused,
  receivedBytes,
  touchUpload,
  uploadBlob,
} from './uploads.ts';

onBothEngines('uploads', (emptyDatabase) => {
  let db: OwnData;
  beforeAll(async () => {
    db = await openOwnData(await emptyDatabase());
  });
  afterAll(() => db.destroy());

  const entryOf = (account: string, id: string) => ({
    account,
    id,
    name: "a 'b' \\ %_.bin",
    type: '',
    size: 5_000_000_000,
    modified: 1_700_000_000_000,
    createdAt: 10,
    usedAt: 10,
  });

  it('come back as they were; an id is one account’s (S-37)', async () => {
    const id = randomUUID();
    expect(await insertUpload(db, entryOf('ana', id))).toBe(true);
    expect(await insertUpload(db, entryOf('ana', id))).toBe(false);
    expect(await insertUpload(db, entryOf('bob', id))).toBe(true);
    expect(await findUpload(db, 'ana', id)).toEqual(entryOf('ana', id));
    expect(await findUpload(db, 'eve', id)).toBeUndefined();
    expect(await countUploads(db, 'ana')).toEqual({ count: 1, bytes: 5_000_000_000 });
    expect(await countUploads(db, 'eve')).toEqual({ count: 0, bytes: 0 });
  });

  it('go with their bytes, and nobody else’s do', async () => {
    const id = randomUUID();
    for (const account of ['ana', 'bob']) {
      await insertUpload(db, entryOf(account, id));
      await appendBlob(db, uploadBlob(account, id), [Buffer.from('abc')] as never);
    }
    expect(await deleteUpload(db, 'eve', id)).toBe(false);
    expect(await deleteUpload(db, 'ana', id)).toBe(true);
    expect(await receivedBytes(db, { account: 'ana', id })).toBe(0);
    expect(await receivedBytes(db, { account: 'bob', id })).toBe(3);
  });

  it('that were used are not unused', async () => {
    const [old, used] = [randomUUID(), randomUUID()];
    await insertUpload(db, entryOf('carl', old));
    await insertUpload(db, entryOf('carl', used));
    await touchUpload(db, 'carl', used, 50);
    const unused = (await listUnused(db, 50)).filter(({ account }) => account === 'carl');
    expect(unused).toEqual([{ account: 'carl', id: old }]);
  });
});
