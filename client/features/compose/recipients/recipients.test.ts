import { describe, expect, it } from 'vitest';
import { isComplete, readRecipients } from './recipients.ts';

const addressesOf = (text: string) => readRecipients(text).map(({ address }) => address);
const namesOf = (text: string) => readRecipients(text).map(({ name }) => name);

describe('recipients as people write them', () => {
  it('are one, or many in a list', () => {
    expect(addressesOf('ana@example.org')).toEqual(['ana@example.org']);
    expect(
      addressesOf(' ana@example.org, bo@example.org;cy@example.org\nda@example.org\r\n'),
    ).toEqual(['ana@example.org', 'bo@example.org', 'cy@example.org', 'da@example.org']);
    expect(addressesOf('ana@example.org bo@example.org')).toEqual([
      'ana@example.org',
      'bo@example.org',
    ]);
    expect(addressesOf('')).toEqual([]);
    expect(addressesOf(' , ;; \n')).toEqual([]);
  });

  it('have names, also with commas and semicolons', () => {
    const pasted =
      '"Dupont, Léa" <lea@example.org>, Dupont, Marc <marc@example.org>; "Le Goff; Yann" <yann@example.org>, \'Zoé\' <zoe@example.org>, "A \\"B\\" C" <abc@example.org>, no@example.org (Nora)';
    expect(readRecipients(pasted)).toEqual([
      { name: 'Dupont, Léa', address: 'lea@example.org' },
      { name: 'Dupont, Marc', address: 'marc@example.org' },
      { name: 'Le Goff; Yann', address: 'yann@example.org' },
      { name: 'Zoé', address: 'zoe@example.org' },
      { name: 'A "B" C', address: 'abc@example.org' },
      { name: 'Nora', address: 'no@example.org' },
    ]);
    expect(namesOf('<ana@example.org>, ana2@example.org <ana2@example.org>')).toEqual(['', '']);
    expect(namesOf("Sean O'Neil <o'neil@example.org>")).toEqual(["Sean O'Neil"]);
  });

  it('come out of groups and links', () => {
    expect(addressesOf('Bureau: ana@example.org, Bo <bo@example.org>;')).toEqual([
      'ana@example.org',
      'bo@example.org',
    ]);
    expect(addressesOf('Undisclosed recipients:;')).toEqual([]);
    expect(addressesOf('mailto:ana@example.org')).toEqual(['ana@example.org']);
  });

  it('are named once', () => {
    expect(addressesOf('ana@example.org, Ana <ana@example.org>')).toEqual(['ana@example.org']);
  });

  it('may have letters of any language', () => {
    const [one] = readRecipients('Jürgen <jürgen@münchen.example>');
    expect(one).toEqual({ name: 'Jürgen', address: 'jürgen@münchen.example' });
    expect(isComplete(one!)).toBe(true);
  });

  it('lose what is copied along and nobody sees', () => {
    expect(addressesOf('\u202aana@example.org\u202c\u00a0,\ufeff <bo@example.org\u200b>')).toEqual([
      'ana@example.org',
      'bo@example.org',
    ]);
  });

  it('stay as they were written when they are wrong', () => {
    for (const wrong of [
      'jean',
      'jean@',
      '@example.org',
      'ana@example.org oops',
      'x@y@example.org',
      'Ana <ana@example.org',
      'Ana <ana@example.org> bo@example.org',
    ]) {
      const [one, ...more] = readRecipients(wrong);
      expect(more).toEqual([]);
      expect(one).toEqual({ name: '', address: wrong });
      expect(isComplete(one!)).toBe(false);
    }
    expect(addressesOf('"never closed <ana@example.org>, bo@example.org')).toContain(
      'bo@example.org',
    );
  });

  it('never become another address (S-29)', () => {
    for (const trick of [
      '"ana@example.com x"@internal.example',
      '"ana@example.net> ORCPT=admin@example.com"@example.org',
      'user@good-corp.example(x)evil.example',
      'user@good\u00adcorp.example',
      'user@good\u200bcorp.example',
      'Ana <user@good-corp.example(x)evil.example>',
      'ana@example.org\u0000@evil.example',
    ])
      for (const one of readRecipients(trick)) expect(isComplete(one)).toBe(false);
  });

  it('are read at once, however many', () => {
    // Slower than by the letter, it would not end before the test is given up.
    for (const piece of ['<', '"', '(', 'a,', '@', 'a@b.example,', ' ', ':'])
      expect(readRecipients(piece.repeat(100_000))).toBeDefined();
  });
});
