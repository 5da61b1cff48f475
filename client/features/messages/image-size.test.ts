import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageSizeOf, MOST_PIXELS } from './image-size.ts';

const bytes = (...parts: (string | number[])[]) => {
  const all = parts.flatMap((part) =>
    typeof part === 'string' ? [...part].map((sign) => sign.charCodeAt(0)) : part,
  );
  return new Uint8Array([...all, ...Array(30).fill(0)]).buffer;
};

describe('the size that a picture declares (S-24)', () => {
  it.each([
    [
      'image/png',
      bytes('\u0089PNG\r\n\u001a\n', [0, 0, 0, 13], 'IHDR', [0, 0, 1, 4, 0, 0, 0, 7]),
      260,
      7,
    ],
    ['image/gif', bytes('GIF89a', [4, 1, 7, 0]), 260, 7],
    [
      'image/jpeg',
      bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 9, 9, 0xff, 0xc2, 0, 17, 8, 0, 7, 1, 4]),
      260,
      7,
    ],
    ['image/webp', bytes('RIFF....WEBPVP8X', Array(8).fill(0), [3, 1, 0, 6, 0, 0]), 260, 7],
    ['image/webp', bytes('RIFF....WEBPVP8 ', Array(10).fill(0), [4, 1, 7, 0]), 260, 7],
    ['image/webp', bytes('RIFF....WEBPVP8L', [0, 0, 0, 0, 0x2f, 3, 0x81, 1, 0]), 260, 7],
  ])('is read from a %s', (type, file, width, height) => {
    expect(imageSizeOf(file)).toEqual({ type, width, height });
  });

  it('of a bomb is more than is decoded', () => {
    const bomb = bytes('\u0089PNG\r\n\u001a\n', [0, 0, 0, 13], 'IHDR', [0, 1, 0, 0, 0, 1, 0, 0]);
    const { width, height } = imageSizeOf(bomb)!;
    expect(width * height).toBeGreaterThan(MOST_PIXELS);
  });

  it('of anything else is unknown, and no bytes break the reader', () => {
    expect(
      imageSizeOf(bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')),
    ).toBeNull();
    const begun = fc.constantFrom(
      '',
      'RIFF....WEBPVP8 ',
      'RIFF....WEBPVP8L',
      '\u00ff\u00d8\u00ff',
      'GIF89a',
    );
    fc.assert(
      fc.property(begun, fc.uint8Array({ maxLength: 200 }), (start, rest) => {
        imageSizeOf(bytes(start, [...rest]).slice(0, start.length + rest.length));
      }),
    );
  });
});
