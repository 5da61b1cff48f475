import type { Attachment } from '../../../../shared/compose.ts';
import { largestFile } from '../../../../shared/uploads.ts';
import { formatsFor } from '../../../i18n/formats.ts';
import { currentLanguage, t } from '../../../i18n/i18n.tsx';
import { changeDraft, type Draft, type DraftFile, draftWith } from '../composing.ts';
import { openDrafts } from '../keeping/open-drafts.ts';
import { sayTroubles } from './attach-troubles.ts';
import { letterLimit } from './letter-limit.ts';
import { dropUpload, pauseUpload, startUpload } from './uploads.ts';

/** What a letter may have (shared/compose.ts). */
const MOST_FILES = 100;

export type UploadFile = Extract<DraftFile, { kind: 'upload' }>;

/**
 * Attaches files to a letter and begins to send them. What can never go along is said beside them.
 *
 * @param contentId for a picture among the words.
 * @returns those that were taken.
 */
export async function attachFiles(
  draftId: string,
  picked: File[],
  { contentId = null, folders = [] }: { contentId?: string | null; folders?: string[] } = {},
): Promise<UploadFile[]> {
  const limit = largestFile(await letterLimit());
  const present = filesOf(draftId);
  const fits = picked.filter(({ size }) => size <= limit);
  const taken = fits.slice(0, MOST_FILES - present.length);
  const added = taken.map((file) => draftFileOf(file, contentId));
  changeDraft(draftId, { files: [...present, ...added] });
  for (const [i, { id, name }] of added.entries()) startUpload(id, taken[i]!, name);
  const { bytes } = formatsFor(currentLanguage());
  const sayLarge = ({ name, size }: File) =>
    t('attach-too-large', { name, size: bytes(size), limit: bytes(limit) });
  sayTroubles(draftId, [
    ...folders.map((name) => t('attach-folder', { name })),
    ...picked.filter(({ size }) => size > limit).map(sayLarge),
    ...(taken.length < fits.length ? [t('attach-too-many', { count: MOST_FILES })] : []),
  ]);
  return added;
}

/** Takes a file out of a letter; what was sent of it goes, unless another letter has it, too. */
export function detachFile(draftId: string, file: DraftFile) {
  changeDraft(draftId, { files: filesOf(draftId).filter((other) => keyOf(other) !== keyOf(file)) });
  if (file.kind !== 'upload') return;
  for (const { id } of [file, ...(file.original ? [file.original] : [])]) {
    const isWanted = openDrafts().some(({ files }) => files.some((one) => keyOf(one) === id));
    if (!isWanted) dropUpload(id);
  }
}

/** A letter that is thrown away sends no more of its files; it goes on when it comes back. */
export function pauseFiles({ files }: Draft) {
  for (const file of files) if (file.kind === 'upload') pauseUpload(file.id);
}

/** The same file, picked again, goes on where it was; another one takes its place. */
export function pickAgain(draftId: string, { id, contentId }: UploadFile, file: File) {
  const { name, size, type } = draftFileOf(file, contentId);
  replaceFile(draftId, id, { kind: 'upload', id, name, size, type, contentId });
  startUpload(id, file, name);
}

/** Puts a file in the place of another. */
export function replaceFile(draftId: string, id: string, file: UploadFile) {
  const files = filesOf(draftId).map((one) => (keyOf(one) === id ? file : one));
  changeDraft(draftId, { files });
}

/** Asks for files, for those who do not drag. */
export function chooseFiles(multiple: boolean, take: (files: File[]) => void) {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = multiple;
  input.onchange = () => take([...(input.files ?? [])]);
  input.click();
}

/** True for a picture among the words. */
export const isInline = (
  file: DraftFile,
): file is Extract<DraftFile, { kind: 'part' | 'upload' }> & { contentId: string } =>
  file.kind !== 'message' && file.contentId !== null;

export const keyOf = (file: Attachment) =>
  file.kind === 'upload'
    ? file.id
    : [file.folder, file.uid, file.kind === 'part' ? file.part : ''].join(' ');

function filesOf(draftId: string): DraftFile[] {
  return draftWith(draftId)?.files ?? [];
}

const draftFileOf = (file: File, contentId: string | null): UploadFile => ({
  kind: 'upload',
  id: crypto.randomUUID(),
  name: lineOf(file.name),
  size: file.size,
  type: file.type,
  contentId,
});

// Some systems let names hold signs that no header field may (security S-28).
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const CONTROL = /[\u0000-\u001f\u007f\u2028\u2029]/g;

const lineOf = (name: string) => name.replace(CONTROL, ' ').toWellFormed().slice(-400);
