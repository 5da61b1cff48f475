import * as z from 'zod/mini';
import { line } from './values.ts';

/** A picture on another server, as a message names it: GET, answered with the picture's bytes. */
export const REMOTE_IMAGE_PATH = '/api/remote-image';

export const remoteImage = z.object({
  url: line(4000).check(z.regex(/^https?:\/\/[^/?#]/i)),
});

/** Where the bridge answers with a picture of another server. */
export function remoteImageAddress(url: string): string {
  return `${REMOTE_IMAGE_PATH}?${new URLSearchParams({ url })}`;
}
