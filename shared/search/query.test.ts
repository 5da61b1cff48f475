import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operatorNames } from './operators.ts';
import { readQuery } from './read.ts';
import { dateKinds, type Factor, type Query, sizeKinds, states, textKinds } from './terms.ts';
import { writeQuery } from './write.ts';

const read = (text: string) => readQuery(text).query;
const words = (text: string, not = false): Factor => ({ not, term: { kind: 'words', text } });

describe('a query text', () => {
  it('is words, all of which must be there', () => {
    expect(read('  choir   Monday ')).toEqual([[words('choir')], [words('Monday')]]);
    expect(read('"annual meeting"')).toEqual([[words('annual meeting')]]);
    expect(read('')).toEqual([]);
    expect(read('""')).toEqual([]);
  });

  it('has operators, in English and in French', () => {
    const one = (text: string) => read(text)[0]?.[0]?.term;
    expect(one('from:clara')).toEqual({ kind: 'from', text: 'clara' });
    expect(one('De:clara')).toEqual({ kind: 'from', text: 'clara' });
    expect(one('à:ana@x.example')).toEqual({ kind: 'to', text: 'ana@x.example' });
    expect(one('objet:"ordre du jour"')).toEqual({ kind: 'subject', text: 'ordre du jour' });
    expect(one('has:attachment')).toEqual({ kind: 'has', what: 'attachment' });
    expect(one('avec:pièce-jointe')).toEqual({ kind: 'has', what: 'attachment' });
    expect(one('avec:clara')).toEqual({ kind: 'with', text: 'clara' });
    expect(one('is:unread')).toEqual({ kind: 'is', state: 'unread' });
    expect(one('est:non-lu')).toEqual({ kind: 'is', state: 'unread' });
    expect(one('dans:Corbeille')).toEqual({ kind: 'in', text: 'Corbeille' });
  });

  it('takes minus, OR and OU', () => {
    expect(read('-choir')).toEqual([[words('choir', true)]]);
    expect(read('-from:"a b"')).toEqual([[{ not: true, term: { kind: 'from', text: 'a b' } }]]);
    expect(read('a OR b OR -c d')).toEqual([
      [words('a'), words('b'), words('c', true)],
      [words('d')],
    ]);
    expect(read('a OU b')).toEqual([[words('a'), words('b')]]);
    expect(read('a or b')).toHaveLength(3);
  });

  it('forgives what is half typed', () => {
    expect(read('from:')).toEqual([[words('from:')]]);
    expect(read('from: clara')).toEqual([[words('from:')], [words('clara')]]);
    expect(read('from:"clara vid')).toEqual([
      [{ not: false, term: { kind: 'from', text: 'clara vid' } }],
    ]);
    expect(read('a OR')).toEqual([[words('a')], [words('OR')]]);
    expect(read('OR a')).toEqual([[words('OR')], [words('a')]]);
    expect(read('- a')).toEqual([[words('-')], [words('a')]]);
    expect(read('https://x.example/a:b 5"')).toEqual([
      [words('https://x.example/a:b')],
      [words('5"')],
    ]);
    expect(readQuery('unknown:thing').problems).toEqual([]);
  });

  it('reads sizes and dates as people write them', () => {
    const one = (text: string) => read(text)[0]?.[0]?.term;
    expect(one('larger:5M')).toEqual({ kind: 'larger', bytes: 5_000_000 });
    expect(one('larger:1,5Mo')).toEqual({ kind: 'larger', bytes: 1_500_000 });
    expect(one('smaller:"500 kB"')).toEqual({ kind: 'smaller', bytes: 500_000 });
    expect(one('larger:2048')).toEqual({ kind: 'larger', bytes: 2048 });
    expect(one('before:2026-1-3')).toEqual({ kind: 'before', date: '2026-01-03' });
    expect(one('after:2026')).toEqual({ kind: 'after', date: '2026' });
    expect(one('on:2026/01')).toEqual({ kind: 'on', date: '2026-01' });
    expect(one('après:31/01/2026')).toEqual({ kind: 'after', date: '2026-01-31' });
    expect(one('après:01/2026')).toEqual({ kind: 'after', date: '2026-01' });
  });

  it.each([
    ['larger:big', 'size'],
    ['smaller:5X', 'size'],
    ['larger:99G', 'size'],
    ['before:2026-02-30', 'date'],
    ['on:2026-13', 'date'],
    ['after:soon', 'date'],
    ['is:asleep', 'state'],
    ['has:wings', 'has'],
    ['tag:"two words"', 'tag'],
    ['tag:été', 'tag'],
  ])('tells that %s cannot be right', (typed, kind) => {
    expect(readQuery(`choir ${typed}`)).toEqual({
      query: [[words('choir')]],
      problems: [{ kind, typed }],
    });
  });

  it('is cut off at a number of terms that no person types', () => {
    const { query, problems } = readQuery('a '.repeat(200));
    expect(query).toHaveLength(40);
    expect(problems).toEqual([{ kind: 'many', typed: '40' }]);
  });
});

