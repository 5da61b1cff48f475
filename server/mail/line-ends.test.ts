import fc from 'fast-check';
import { expect, it } from 'vitest';
import { crlfLines } from './line-ends.ts';

async function* inPieces(text: string, lengths: number[]) {
  let at = 0;
  for (const length of lengths) {
    yield Buffer.from(text.slice(at, at + length), 'latin1');
    at += length;
  }
  yield Buffer.from(text.slice(at), 'latin1');
}

it('lines end by CRLF, wherever the pieces were cut (S-30)', async () => {
  const text = fc.string({ unit: fc.constantFrom('\r', '\n', '.', 'a', '\xff') });
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.nat(5)), async (raw, lengths) => {
      const pieces: Buffer[] = [];
      for await (const piece of crlfLines(inPieces(raw, lengths))) pieces.push(piece);
      const expected = raw.replace(/\r\n|\r|\n/g, '\r\n');
      expect(Buffer.concat(pieces).toString('latin1')).toBe(expected);
    }),
  );
});
