import { useSyncExternalStore } from 'react';
import { MOST_IMPORTED, mailFileTypes } from '../../../shared/files.ts';
import { deleteFolder } from '../../../shared/folders.ts';
import {
  archiveAddress,
  type ImportedArchive,
  type ImportTarget,
} from '../../../shared/imports.ts';
import { expungeMessages } from '../../../shared/messages.ts';
import { ApiError, call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';

/** The file that is on its way, in bytes. */
interface Running {
  name: string;
  done: number;
  total: number;
  cancel(): void;
}

export interface Result {
  id: string;
  name: string;
  state: 'done' | 'failed' | 'cancelled' | 'undone';
  answer: ImportedArchive | null;
  error: unknown;
}

interface Bringing {
  running: Running | null;
  /** The newest first. */
  results: Result[];
}

let bringing: Bringing = { running: null, results: [] };
const listeners = new Set<() => void>();

function set(next: Partial<Bringing>) {
  bringing = { ...bringing, ...next };
  for (const listener of listeners) listener();
}

/** It goes on while other pages are looked at. */
export function useBringing(): Bringing {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => bringing,
  );
}

/** Brings files back, one after the other: each is there whole, or not at all and says why. */
export async function bringBack(files: File[], target: ImportTarget, skip: boolean) {
  for (const file of files) {
    const result = await bringOne(file, target, skip);
    set({ running: null, results: [result, ...bringing.results] });
    refresh();
  }
}

async function bringOne(file: File, target: ImportTarget, skip: boolean): Promise<Result> {
  const result = { id: crypto.randomUUID(), name: file.name, answer: null, error: null };
  const ending = /\.(\w+)$/.exec(file.name)?.[1]?.toLowerCase() ?? '';
  const type = mailFileTypes[ending as keyof typeof mailFileTypes];
  if (!type) return { ...result, state: 'failed', error: t('import-kind', { name: file.name }) };
  try {
    if (file.size > MOST_IMPORTED) throw new ApiError('too-large', 'The file is too large.');
    return {
      ...result,
      state: 'done',
      answer: await upload(file, type, archiveAddress(target, skip)),
    };
  } catch (error) {
    const isCancelled = error instanceof DOMException && error.name === 'AbortError';
    return { ...result, state: isCancelled ? 'cancelled' : 'failed', error };
  }
}

/** By XMLHttpRequest: it alone tells how far an upload is. The bridge takes no more than it has put away. */
function upload(file: File, type: string, address: string): Promise<ImportedArchive> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const progress = (done: number) =>
      set({ running: { name: file.name, done, total: file.size, cancel: () => request.abort() } });
    request.open('POST', address);
    request.setRequestHeader('Content-Type', type);
    request.setRequestHeader('X-Sobre', '1');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded }) => progress(loaded);
    request.onload = () => {
      const { response, status } = request;
      if (status === 200) return resolve(response as ImportedArchive);
      const { code, message, details } = response?.error ?? {};
      reject(new ApiError(code ?? 'unavailable', message ?? '', details));
    };
    request.onerror = () => reject(new ApiError('unavailable', 'The webmail cannot be reached.'));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    progress(0);
    request.send(file);
  });
}

/** Takes out what came in, and the folders that were made for it. */
export async function undoBringing({ id, answer }: Result) {
  if (!answer) return;
  try {
    for (const { folder, uids } of answer.places) await call(expungeMessages, { folder, uids });
    // Below their parents first.
    for (const folder of answer.made.toReversed()) await call(deleteFolder, { folder });
    set({
      results: bringing.results.map((one) => (one.id === id ? { ...one, state: 'undone' } : one)),
    });
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
  }
  refresh();
}

function refresh() {
  for (const key of ['folders', 'messages', 'storage', 'export-weights'])
    void queryClient.invalidateQueries({ queryKey: [key] });
}
