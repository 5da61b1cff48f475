import { useSyncExternalStore } from 'react';
import {
  type Imported,
  importAddress,
  MOST_IMPORTED,
  mailFileTypes,
} from '../../../shared/files.ts';
import { expungeMessages } from '../../../shared/messages.ts';
import { ApiError, call } from '../../api/call.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';
import { knownFolder } from './messages.ts';

/** The file that is on its way into a folder, in bytes. */
export interface Import {
  name: string;
  done: number;
  total: number;
  cancel(): void;
}

let current: Import | null = null;
const listeners = new Set<() => void>();

function set(next: Import | null) {
  current = next;
  for (const listener of listeners) listener();
}

export function useImport(): Import | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

/** Asks for files, as a drop would bring them: for those who do not drag. */
export function chooseFiles(folder: string, label: string) {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = '.eml,.mbox,.zip';
  input.onchange = () => void importFiles([...(input.files ?? [])], folder, label);
  input.click();
}

let queue: Promise<unknown> = Promise.resolve();

/** Brings files in, one after the other: each is there whole, or not at all and says why. */
export function importFiles(files: File[], folder: string, label: string): Promise<unknown> {
  for (const file of files) queue = queue.then(() => importFile(file, folder, label));
  return queue;
}

async function importFile(file: File, folder: string, label: string) {
  const type = typeOf(file);
  if (!type) return toast(t('import-kind', { name: file.name }), { look: 'failed' });
  try {
    if (file.size > MOST_IMPORTED) throw new ApiError('too-large', 'The file is too large.');
    const { count, uids } = await upload(file, type, folder);
    const undo = () => void takeBack(folder, uids);
    const action = uids.length ? { action: { label: t('undo'), act: undo } } : {};
    toast(t('did-import', { count, folder: label }), action);
  } catch (error) {
    const isCancelled = error instanceof DOMException && error.name === 'AbortError';
    if (isCancelled) toast(t('import-cancelled', { name: file.name }));
    else toast(sentenceOf(error, t), { look: 'failed' });
  } finally {
    set(null);
  }
}

function typeOf({ name }: File): string | undefined {
  const ending = /\.(eml|mbox|zip)$/i.exec(name)?.[1]?.toLowerCase();
  return ending && mailFileTypes[ending as keyof typeof mailFileTypes];
}

/** By XMLHttpRequest: it alone tells how far an upload is. The bridge takes no more than it has put away. */
function upload(file: File, type: string, folder: string): Promise<Imported> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const progress = (done: number) =>
      set({ name: file.name, done, total: file.size, cancel: () => request.abort() });
    request.open('POST', importAddress(folder));
    request.setRequestHeader('Content-Type', type);
    request.setRequestHeader('X-Sobre', '1');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded }) => progress(loaded);
    request.onload = () => {
      const { response, status } = request;
      if (status === 200) return resolve(response as Imported);
      const { code, message, details } = response?.error ?? {};
      reject(new ApiError(code ?? 'unavailable', message ?? '', details));
    };
    request.onerror = () => reject(new ApiError('unavailable', 'The webmail cannot be reached.'));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    progress(0);
    request.send(file);
  });
}

async function takeBack(folder: string, uids: Imported['uids']) {
  const uidValidity = knownFolder(folder)?.uidValidity;
  await call(expungeMessages, { folder, ...(uidValidity && { uidValidity }), uids }).then(
    () => toast(t('did-undo')),
    (error) => toast(sentenceOf(error, t), { look: 'failed' }),
  );
}
