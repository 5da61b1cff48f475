import type { Page } from '@playwright/test';

/** What a camera wrote into the file: nobody who gets a smaller copy may read it. */
export const PLACE = 'PLACE-CANARY 48.8583 N 2.2945 E';

/** A photo of 3000 × 2000 pixels that its camera says to turn by a quarter (EXIF orientation 6). */
export async function photo(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(3000, 2000);
    const context = canvas.getContext('2d')!;
    for (let at = 0; at < 4000; at++) {
      context.fillStyle = `hsl(${(at * 137) % 360} 70% ${30 + (at % 50)}%)`;
      context.fillRect((at * 397) % 3000, (at * 211) % 2000, 60, 40);
    }
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  });
  const jpeg = Buffer.from(base64, 'base64');
  return Buffer.concat([jpeg.subarray(0, 2), exif(), jpeg.subarray(2)]);
}

/** Orientation and a description, as cameras write them (Exif 2.3 section 4.5.4). */
function exif(): Buffer {
  const said = Buffer.from(`${PLACE}\0`);
  const tiff = Buffer.alloc(8 + 2 + 2 * 12 + 4);
  tiff.write('II');
  tiff.writeUInt16LE(42, 2);
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(2, 8);
  entry(tiff, 10, { tag: 0x010e, type: 2, count: said.length, value: tiff.length });
  entry(tiff, 22, { tag: 0x0112, type: 3, count: 1, value: 6 });
  const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff, said]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

interface Entry {
  tag: number;
  type: number;
  count: number;
  value: number;
}

function entry(into: Buffer, at: number, { tag, type, count, value }: Entry) {
  into.writeUInt16LE(tag, at);
  into.writeUInt16LE(type, at + 2);
  into.writeUInt32LE(count, at + 4);
  into.writeUInt32LE(value, at + 8);
}
