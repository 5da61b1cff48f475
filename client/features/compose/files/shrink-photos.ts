import { draftWith } from '../composing.ts';
import { replaceFile, type UploadFile } from './attach.ts';
import { isHeavyPhoto, PHOTO_SIDES, type PhotoSize, shrinkPhoto } from './photos.ts';
import { bytesOfUpload, dropUpload, pauseUpload, startUpload } from './uploads.ts';

/**
 * Puts smaller copies in the place of a letter's photos. The originals stay until it is sent: what was
 * not sent of them yet waits for somebody to want them back.
 *
 * @returns how many were made smaller.
 */
export async function shrinkPhotos(draftId: string, size: PhotoSize): Promise<number> {
  let count = 0;
  for (const photo of uploadsOf(draftId).filter(isHeavyPhoto)) {
    const bytes = await bytesOfUpload(photo.original?.id ?? photo.id).catch(() => null);
    const smaller = bytes && (await shrinkPhoto(bytes, PHOTO_SIDES[size]));
    const isThere = uploadsOf(draftId).some(({ id }) => id === photo.id);
    if (!smaller || !isThere) continue;
    put(draftId, photo, smaller);
    count++;
  }
  return count;
}

function put(draftId: string, { original: _, ...photo }: UploadFile, smaller: Blob) {
  const { id: wasId, name: wasName, size: wasSize, type: wasType } = photo;
  const id = crypto.randomUUID();
  const name = wasName.replace(/\.webp$/i, '.jpg');
  const type = 'image/jpeg';
  const original = { id: wasId, name: wasName, size: wasSize, type: wasType };
  replaceFile(draftId, wasId, { ...photo, id, name, type, size: smaller.size, original });
  pauseUpload(wasId);
  startUpload(id, new File([smaller], name, { type }), name);
}

/** The originals come back. */
export function restorePhotos(draftId: string) {
  for (const { original, ...smaller } of uploadsOf(draftId)) {
    if (!original) continue;
    replaceFile(draftId, smaller.id, { ...smaller, ...original });
    dropUpload(smaller.id);
  }
}

const uploadsOf = (draftId: string): UploadFile[] =>
  (draftWith(draftId)?.files ?? []).filter((file) => file.kind === 'upload');
