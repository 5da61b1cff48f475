import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MimeMap } from './mime-map.ts';

const NESTED = [
  'Subject: S',
  'Content-Type: multipart/mixed;',
  ' boundary="a b"',
  '',
  'preamble',
  '--a b',
  'Content-Type: multipart/alternative; boundary=inner',
  '',
  '--inner',
  '',
  'plain',
  '--inner',
  'Content-Type: text/html',
  '',
  '<p>',
  '--inner--',
  '--a b ',
  'Content-Type: message/rfc822',
  '',
  'Content-Type: multipart/mixed; boundary=deep',
  '',
  '--deep',
  '',
  'inside',
  '--deep--',
  '',
  '--a b',
  'X: header only',
  '--a b--',
  'epilogue',
  '--a b',
  '',
].join('\r\n');

describe('where the parts of a message stand', () => {
  it('is found over several levels, attached messages whole', () => {
    expect(texts(NESTED)).toEqual({
      '1.1': 'plain',
      '1.2': '<p>',
      '2': 'Content-Type: multipart/mixed; boundary=deep\r\n\r\n--deep\r\n\r\ninside\r\n--deep--\r\n',
      '3': '',
    });
  });

  it('does not depend on how the bytes come', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(NESTED.length), { maxLength: 12 }), (cuts) => {
        expect(texts(NESTED, cuts)).toEqual(texts(NESTED));
      }),
    );
  });

  it('is the whole body for a message that is no multipart, also with bare line feeds', () => {
    expect(texts('Subject: S\n\nwords\n--x\n')).toEqual({ '1': 'words\n--x\n' });
    expect(texts('Subject: S\r\n')).toEqual({ '1': '' });
    expect(texts('')).toEqual({ '1': '' });
  });

  it('takes no long line for a boundary, and does not keep it', () => {
    const long = `--b${'x'.repeat(100_000)}`;
    const raw = `Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n${long}\r\n--b--\r\n`;
    expect(texts(raw)).toEqual({ '1': long });
  });

  it('is found in a thousand parts within parts (S-47)', () => {
    let raw = '';
    for (let i = 0; i < 1000; i++)
      raw += `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`;
    expect(Object.keys(texts(`${raw}\r\nend`))).toEqual([Array(1000).fill('1').join('.')]);
  });
});

function texts(raw: string, cuts: number[] = []): Record<string, string> {
  const bytes = Buffer.from(raw, 'latin1');
  const map = new MimeMap();
  const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
  for (const [i, end] of places.slice(1).entries()) map.push(bytes.subarray(places[i], end));
  return Object.fromEntries(
    [...map.end()].map(([section, { body, end }]) => [section, raw.slice(body, end)]),
  );
}
