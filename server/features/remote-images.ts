import { type Request, Router } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Refusal } from '../../shared/refusal.ts';
import { REMOTE_IMAGE_PATH, remoteImage } from '../../shared/remote-images.ts';
import type { Context } from '../context.ts';
import { sessionOf } from './session/session.ts';

/** What a picture in a message may cost: bytes, and milliseconds. */
const LIMITS = { maxBytes: 5 * 1024 * 1024, timeout: 5000 };
/** Newsletters have dozens of pictures; nobody reads twenty of them a minute. */
const PER_MINUTE = { points: 600, duration: 60 };
/** Pictures on their way for one account: what they may hold in memory together. */
const AT_A_TIME = 24;

/** No SVG: it is a document. */
const isPicture = (type: string) => /^image\/(png|jpe?g|gif|webp|avif)$/.test(type);

/**
 * Pictures on other servers, when a reader wants to see them: the bridge asks, so that the sender learns
 * nothing of the reader's address, browser or cookies (security S-14, S-41).
 */
export function remoteImages(context: Context): Router {
  const router = Router();
  const perMinute = new RateLimiterMemory(PER_MINUTE);
  const underWay = new Map<string, number>();
  router.get(REMOTE_IMAGE_PATH, async (request, response) => {
    const { account } = sessionOf(request);
    const url = readAddress(request);
    const spent = await perMinute.consume(account).catch(() => null);
    // Counted without a pause before the place is taken: a page asks for all its pictures at one moment.
    const count = underWay.get(account) ?? 0;
    if (!spent || count >= AT_A_TIME) {
      throw new Refusal('rate-limited', 'Too many pictures at once.', { retryAfterSeconds: 10 });
    }
    underWay.set(account, count + 1);
    try {
      const picture = await context.dialler.get(url, { ...LIMITS, accept: isPicture });
      response.set({
        'Content-Type': picture.type,
        'Content-Disposition': 'attachment; filename="picture"',
        'Content-Security-Policy': "sandbox; default-src 'none'",
        'X-Content-Type-Options': 'nosniff',
        'Cross-Origin-Resource-Policy': 'same-origin',
        'Cache-Control': 'private, max-age=3600',
      });
      response.send(picture.bytes);
    } catch (error) {
      if (!isNoPicture(error)) throw error;
      response.status(204).set('X-Refusal', error.code).end();
    } finally {
      const left = (underWay.get(account) ?? 1) - 1;
      if (left > 0) underWay.set(account, left);
      else underWay.delete(account);
    }
  });
  return router;
}

/**
 * Pictures of old newsletters are often gone: to the reader that is an empty place, and no fault of the
 * page, in whose console every 4xx and 5xx would be one.
 */
const isNoPicture = (error: unknown): error is Refusal =>
  error instanceof Refusal && (error.code === 'remote-refused' || error.code === 'remote-failed');

/** Our own page asks, with a header that no picture element can send: nobody makes us fetch by a link. */
function readAddress(request: Request): string {
  if (request.headers['x-sobre'] !== '1') {
    throw new Refusal('origin-refused', 'This request does not come from the webmail page.');
  }
  const input = remoteImage.safeParse(request.query);
  if (input.success) return input.data.url;
  throw new Refusal('input-invalid', 'This is not the address of a picture.', { fields: ['url'] });
}
