import { partAddress } from '../../../../shared/messages.ts';
import type { DraftFile } from '../composing.ts';
import { bytesOfUpload } from './uploads.ts';

/** The bytes of a file of a letter, wherever they are. @throws Error when they cannot be had. */
export async function bytesOf(file: DraftFile): Promise<Blob> {
  if (file.kind === 'upload') return bytesOfUpload(file.id);
  if (file.kind === 'message') throw new TypeError('A message is no picture.');
  const response = await fetch(partAddress(file.folder, file.uid, file.part));
  if (!response.ok) throw new Error(String(response.status));
  return response.blob();
}
