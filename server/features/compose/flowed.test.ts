import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlainText } from '../../../client/features/messages/plain-text.ts';
import { flowed } from './flowed.ts';

/** As the reader of the letter sees it: what was folded is one line again. */
const read = (text: string) =>
  readPlainText(text, { flowed: true })
    .flatMap(({ depth, lines }) =>
      lines.map((line) => `${'>'.repeat(depth)}${depth && line ? ' ' : ''}${line}`),
    )
    .join('\n');

const LONG = Array.from({ length: 60 }, (_, i) => `word${i}`).join(' ');

describe('format=flowed (RFC 3676)', () => {
  it.each([
    ['short', 'short'],
    [' indented', '  indented'],
    ['From here', ' From here'],
    ['> quoted', '> quoted'],
    ['>quoted', '> quoted'],
    ['> > twice', '>> twice'],
    ['>', '>'],
    ['a blank at the end   ', 'a blank at the end'],
    ['-- ', '-- '],
  ])('writes %j as %j', (text, expected) => {
    expect(flowed(text)).toBe(expected);
  });

  it('folds long lines at a blank, with their marks of quotation', () => {
    for (const line of flowed(`${LONG}\n>> ${LONG}`).split('\n')) {
      expect(line.length).toBeLessThanOrEqual(78);
      expect(line).toMatch(/^(?:>> )?word/);
    }
  });

  it('leaves links whole, and the columns of a table beside each other', () => {
    const link = `https://example.org/${'x'.repeat(200)}`;
    expect(flowed(link)).toBe(link);
    const row = `Name${' '.repeat(40)}Price${' '.repeat(40)}Count`;
    expect(flowed(row)).toBe(row);
  });

  it('is read as it was written', () => {
    expect(read(flowed(`${LONG}\n\n> ${LONG}\n>> older\n\nBye\n-- \nAna`))).toBe(
      `${LONG}\n\n> ${LONG}\n>> older\n\nBye\n-- \nAna`,
    );
    const line = fc
      .array(fc.constantFrom('a', 'été', 'From', '-', 'word,', 'https://a.example/b'), {
        maxLength: 60,
      })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), fc.nat(3), (lines, depth) => {
        const text = lines
          .map((one) => `${'>'.repeat(depth)}${depth && one ? ' ' : ''}${one}`)
          .join('\n');
        expect(read(flowed(text)).trimEnd()).toBe(text.trimEnd());
      }),
    );
  });
});
