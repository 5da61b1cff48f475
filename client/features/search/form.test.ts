import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQuery } from '../../../shared/search/read.ts';
import { readForm, writeForm } from './form.ts';

const through = (text: string) => {
  const { fields, rest } = readForm(text);
  return writeForm(fields, rest);
};

describe('the form', () => {
  it('shows what it knows and keeps the rest', () => {
    const { fields, rest } = readForm(
      'from:clara "annual meeting" -draft has:attachment larger:5M after:2026-01-31 in:Archive a OR b on:2026',
    );
    expect(fields).toMatchObject({
      from: 'clara',
      words: '"annual meeting"',
      without: 'draft',
      hasAttachment: true,
      larger: '5M',
      after: '2026-01-31',
      in: 'Archive',
    });
    expect(rest).toEqual(readQuery('a OR b on:2026').query);
  });

  it('takes what is typed as words, never as operators', () => {
    const { fields } = readForm('');
    expect(writeForm({ ...fields, from: 'subject:x', words: 'in:trash OR' }, [])).toBe(
      'from:subject:x "in:trash" "OR"',
    );
    expect(writeForm({ ...fields, without: '"a b" c' }, [])).toBe('-"a b" -c');
  });

  it('gives back a query that means the same', () => {
    const sorted = (text: string) =>
      readQuery(text)
        .query.map((clause) => JSON.stringify(clause))
        .sort();
    const pieces = fc.constantFrom(
      ...[
        'a',
        '-b',
        '"c d"',
        'from:x',
        '-from:x',
        'to:"y z"',
        'larger:5M',
        'larger:2k',
        'smaller:9',
      ],
      ...[
        'after:2026',
        'after:2026-01-02',
        'before:2026-03-04',
        'is:unread',
        'is:read',
        '-is:starred',
      ],
      ...[
        'in:Archive',
        'in:"x y"',
        '-in:Trash',
        'tag:work',
        'p OR q',
        'filename:a.pdf',
        '"from:me"',
      ],
    );
    fc.assert(
      fc.property(fc.uniqueArray(pieces, { maxLength: 8 }), (all) => {
        const text = all.join(' ');
        expect(sorted(through(text))).toEqual(sorted(text));
      }),
    );
  });
});
