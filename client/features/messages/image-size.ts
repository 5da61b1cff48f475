/** Width and height that an image file declares, in pixels. */
export interface ImageSize {
  width: number;
  height: number;
}

/** A few bytes can declare a picture that fills the memory: what is larger is not decoded (security S-24). */
export const MOST_PIXELS = 120_000_000;

/**
 * Reads the declared size of a PNG, GIF, WebP or JPEG, without decoding it.
 *
 * @returns null for anything else: then it is no picture that is shown.
 */
export function imageSizeOf(bytes: ArrayBuffer): (ImageSize & { type: string }) | null {
  const view = new DataView(bytes);
  const text = (at: number, length: number) =>
    String.fromCharCode(...new Uint8Array(bytes, at, Math.min(length, bytes.byteLength - at)));
  if (bytes.byteLength < 30) return null;
  if (text(1, 3) === 'PNG' && text(12, 4) === 'IHDR')
    return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
  if (/^GIF8[79]a/.test(text(0, 6)))
    return { type: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (text(0, 4) === 'RIFF' && text(8, 4) === 'WEBP') return webp(view, text(12, 4));
  return view.getUint16(0) === 0xffd8 ? jpeg(view) : null;
}

function webp(view: DataView, format: string) {
  const type = 'image/webp';
  const int24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  if (format === 'VP8X') return { type, width: int24(24) + 1, height: int24(27) + 1 };
  if (format === 'VP8 ') {
    const side = (at: number) => view.getUint16(at, true) & 0x3fff;
    return { type, width: side(26), height: side(28) };
  }
  if (format !== 'VP8L') return null;
  const bits = view.getUint32(21, true);
  return { type, width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
}

/** The first frame header (SOF) among the segments. */
function jpeg(view: DataView) {
  for (let at = 2; at + 9 < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at++;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    else at += 2 + view.getUint16(at + 2);
  }
  return null;
}
