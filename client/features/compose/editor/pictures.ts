import { partAddress } from '../../../../shared/messages.ts';
import { changeDraft, type Draft, type DraftFile, draftWith } from '../composing.ts';
import type { Pictures } from './words.ts';

/** Pictures that were put into a letter on this page: shown from memory. */
const local = new Map<string, string>();

/** Where each picture in the text of a letter is shown from. */
export function picturesOf({ files }: Pick<Draft, 'files'>): Pictures {
  const shown = new Map<string, string>();
  for (const file of files) {
    const address = file.kind === 'message' || !file.contentId ? null : addressOf(file);
    if (file.kind !== 'message' && file.contentId && address) shown.set(file.contentId, address);
  }
  return shown;
}

function addressOf(file: Exclude<DraftFile, { kind: 'message' }>): string | null {
  if (file.kind === 'part') return partAddress(file.folder, file.uid, file.part);
  return local.get(file.id) ?? null;
}

/** What can be in a text, as other programs show it. */
export const isPicture = ({ type }: { type: string }) => /^image\/(png|jpe?g|gif|webp)$/.test(type);

/**
 * Puts a picture into a letter.
 *
 * @returns where the page shows it from, and its Content-ID.
 */
export async function addPicture(
  draftId: string,
  file: File,
): Promise<{ src: string; contentId: string }> {
  const id = crypto.randomUUID();
  const contentId = `${id}@sobre`;
  const src = URL.createObjectURL(file);
  local.set(id, src);
  const added: DraftFile = {
    kind: 'upload',
    id,
    contentId,
    name: file.name,
    size: file.size,
    type: file.type,
  };
  const draft = draftWith(draftId);
  if (draft) changeDraft(draftId, { files: [...draft.files, added] });
  return { src, contentId };
}
