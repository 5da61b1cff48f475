import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanName } from '../../mail/structure.ts';
import { zipNames } from './zip-names.ts';

describe('names in a zip (S-22)', () => {
  it('are kept where they can be', () => {
    expect(zipNames(['Reçu n° 7 – été.pdf', '会議.txt', 'a.tar.gz'])).toEqual([
      'Reçu n° 7 – été.pdf',
      '会議.txt',
      'a.tar.gz',
    ]);
  });

  it('are made unique, also where case or form of an accent does not count', () => {
    expect(zipNames(['a.txt', 'A.TXT', 'a.txt', 'a (2).txt', 'é', 'e\u0301'])).toEqual([
      'a.txt',
      'A (2).TXT',
      'a (3).txt',
      'a (2) (2).txt',
      'é',
      'é (2)',
    ]);
  });

  it('never lead out of their folder, nor to a device', () => {
    const hostile = [
      '../../etc/passwd',
      '..\\..\\boot.ini',
      '/etc/shadow',
      'C:\\Windows\\x.dll',
      'C:evil.exe',
      '..',
      '.',
      '...',
      '',
      'NUL',
      'con.txt',
      'LPT1.pdf',
      'a\u0000b',
      'x\r\nContent-Type: text/html',
      'gpj.\u202Eexe.txt',
      ' trailing. . ',
      '-rf',
      '.htaccess',
      `${'long'.repeat(200)}.pdf`,
      '🎉'.repeat(150),
    ];
    for (const name of zipNames(hostile.map(cleanName))) expectSafe(name);
    expect(zipNames(['NUL', 'con.txt'].map(cleanName))).toEqual(['_NUL', '_con.txt']);
  });

  it('are safe and different whatever they were', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 8 }), (names) => {
        const safe = zipNames(names.map(cleanName));
        expect(new Set(safe.map((name) => name.toLowerCase())).size).toBe(names.length);
        for (const name of safe) expectSafe(name);
      }),
    );
  });
});

function expectSafe(name: string) {
  expect(name).not.toMatch(/[<>:"|?*/\\]|^\.|[. ]$|^$/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what may not be there
  expect(name).not.toMatch(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/);
  expect(Buffer.byteLength(name)).toBeLessThan(255);
}
