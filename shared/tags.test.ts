import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settableFlag } from './messages.ts';
import { isTagKeyword, keywordFor, nameOfKeyword } from './tags.ts';

describe('the keyword of a tag', () => {
  it.each([
    ['Family', 'Family'],
    ['To read', 'To_read'],
    ['été', '&AOk-t&AOk-'],
    ['家族', '&W7Zlzw-'],
    ['(50%) "now"', '_50____now_'],
    ['Junk', 'Junk_2'],
    ['$label1', '_label1'],
    ['&', '_'],
  ])('of %s is %s', (name, keyword) => {
    expect(keywordFor(name, [])).toBe(keyword);
  });

  it('is one that nobody has, in upper or lower case', () => {
    expect(keywordFor('family', ['Family', 'FAMILY_2'])).toBe('family_3');
  });

  it('is short enough for Dovecot, whatever the name', () => {
    expect(keywordFor('Association des parents d’élèves du collège', [])).toBe(
      'Association_des_parents_deleves_du_college',
    );
    expect(keywordFor('家'.repeat(40), [])).toBe('tag');
  });

  it('is one that the server is sent as it is, for any name (S-25)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (name) => {
        const keyword = keywordFor(name, []);
        expect(settableFlag.safeParse(keyword).success).toBe(true);
        expect(keyword).toMatch(/^[\x21-\x7e]{1,50}$/);
        expect(isTagKeyword(keyword)).toBe(true);
      }),
    );
  });

  it('says its name again', () => {
    for (const name of ['Family', 'été', '家族', 'naïve'])
      expect(nameOfKeyword(keywordFor(name, []))).toBe(name);
    expect(nameOfKeyword('&broken')).toBe('&broken');
    expect(nameOfKeyword('&AAo-')).toBe('&AAo-');
  });
});

it('what programs mark for each other is no tag', () => {
  for (const flag of ['\\Seen', '$Forwarded', '$Junk', 'NonJunk', '$MDNSent', '$HasAttachment'])
    expect(isTagKeyword(flag)).toBe(false);
  for (const flag of ['$label1', '$Label5', 'work', 'Famille', '&AOk-t&AOk-'])
    expect(isTagKeyword(flag)).toBe(true);
});
