import type { RequestHandler } from 'express';
import { readContact } from '../../../shared/contacts.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../http/endpoint.ts';
import { findPhotos } from '../../store/contacts.ts';
import { sessionOf } from '../session/session.ts';

/** Somebody's picture: drawn and nothing else, whatever its bytes are (security S-21). */
export function contactPhoto({ store }: Context): RequestHandler {
  return async (request, response) => {
    const { id } = parseInput(readContact, request);
    const photo = (await findPhotos(store, sessionOf(request).account, [id])).get(id);
    const [, type, base64] =
      /^data:(image\/(?:jpeg|png|gif|webp));base64,(.*)$/.exec(photo ?? '') ?? [];
    if (!type || !base64) throw new Refusal('not-found', 'There is no such picture.');
    response.set({
      'Content-Type': type,
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      // The address names the bytes: another picture has another one.
      'Cache-Control': 'private, max-age=31536000, immutable',
    });
    response.end(Buffer.from(base64, 'base64'));
  };
}
