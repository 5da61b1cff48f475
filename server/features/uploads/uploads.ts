import { Router } from 'express';
import { Refusal } from '../../../shared/refusal.ts';
import {
  createUpload,
  deleteUpload,
  largestFile,
  piecePlace,
  readLetterLimit,
  readUpload,
  uploadAddress,
} from '../../../shared/uploads.ts';
import type { Context } from '../../context.ts';
import { setDownloadHeaders, stream } from '../../http/download.ts';
import { handle } from '../../http/endpoint.ts';
import { submissionSize } from '../../mail/submission-size.ts';
import { readBlob } from '../../store/blobs.ts';
import { listUnused, uploadBlob } from '../../store/uploads.ts';
import { sessionOf } from '../session/session.ts';
import { findComplete, findKept, keep, letGo } from './keep.ts';
import { Receiver } from './receive.ts';

/** A file that nobody has used for so long is given up. */
const UNUSED = 24 * 60 * 60_000;

/** Files on their way into letters: announced, sent in pieces, and kept until the letter is built. */
export function uploads(context: Context): Router {
  const { store, config } = context;
  const receiver = new Receiver(store);
  const router = Router();
  router.get(
    readLetterLimit.path,
    handle(readLetterLimit, async () => ({
      letterBytes: await submissionSize(config.servers.smtp),
    })),
  );
  router.post(
    createUpload.path,
    handle(createUpload, async (file, request) => {
      const { account } = sessionOf(request);
      const limit = largestFile(await submissionSize(config.servers.smtp));
      if (file.size > limit)
        throw new Refusal('too-large', 'The file is larger than a letter may be.', { limit });
      return keep(store, receiver, account, file, Date.now());
    }),
  );
  router.get(
    readUpload.path,
    handle(readUpload, ({ id }, request) =>
      findKept(store, sessionOf(request).account, id, Date.now()),
    ),
  );
  router.delete(
    deleteUpload.path,
    handle(deleteUpload, async ({ id }, request) => {
      const { account } = sessionOf(request);
      await receiver.stop(account, id);
      if (await letGo(store, account, id)) return {};
      throw new Refusal('not-found', 'There is no such file.');
    }),
  );
  router.put('/api/uploads/:id', async (request, response) => {
    const { account } = sessionOf(request);
    const asked = piecePlace.safeParse({ ...request.query, ...request.params });
    if (!asked.success) throw new Refusal('input-invalid', 'There is no such address.');
    const received = await receiver.receive(account, asked.data, request);
    if (received !== null) response.json(received);
  });
  router.get(uploadAddress(':id'), async (request, response) => {
    const { account } = sessionOf(request);
    const { id } = await findKept(store, account, String(request.params.id), Date.now());
    const { name, type } = await findComplete(store, account, id, Date.now());
    setDownloadHeaders(response, type, name);
    await stream(readBlob(store, uploadBlob(account, id)), response);
  });
  return router;
}

/** A file of a letter: what is known of it, and its bytes. @throws Refusal `upload-missing`. */
export async function openUpload({ store }: Context, account: string, id: string) {
  const { name, type, size } = await findComplete(store, account, id, Date.now());
  return { name, type, size, read: () => readBlob(store, uploadBlob(account, id)) };
}

/** The letter is out of the house: its files are not needed any more. */
export async function releaseUploads({ store }: Context, account: string, ids: string[]) {
  for (const id of ids) await letGo(store, account, id);
}

/** Gives up what nobody has used for a day. */
export async function sweepUploads({ store }: Pick<Context, 'store'>, now = Date.now()) {
  for (const { account, id } of await listUnused(store, now - UNUSED))
    await letGo(store, account, id);
}
