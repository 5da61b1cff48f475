import { pipeline } from 'node:stream/promises';
import contentDisposition from 'content-disposition';
import { type Response, Router } from 'express';
import type { ImapFlow, MessageStructureObject } from 'imapflow';
import * as z from 'zod/mini';
import { Refusal } from '../../../shared/refusal.ts';
import { folderPath, uid } from '../../../shared/values.ts';
import type { Context } from '../../context.ts';
import { fetchStructure } from '../../mail/message.ts';
import { cleanName } from '../../mail/structure.ts';
import { sessionOf } from '../session/session.ts';

/** A large file on a slow line may take this long, in milliseconds. */
const STREAM = { deadline: 30 * 60_000 };
const CHUNK = 256 * 1024;

const place = z.object({ folder: folderPath, uid: z.pipe(z.coerce.number(), uid) });
const partPlace = z.extend(place, {
  part: z.string().check(z.regex(/^[1-9]\d{0,5}(\.[1-9]\d{0,5}){0,50}$/)),
});

/**
 * Types that a browser may be told; all else is bytes (security S-21). Whatever the type, it is served
 * as a download under a policy that runs nothing.
 */
const safeTypes =
  /^(image\/(png|jpeg|gif|webp)|application\/pdf|text\/plain|audio\/[\w.+-]+|video\/[\w.+-]+)$/;

/** Parts and sources, streamed in constant memory: plain HTTP rather than endpoints. */
export function downloads({ mail }: Context): Router {
  const router = Router();
  router.get('/api/folders/:folder/messages/:uid/parts/:part', async (request, response) => {
    const { folder, uid, part } = parse(partPlace, request.params);
    await mail.inFolder(
      sessionOf(request),
      folder,
      async (imap) => {
        const node = findPart(await fetchStructure(imap, uid), part);
        if (!node) throw new Refusal('not-found', 'The message has no such part.');
        setDownloadHeaders(response, node.type, fileName(node));
        await send(imap, uid, part, response);
      },
      STREAM,
    );
  });
  router.get('/api/folders/:folder/messages/:uid/source', async (request, response) => {
    const { folder, uid } = parse(place, request.params);
    await mail.inFolder(
      sessionOf(request),
      folder,
      async (imap) => {
        const fetched = await imap.fetchOne(
          String(uid),
          { uid: true, envelope: true },
          { uid: true },
        );
        if (!fetched)
          throw new Refusal('message-gone', 'This message is not in the folder any more.');
        const name = cleanName(fetched.envelope?.subject ?? '') || 'message';
        setDownloadHeaders(response, 'message/rfc822', `${name}.eml`);
        await send(imap, uid, undefined, response);
      },
      STREAM,
    );
  });
  return router;
}

function parse<T>(schema: z.ZodMiniType<T>, params: unknown): T {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  throw new Refusal('input-invalid', 'There is no such address.');
}

function findPart(
  node: MessageStructureObject | undefined,
  part: string,
): MessageStructureObject | undefined {
  if (!node) return undefined;
  if ((node.part ?? '1') === part && !node.childNodes?.length) return node;
  if (node.part === part && node.type === 'message/rfc822') return node;
  for (const child of node.childNodes ?? []) {
    const found = findPart(child, part);
    if (found) return found;
  }
  return undefined;
}

const fileName = (node: MessageStructureObject) =>
  cleanName(node.dispositionParameters?.filename ?? node.parameters?.name ?? '') || 'file';

function setDownloadHeaders(response: Response, type: string, name: string) {
  response.set({
    'Content-Type': safeTypes.test(type) ? type : 'application/octet-stream',
    'Content-Disposition': contentDisposition.create(name),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, max-age=3600',
  });
}

async function send(imap: ImapFlow, uid: number, part: string | undefined, response: Response) {
  const file = await imap.download(String(uid), part, {
    uid: true,
    decodeText: false,
    chunkSize: CHUNK,
  });
  if (!file.content)
    throw new Refusal('message-gone', 'This message is not in the folder any more.');
  try {
    await pipeline(file.content, response);
  } catch (error) {
    // The reader left: the rest of the download is of no use to anyone.
    if (!response.writableFinished && !response.destroyed) throw error;
  }
}