describe('text and terms', () => {
  it('are each other’s image: terms survive being written and read', () => {
    fc.assert(
      fc.property(queries, (query) => {
        expect(readQuery(writeQuery(query))).toEqual({ query, problems: [] });
        expect(readQuery(writeQuery(query, 'fr'))).toEqual({ query, problems: [] });
      }),
      { numRuns: 2000 },
    );
  });

  it('any text is read, and then written the same for ever', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { query } = readQuery(text);
        const written = writeQuery(query);
        expect(readQuery(written)).toEqual({ query, problems: [] });
        expect(writeQuery(read(written))).toBe(written);
      }),
      { numRuns: 3000 },
    );
  });

  it('are written in the reader’s language', () => {
    const query = read('from:clara has:attachment -is:unread after:2026-01-02 OR larger:2M');
    expect(writeQuery(query, 'fr')).toBe(
      'de:clara contient:pièce-jointe -est:non-lu après:2026-01-02 OU plusgrand:2M',
    );
  });

  it('quotes only what would be read as something else', () => {
    expect(writeQuery(read('choir from:clara "a b" "OR" -"-x" "from:me" larger:1500k'))).toBe(
      'choir from:clara "a b" "OR" -"-x" "from:me" larger:1500k',
    );
  });

  it('reads a long line in time that grows with its length (S-48)', () => {
    const text = '-"'.repeat(500_000);
    expect(readQuery(text).query.length).toBeLessThanOrEqual(40);
    expect(readQuery('a'.repeat(1_000_000)).query).toHaveLength(1);
  });
});

const tidied = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.constantFrom('OR', 'OU', '-', '--', '"', '\\', 'from:', '-from:x', 'a "b" c', 'pj', '{10+}'),
  )
  .map((text) =>
    text
      .normalize('NFC')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
  )
  .filter((text) => text !== '' && text === text.toWellFormed().normalize('NFC'));
const keyword = fc.stringMatching(/^[A-Za-z0-9$_-]{1,12}$/);
const day = fc
  .date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const date = fc
  .tuple(day, fc.constantFrom(4, 7, 10))
  .map(([text, length]) => text.slice(0, length));
const term = fc.oneof(
  fc.record({ kind: fc.constantFrom(...textKinds.filter((kind) => kind !== 'tag')), text: tidied }),
  fc.record({ kind: fc.constant('tag' as const), text: keyword }),
  fc.constant({ kind: 'has' as const, what: 'attachment' as const }),
  fc.record({ kind: fc.constant('is' as const), state: fc.constantFrom(...states) }),
  fc.record({ kind: fc.constantFrom(...sizeKinds), bytes: fc.nat(4_294_967_295) }),
  fc.record({ kind: fc.constantFrom(...dateKinds), date }),
);
const factor = fc.record({ not: fc.boolean(), term });
const queries: fc.Arbitrary<Query> = fc.array(fc.array(factor, { minLength: 1, maxLength: 3 }), {
  maxLength: 5,
});
const texts = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 10 }),
      fc.constantFrom(
        ' ',
        '"',
        '-',
        '\\',
        ':',
        ' OR ',
        ...operatorNames.map(([name]) => `${name}:`),
      ),
      fc.constantFrom('5M', '2026-01', 'unread', 'attachment'),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
