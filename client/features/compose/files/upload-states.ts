import { useSyncExternalStore } from 'react';
import type { ErrorCode } from '../../../../shared/errors.ts';

/**
 * Where a file of a letter is: `waiting` for its turn, `sending`, `asking` how far it came before the
 * page was loaded again, `stalled` until the bridge is in reach, `paused` while no letter has it, `failed`,
 * `lost` (its bytes are not on this page any more: it has to be picked again) or `done`.
 */
export interface Upload {
  step: 'waiting' | 'sending' | 'asking' | 'stalled' | 'paused' | 'failed' | 'lost' | 'done';
  size: number;
  /** Bytes that have arrived. */
  done: number;
  reason?: ErrorCode | 'file-unreadable' | undefined;
}

/** A file as this page has it. */
export interface UploadEntry extends Upload {
  name: string;
  /** Not there when the page was loaded after it was picked. */
  file?: File;
  stop?: AbortController;
}

let entries: ReadonlyMap<string, UploadEntry> = new Map();
const listeners = new Set<() => void>();

export const allUploads = () => entries;

export const uploadOf = (id: string): UploadEntry | undefined => entries.get(id);

export const putUpload = (id: string, entry: UploadEntry) =>
  setUploads(new Map(entries).set(id, entry));

/** What is not there any more does not come back, and what is paused stays so until it is begun again. */
export function changeUpload(id: string, part: Partial<UploadEntry>) {
  const entry = entries.get(id);
  if (entry && (entry.step !== 'paused' || part.step === 'waiting'))
    putUpload(id, { ...entry, ...part });
}

export function setUploads(next: ReadonlyMap<string, UploadEntry>) {
  entries = next;
  for (const listener of [...listeners]) listener();
}

/** Tells of every change. @returns how to listen no more. */
export function listenToUploads(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useUploads(): ReadonlyMap<string, Upload> {
  return useSyncExternalStore(listenToUploads, allUploads);
}
