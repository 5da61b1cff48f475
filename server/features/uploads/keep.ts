import { Refusal } from '../../../shared/refusal.ts';
import type { Upload } from '../../../shared/uploads.ts';
import { cleanName } from '../../mail/structure.ts';
import type { OwnData } from '../../store/own-data.ts';
import {
  countUploads,
  deleteUpload,
  findUpload,
  insertUpload,
  receivedBytes,
  touchUpload,
  type UploadEntry,
} from '../../store/uploads.ts';
import type { Receiver } from './receive.ts';

/** What one account may have on its way at a time: no one fills the disk of all. */
const MOST_BYTES = 300_000_000;
const MOST_FILES = 300;

type Announced = Pick<UploadEntry, 'id' | 'name' | 'type' | 'size' | 'modified'>;

/**
 * Makes room for a file that is announced, or finds how far it has come.
 *
 * @throws Refusal `uploads-full`.
 */
export async function keep(
  store: OwnData,
  receiver: Receiver,
  account: string,
  announced: Announced,
  now: number,
): Promise<Upload> {
  const { id } = announced;
  const entry = { ...announced, name: cleanName(announced.name), account, usedAt: now };
  const known = await findUpload(store, account, id);
  if (known && isSame(known, entry)) return findKept(store, account, id, now);
  if (known) {
    await receiver.stop(account, id);
    await letGo(store, account, id);
  }
  await insertUpload(store, { ...entry, createdAt: now });
  // Counted with the new one: of two that come at once, none passes unseen.
  const { count, bytes } = await countUploads(store, account);
  if (count > MOST_FILES || bytes > MOST_BYTES) {
    await letGo(store, account, id);
    throw new Refusal('uploads-full', 'Too many files are on their way.', { limit: MOST_BYTES });
  }
  return findKept(store, account, id, now);
}

const isSame = (a: Announced, b: Announced) =>
  a.name === b.name && a.size === b.size && a.modified === b.modified;

/** How far a file has come; asking says that it is still wanted. @throws Refusal `not-found`. */
export async function findKept(
  store: OwnData,
  account: string,
  id: string,
  now: number,
): Promise<Upload> {
  const entry = await findUpload(store, account, id);
  if (!entry) throw new Refusal('not-found', 'There is no such file.');
  await touchUpload(store, account, id, now);
  const { name, type, size } = entry;
  return { id, name, type, size, received: await receivedBytes(store, entry) };
}

/** A file that has arrived whole. @throws Refusal `upload-missing`. */
export async function findComplete(store: OwnData, account: string, id: string, now: number) {
  const kept = await findKept(store, account, id, now).catch(() => null);
  if (kept && kept.received === kept.size) return kept;
  throw new Refusal('upload-missing', 'A file of the letter is not here.', {
    reason: kept?.name ?? '',
    id,
  });
}

export const letGo = deleteUpload;
