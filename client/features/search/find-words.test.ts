import { describe, expect, it } from 'vitest';
import { findWords, wordsToShow } from './find-words.ts';

const found = (text: string, q: string) =>
  findWords(text, wordsToShow(q), 100).map(([from, to]) => text.slice(from, to));

describe('words to mark', () => {
  it('are found whatever their case and accents, where they stand', () => {
    expect(found('The ORCHARD, the orchards', 'orchard')).toEqual(['ORCHARD', 'orchard']);
    expect(found('Réunion — la RÉUNION générale', 'reunion')).toEqual(['Réunion', 'RÉUNION']);
    expect(found('会議資料のご確認', '会議')).toEqual(['会議']);
    expect(found('annual\nmeeting', '"annual meeting"')).toEqual(['annual\nmeeting']);
    expect(found('🎈 Straße İstanbul end', 'end')).toEqual(['end']);
  });

  it('are those of a query that a message can show', () => {
    expect(
      wordsToShow('choir from:Clara -draft is:unread in:Archive subject:plan OR body:tree'),
    ).toEqual(['choir', 'clara', 'plan', 'tree']);
    expect(found('a draft', '-draft')).toEqual([]);
  });

  it('are at most so many, and none is empty', () => {
    expect(findWords('aaaa', ['a'], 3)).toHaveLength(3);
    expect(findWords('aaaa', [''], 3)).toEqual([]);
  });

  it('takes a megabyte on one line (S-48)', () => {
    const ascii = 'ab'.repeat(500_000);
    const accents = 'é'.repeat(1_000_000);
    expect(findWords(ascii, ['abb', 'ba'.repeat(50)], 10)).toHaveLength(10);
    expect(findWords(accents, ['zz'], 10)).toEqual([]);
  });
});
