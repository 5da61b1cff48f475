import type { Attachment } from '../../../../shared/compose.ts';
import type { SavedDraft, StoredFile } from '../../../../shared/drafts.ts';
import type { DraftFile } from '../draft.ts';

/**
 * Files that lay in the former message of the draft lie in the new one now; the former is gone. Files from
 * elsewhere stay where they are.
 *
 * @param files as they are by now.
 * @param sent as they were when the letter was saved, in the order of the answer.
 */
export function followFiles(
  files: DraftFile[],
  sent: DraftFile[],
  { place, files: stored }: Pick<SavedDraft, 'place' | 'files'>,
): DraftFile[] {
  if (stored.length !== sent.length) return files;
  const moved = new Map(sent.map((file, i) => [keyOf(file), stored[i]!]));
  const next = files.map((file) => {
    const to = moved.get(keyOf(file));
    return file.kind === 'part' && file.folder === place.folder && to ? movedTo(file, to) : file;
  });
  return next.some((file, i) => file !== files[i]) ? next : files;
}

/** The same files in another version of the draft, found by what they are called and how large they are. */
export function findFilesAgain(files: DraftFile[], stored: StoredFile[]): DraftFile[] {
  const left = [...stored];
  return files.map((file) => {
    if (file.kind !== 'part') return file;
    const place = left.findIndex(({ name, size }) => name === file.name && size === file.size);
    const [to] = place < 0 ? [] : left.splice(place, 1);
    return to && to.folder === file.folder ? movedTo(file, to) : file;
  });
}

function movedTo<File extends DraftFile & { kind: 'part' }>(file: File, to: StoredFile): File {
  const { folder, uid, uidValidity, part } = to;
  return { ...file, folder, uid, uidValidity, part };
}

/** Those of the files that go along with a letter. */
export function filesOfLetter(files: DraftFile[], attachments: Attachment[]): DraftFile[] {
  const along = new Set(attachments.map(keyOf));
  return files.filter((file) => along.has(keyOf(file)));
}

const keyOf = (file: Attachment) =>
  file.kind === 'upload'
    ? file.id
    : [file.folder, file.uid, file.kind === 'part' ? file.part : ''].join('\n');
