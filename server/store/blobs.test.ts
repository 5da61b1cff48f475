import { afterAll, beforeAll, expect, it } from 'vitest';
import { appendBlob, blobLength, deleteBlob, readBlob } from './blobs.ts';
import { onBothEngines } from './both-engines.ts';
import { type OwnData, openOwnData } from './own-data.ts';

onBothEngines('bytes', (emptyDatabase) => {
  let db: OwnData;
  beforeAll(async () => {
    db = await openOwnData(await emptyDatabase());
  });
  afterAll(() => db.destroy());

  it('come back as they were, whatever the pieces they came in', async () => {
    const pieces = [1, 300_000, 7, 262_144, 0, 600_001].map((length, i) => bytesOf(length, i));
    expect(await appendBlob(db, 'a', stream(pieces))).toBe(1_162_153);
    expect((await read('a')).equals(Buffer.concat(pieces))).toBe(true);
    expect(await blobLength(db, 'a')).toBe(1_162_153);
  });

  it('go on where they ended', async () => {
    await appendBlob(db, 'b', stream([bytesOf(300_000, 1)]));
    await appendBlob(db, 'b', stream([bytesOf(5, 2)]));
    const whole = Buffer.concat([bytesOf(300_000, 1), bytesOf(5, 2)]);
    expect((await read('b')).equals(whole)).toBe(true);
  });

  it('that were broken off are there as far as they came', async () => {
    const broken = async function* () {
      yield bytesOf(262_144, 1);
      throw new Error('cut');
    };
    await expect(appendBlob(db, 'c', broken())).rejects.toThrow('cut');
    expect(await blobLength(db, 'c')).toBe(262_144);
  });

  it('go alone', async () => {
    await appendBlob(db, 'd', stream([bytesOf(3, 1)]));
    await deleteBlob(db, 'a');
    expect(await blobLength(db, 'a')).toBe(0);
    expect(await blobLength(db, 'd')).toBe(3);
  });

  async function read(id: string): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of readBlob(db, id)) pieces.push(piece);
    return Buffer.concat(pieces);
  }
});

const bytesOf = (length: number, seed: number) =>
  Buffer.from(Uint8Array.from({ length }, (_, i) => (i * 31 + seed) % 251));

async function* stream(pieces: Buffer[]): AsyncGenerator<Buffer> {
  yield* pieces;
}
