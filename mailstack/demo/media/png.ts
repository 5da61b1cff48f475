import { crc32, deflateSync } from 'node:zlib';
import type { Random } from '../random.ts';

/** A truecolour PNG. */
export function png(width: number, height: number, rgb: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(filtered(width, height, rgb), { level: 5 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const AFTER_HEADER = 33;
const CHUNK_FRAME = 12;

/** The same picture, made to weigh `size` bytes by a private chunk that viewers skip. */
export function heavier(picture: Buffer, size: number, random: Random): Buffer {
  const padding = size - picture.length - CHUNK_FRAME;
  if (padding <= 0) return picture;
  return Buffer.concat([
    picture.subarray(0, AFTER_HEADER),
    chunk('noIs', random.bytes(padding)),
    picture.subarray(AFTER_HEADER),
  ]);
}

/** Each row as the difference with the one above: smooth pictures then deflate well. */
function filtered(width: number, height: number, rgb: Buffer): Buffer {
  const stride = width * 3;
  const out = Buffer.alloc((stride + 1) * height);
  for (let y = 0; y < height; y++) {
    const from = y * stride;
    const to = y * (stride + 1) + 1;
    out[to - 1] = y === 0 ? 0 : 2;
    for (let x = 0; x < stride; x++) {
      const above = y === 0 ? 0 : (rgb[from - stride + x] as number);
      out[to + x] = ((rgb[from + x] as number) - above) & 255;
    }
  }
  return out;
}

function chunk(type: string, data: Buffer): Buffer {
  const out = Buffer.alloc(data.length + 12);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, 'latin1');
  data.copy(out, 8);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}
