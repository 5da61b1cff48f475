import fc from 'fast-check';
import libqp from 'libqp';
import { describe, expect, it } from 'vitest';
import { transferDecoder } from './transfer-decoder.ts';

describe('undoing a transfer encoding piece by piece', () => {
  const cuts = fc.array(fc.nat(400), { maxLength: 8 });

  it('gives base64 back as it was, wherever it is cut and its lines end', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        cuts,
        fc.integer({ min: 1, max: 80 }),
        (bytes, at, width) => {
          const encoded = Buffer.from(bytes)
            .toString('base64')
            .replace(new RegExp(`.{${width}}`, 'g'), '$&\r\n');
          expect(decode('base64', encoded, at)).toEqual(Buffer.from(bytes));
        },
      ),
    );
  });

  it('reads base64 that was written in padded pieces', () => {
    const encoded = `${Buffer.from('one').toString('base64')}${Buffer.from('t').toString('base64')}\r\n${Buffer.from('hree').toString('base64')}`;
    for (let at = 0; at < encoded.length; at++)
      expect(decode('BASE64', encoded, [at]).toString()).toBe('onethree');
  });

  it('reads quoted-printable as the library does, wherever it is cut', () => {
    const words = fc.array(
      fc.constantFrom(
        '=C3=A9',
        '=',
        ' ',
        '\t',
        '\r\n',
        '=\r\n',
        '=  \r\n',
        'a',
        '=4',
        '=zz',
        '\n',
        '=\n',
        '\u00e9',
        '.',
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(words, cuts, (parts, at) => {
        const encoded = parts.join('');
        // Blanks between a sign and a line end are the one thing on which readers differ.
        fc.pre(!/=[ \t]+$/m.test(encoded) || !/\r(?!\n)/.test(encoded));
        const whole = decode('quoted-printable', encoded, []);
        expect(decode('quoted-printable', encoded, at)).toEqual(whole);
        // So are digits that a soft line end parts from their sign: no writer may do that.
        if (!/=[ \t]|=[0-9A-Fa-f]?=\r?\n/.test(encoded))
          expect(whole).toEqual(libqp.decode(Buffer.from(encoded, 'latin1')));
      }),
    );
  });

  it('begins again in the middle from the state it had there', () => {
    const encoded = Buffer.from('caf=C3=A9 au lait =\r\nsans sucre', 'latin1');
    for (let at = 0; at <= encoded.length; at++) {
      const first = transferDecoder('quoted-printable');
      const head = first.push(encoded.subarray(0, at));
      const second = transferDecoder('quoted-printable', first.state);
      const tail = Buffer.concat([second.push(encoded.subarray(at)), second.end()]);
      expect(Buffer.concat([head, tail]).toString()).toBe('café au lait sans sucre');
    }
  });

  it('takes no more time for a megabyte of blanks than for words (S-48)', () => {
    const blanks = ' '.repeat(1_000_000);
    const encoded = `${blanks}x${'=\t'.repeat(300_000)}`;
    expect(decode('quoted-printable', encoded, [65_536]).length).toBeGreaterThan(1_000_000);
  });

  it('leaves everything else as it is', () => {
    expect(decode('8bit', 'a=\r\nYQ== \u0000', [2]).toString('latin1')).toBe('a=\r\nYQ== \u0000');
  });
});

function decode(encoding: string, encoded: string, cuts: number[]): Buffer {
  const bytes = Buffer.from(encoded, 'latin1');
  const decoder = transferDecoder(encoding);
  const places = [
    0,
    ...cuts.map((at) => Math.min(at, bytes.length)).sort((a, b) => a - b),
    bytes.length,
  ];
  const pieces = places
    .slice(1)
    .map((end, i) => Buffer.from(decoder.push(bytes.subarray(places[i], end))));
  return Buffer.concat([...pieces, decoder.end()]);
}
