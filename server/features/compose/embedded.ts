import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { encodedSize } from '../../../shared/uploads.ts';
import type { AttachedFile } from './attached.ts';

/** Kinds that every mail program shows. */
const EMBEDDED =
  /(<img\b[^>]*?\ssrc=")data:(image\/(png|jpeg|gif|webp));base64,([A-Za-z0-9+/=\s]+)"/gi;

/**
 * Pictures that a letter holds as `data:`, such as those of a signature, become parts of it: many mail
 * programs show no others (RFC 2392). The same picture is one part.
 */
export function takeEmbedded(html: string): { html: string; pictures: AttachedFile[] } {
  const pictures = new Map<string, AttachedFile>();
  const named = html.replace(
    EMBEDDED,
    (_whole, before: string, type: string, kind: string, data: string) => {
      const bytes = Buffer.from(data, 'base64');
      const cid = `${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}@sobre`;
      if (!pictures.has(cid))
        pictures.set(cid, {
          filename: `image-${pictures.size + 1}.${kind.toLowerCase()}`,
          contentType: type.toLowerCase(),
          contentDisposition: 'inline',
          contentTransferEncoding: 'base64',
          cid,
          get content() {
            return Readable.from([bytes]);
          },
          size: bytes.length,
          wireSize: encodedSize(bytes.length),
        });
      return `${before}cid:${cid}"`;
    },
  );
  return { html: named, pictures: [...pictures.values()] };
}
