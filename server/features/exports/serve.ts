import type { Request, RequestHandler, Response } from 'express';
import * as z from 'zod/mini';
import { type ExportPart, partAddress } from '../../../shared/exports.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { setDownloadHeaders, stream } from '../../http/download.ts';
import { type SignedIn, sessionOf } from '../session/session.ts';
import type { Exporter } from './exporter.ts';
import { forms } from './forms.ts';
import { reconcile } from './reconcile.ts';
import type { Kept } from './records.ts';
import { partBytes } from './send.ts';

const number = z.coerce.number().check(z.int(), z.gte(1), z.lte(1_000_000));
const place = z.object({ id: z.uuid(), part: number, version: number });

/** Serves a file, whole or the range that was asked for: a download that broke goes on where it was. */
export function servePart(context: Context, exporter: Exporter): RequestHandler {
  return async (request, response) => {
    const session = sessionOf(request);
    const { id, part: wanted, version } = parsePlace(request.params);
    const kept = await exporter.records.find(session.account, id);
    const part = kept.parts.find((one) => one.part === wanted);
    if (!part || kept.state !== 'ready')
      throw new Refusal('export-gone', 'There is no such download.');
    if (part.version !== version)
      throw new Refusal('export-changed', 'This file was put together anew since.');
    // At its beginning a file may still change: it is then another one, at another address.
    if (!request.headers.range && request.method === 'GET') {
      const went = await reconcile(context, exporter.records, session, kept, part);
      if (went) {
        await exporter.save(kept);
        return response.redirect(302, partAddress(id, part));
      }
    }
    await deliver(context, exporter, session, request, response, { kept, part });
  };
}

function parsePlace(params: unknown) {
  const parsed = place.safeParse(params);
  if (parsed.success) return parsed.data;
  throw new Refusal('input-invalid', 'There is no such address.');
}

async function deliver(
  context: Context,
  exporter: Exporter,
  session: SignedIn,
  request: Request,
  response: Response,
  { kept, part }: { kept: Kept; part: ExportPart },
) {
  const { bytes, name } = part;
  const etag = `"${kept.id}-${part.part}-${part.version}"`;
  setDownloadHeaders(response, forms[kept.format].type, name);
  response.set({ 'Accept-Ranges': 'bytes', ETag: etag });
  if (request.headers['if-none-match'] === etag) return void response.status(304).end();
  const isSame = [undefined, etag].includes(request.headers['if-range'] as string | undefined);
  const ranges = isSame ? request.range(bytes) : undefined;
  if (ranges === -1)
    return void response.status(416).set('Content-Range', `bytes */${bytes}`).end();
  const isOne = Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1;
  const { start, end } = (isOne ? ranges[0] : undefined) ?? { start: 0, end: bytes - 1 };
  if (isOne) response.status(206).set('Content-Range', `bytes ${start}-${end}/${bytes}`);
  response.set('Content-Length', String(end - start + 1));
  if (request.method === 'HEAD') return void response.end();
  try {
    const bytesOf = partBytes(context, exporter.records, session, kept, part.part, { start, end });
    await stream(bytesOf, response);
  } catch (error) {
    await exporter.amend(session, kept.id, part, error);
    throw error;
  }
  if (response.writableFinished)
    await exporter.noteSent(session.account, kept.id, part, { start, end });
}
