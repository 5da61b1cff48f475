import type { OwnData } from './own-data.ts';

/**
 * Bytes of any length in pieces of at most this many: a file on its way is never whole in memory, and
 * every process that shares the database can read it.
 */
const PIECE = 256 * 1024;

/**
 * Adds bytes to the end of a blob, which begins with its first ones.
 *
 * @param id named by the caller, unique among all accounts.
 * @returns how many bytes were added.
 */
export async function appendBlob(
  db: OwnData,
  id: string,
  bytes: AsyncIterable<Buffer>,
): Promise<number> {
  let place = await blobLength(db, id);
  const start = place;
  for await (const piece of inPieces(bytes)) {
    await db.insertInto('blob_pieces').values({ blob: id, place, bytes: piece }).execute();
    place += piece.length;
  }
  return place - start;
}

/** How many bytes a blob has; 0 when there is none. */
export async function blobLength(db: OwnData, id: string): Promise<number> {
  const last = await db
    .selectFrom('blob_pieces')
    .select(['place', 'bytes'])
    .where('blob', '=', id)
    .orderBy('place', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ? last.place + last.bytes.length : 0;
}

/** The bytes of a blob, in order, one piece in memory at a time. */
export async function* readBlob(db: OwnData, id: string): AsyncGenerator<Buffer> {
  for (let place = 0; ; ) {
    const piece = await db
      .selectFrom('blob_pieces')
      .select('bytes')
      .where('blob', '=', id)
      .where('place', '=', place)
      .executeTakeFirst();
    if (!piece) return;
    yield piece.bytes;
    place += piece.bytes.length;
  }
}

export async function deleteBlob(db: OwnData, id: string): Promise<void> {
  await db.deleteFrom('blob_pieces').where('blob', '=', id).execute();
}

/**
 * Deletes the blobs of a kind that nobody knows of any more: those of the outbox are named
 * `outbox:TIME:…`, TIME being epoch milliseconds.
 */
export async function sweepBlobs(db: OwnData, kind: 'outbox', before: number): Promise<void> {
  await db
    .deleteFrom('blob_pieces')
    .where('blob', '>=', `${kind}:`)
    .where('blob', '<', `${kind}:${before}`)
    .where('blob', 'not in', (known) =>
      known
        .selectFrom(kind)
        .select('blob')
        .where('blob', 'is not', null)
        .$castTo<{ blob: string }>(),
    )
    .execute();
}

/** The same bytes, cut or gathered into pieces of one size. */
async function* inPieces(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let kept: Buffer[] = [];
  let length = 0;
  for await (const some of bytes) {
    kept.push(some);
    length += some.length;
    while (length >= PIECE) {
      const all = Buffer.concat(kept, length);
      yield all.subarray(0, PIECE);
      kept = [all.subarray(PIECE)];
      length -= PIECE;
    }
  }
  if (length) yield Buffer.concat(kept, length);
}
