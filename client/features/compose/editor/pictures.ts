import { partAddress } from '../../../../shared/messages.ts';
import { uploadAddress } from '../../../../shared/uploads.ts';
import { imageSizeOf } from '../../messages/image-size.ts';
import type { Draft, DraftFile } from '../composing.ts';
import { attachFiles } from '../files/attach.ts';
import type { Pictures } from './words.ts';

/** Pictures that were put into a letter on this page: shown from memory. */
const local = new Map<string, string>();

/** Where each picture in the text of a letter is shown from. */
export function picturesOf({ files }: Pick<Draft, 'files'>): Pictures {
  const shown = new Map<string, string>();
  for (const file of files) {
    if (file.kind !== 'message' && file.contentId) shown.set(file.contentId, addressOf(file));
  }
  return shown;
}

function addressOf(file: Exclude<DraftFile, { kind: 'message' }>): string {
  if (file.kind === 'part') return partAddress(file.folder, file.uid, file.part);
  return local.get(file.id) ?? uploadAddress(file.id);
}

/** What can be in a text, as other programs show it. */
export const isPicture = ({ type }: { type: string }) => /^image\/(png|jpe?g|gif|webp)$/.test(type);

/**
 * Puts a picture into a letter, and begins to send it.
 *
 * @returns where the page shows it from, and its Content-ID.
 * @throws Error when it is no picture by what its bytes say, or too large for a letter.
 */
export async function addPicture(
  draftId: string,
  file: File,
): Promise<{ src: string; contentId: string }> {
  const size = imageSizeOf(await file.arrayBuffer());
  if (!size) throw new TypeError('no picture');
  const contentId = `${crypto.randomUUID()}@sobre`;
  const [added] = await attachFiles(draftId, [file], { contentId });
  if (!added) throw new RangeError('too large');
  const src = URL.createObjectURL(new Blob([file], { type: size.type }));
  local.set(added.id, src);
  return { src, contentId };
}
