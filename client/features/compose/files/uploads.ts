import { useEffect } from 'react';
import {
  createUpload,
  deleteUpload,
  PIECE,
  readUpload,
  uploadAddress,
} from '../../../../shared/uploads.ts';
import { ApiError, call } from '../../../api/call.ts';
import { sendPiece } from './upload-piece.ts';
import {
  allUploads,
  changeUpload,
  listenToUploads,
  putUpload,
  setUploads,
  type Upload,
  type UploadEntry,
  uploadOf,
  useUploads,
} from './upload-states.ts';

/** More at once only make each of them slower. */
const MOST_AT_ONCE = 2;
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;

let pause = FIRST_PAUSE;
let wake: ReturnType<typeof setTimeout> | undefined;

addEventListener('online', () => retryStalled());

/** Sends a file, under its id, when its turn comes. It goes on where it was when it was sent before. */
export function startUpload(id: string, file: File, name: string) {
  putUpload(id, { file, name, size: file.size, step: 'waiting', done: 0 });
  next();
}

/** Goes on with what stopped: sends the rest, or asks how far it is. */
export function retryUpload(id: string) {
  const entry = uploadOf(id);
  if (!entry) return;
  if (!entry.file) return void ask(id, entry.size);
  changeUpload(id, { step: 'waiting', reason: undefined });
  next();
}

/** Nothing more of it is sent until somebody wants it again; what has arrived stays. */
export function pauseUpload(id: string) {
  const entry = uploadOf(id);
  if (!entry?.file || entry.step === 'done') return;
  changeUpload(id, { step: 'paused' });
  entry.stop?.abort();
}

/** Gives a file up, here and on the bridge. */
export function dropUpload(id: string) {
  const entry = uploadOf(id);
  setUploads(new Map([...allUploads()].filter(([other]) => other !== id)));
  entry?.stop?.abort();
  // What could not be said is forgotten by the bridge in a day.
  call(deleteUpload, { id }).catch(() => {});
  next();
}

/** Who signs out takes the files along. */
export function forgetUploads() {
  const all = [...allUploads().values()];
  setUploads(new Map());
  for (const { stop } of all) stop?.abort();
}

/** A file's state, as soon as somebody looks: what stopped goes on then. */
export function useUpload(id: string, size: number): Upload {
  const upload = useUploads().get(id);
  useEffect(() => wantUpload(id, size), [id, size]);
  return upload ?? { step: 'asking', size, done: 0 };
}

/** Waits until none of them moves any more: each is there, or needs somebody's help. */
export const whenSettled = (files: Sized[]) => whenNone(files, ['waiting', 'sending', 'asking']);

/** Waits until it is known of each of them whether it is there. */
export const whenKnown = (files: Sized[]) => whenNone(files, ['asking']);

type Sized = Pick<Upload, 'size'> & { id: string };

function whenNone(files: Sized[], steps: (Upload['step'] | undefined)[]): Promise<void> {
  for (const { id, size } of files) wantUpload(id, size);
  return new Promise((resolve) => {
    const look = () => {
      if (files.some(({ id }) => steps.includes(uploadOf(id)?.step))) return;
      unlisten();
      resolve();
    };
    const unlisten = listenToUploads(look);
    look();
  });
}

/** The bytes of a file, from this page or from the bridge. @throws ApiError */
export async function bytesOfUpload(id: string): Promise<Blob> {
  const file = uploadOf(id)?.file;
  if (file) return file;
  const response = await fetch(uploadAddress(id)).catch(() => null);
  if (response?.ok) return response.blob();
  throw new ApiError(response?.status === 404 ? 'not-found' : 'unavailable', 'No bytes.');
}

function wantUpload(id: string, size: number) {
  const upload = uploadOf(id);
  if (!upload) void ask(id, size);
  else if (upload.step === 'paused' || upload.reason === 'signed-out') retryUpload(id);
}

/** What the page was loaded after is known to the bridge alone. */
async function ask(id: string, size: number) {
  putUpload(id, { step: 'asking', size, done: 0, name: '' });
  try {
    const { received } = await call(readUpload, { id });
    changeUpload(id, { step: received === size ? 'done' : 'lost', done: received });
  } catch (error) {
    const isGone = error instanceof ApiError && error.code === 'not-found';
    if (isGone) changeUpload(id, { step: 'lost' });
    else fail(id, error);
  }
}

function next() {
  const running = [...allUploads().values()].filter(({ step }) => step === 'sending').length;
  const [waiting] = [...allUploads()].filter(([, { step }]) => step === 'waiting');
  if (running >= MOST_AT_ONCE || !waiting) return;
  void run(...waiting);
  next();
}

async function run(id: string, { file, name }: UploadEntry) {
  if (!file) return;
  const stop = new AbortController();
  changeUpload(id, { step: 'sending', stop });
  try {
    await send(id, file, name, stop.signal);
    pause = FIRST_PAUSE;
    if (!stop.signal.aborted) changeUpload(id, { step: 'done', done: file.size });
  } catch (error) {
    if (!stop.signal.aborted) fail(id, error);
  }
  next();
}

async function send(id: string, file: File, name: string, signal: AbortSignal) {
  const { size, type, lastModified: modified } = file;
  const announced = { id, name, type: type.slice(0, 200), size, modified };
  let { received: place } = await call(createUpload, announced, signal);
  while (place < size && !signal.aborted) {
    const start = place;
    const tell = (loaded: number) => changeUpload(id, { done: Math.min(start + loaded, size) });
    tell(0);
    const bytes = await read(file.slice(start, start + PIECE));
    if (signal.aborted) return;
    place = await sendPiece({ id, place, bytes, signal, tell }).catch(realPlace);
  }
}

/** The bridge knows better how far it came: an answer may have been lost on its way. */
function realPlace(error: unknown): number {
  const isPlace = error instanceof ApiError && error.code === 'upload-place';
  if (isPlace) return Number(error.details.received);
  throw error;
}

/** Files can be changed or moved away after they were picked. */
class Unreadable extends Error {}

async function read(piece: Blob): Promise<ArrayBuffer> {
  return piece.arrayBuffer().catch(() => {
    throw new Unreadable();
  });
}

function fail(id: string, error: unknown) {
  const changed = error instanceof Unreadable;
  if (changed) return changeUpload(id, { step: 'failed', reason: 'file-unreadable' });
  const reason = error instanceof ApiError ? error.code : 'server-error';
  if (reason !== 'unavailable') return changeUpload(id, { step: 'failed', reason });
  changeUpload(id, { step: 'stalled', reason });
  clearTimeout(wake);
  wake = setTimeout(retryStalled, pause);
  pause = Math.min(pause * 2, LONGEST_PAUSE);
}

function retryStalled() {
  for (const [id, { step }] of allUploads()) if (step === 'stalled') retryUpload(id);
}
