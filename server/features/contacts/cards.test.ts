import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCards } from './cards.ts';

const card = (...lines: string[]) =>
  ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n');

describe('a vCard', () => {
  it('gives name, organisation, addresses and telephones', () => {
    const text = card(
      'N:Vidal;Clara;;;',
      'FN:Clara Vidal',
      'ORG:La Passerelle;Books',
      'item1.EMAIL;TYPE=INTERNET;TYPE=WORK:clara@else.example',
      'EMAIL:mailto:clara@home.example',
      'EMAIL:clara@else.example',
      'EMAIL:nonsense',
      'TEL;TYPE=CELL:+33 6 12',
      'TEL;VALUE=uri:tel:+33-1',
      'NOTE:kept too',
      'PHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\n BBB=',
      'TEL:last',
    );
    expect(readCards(text)).toEqual({
      count: 1,
      cards: [
        {
          name: 'Clara Vidal',
          organization: 'La Passerelle, Books',
          emails: [
            { value: 'clara@else.example', label: 'work' },
            { value: 'clara@home.example', label: '' },
          ],
          phones: [
            { value: '+33 6 12', label: 'mobile' },
            { value: '+33-1', label: '' },
            { value: 'last', label: '' },
          ],
          birthday: '',
          notes: 'kept too',
          groups: [],
          photo: null,
          uid: '',
          card: expect.stringContaining('EMAIL:nonsense'),
        },
      ],
    });
  });

  it('of 2.1 is read too: quoted-printable and bare parameters', () => {
    const text = [
      'BEGIN:VCARD',
      'VERSION:2.1',
      'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=89t=C3=A9;Zo=C3=A9',
      'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=A9 =',
      '=C3=89t=C3=A9',
      'TEL;CELL;VOICE:123',
      'EMAIL;INTERNET:zoe@else.example',
      'END:VCARD',
    ].join('\r\n');
    expect(readCards(text).cards[0]).toMatchObject({
      name: 'Zoé Été',
      emails: [{ value: 'zoe@else.example', label: '' }],
      phones: [{ value: '123', label: 'mobile' }],
    });
  });

  it('without a formatted name is called by its parts, and without both by nothing', () => {
    expect(readCards(card('N:Vidal;Clara;;;')).cards[0]?.name).toBe('Clara Vidal');
    expect(readCards(card('EMAIL:a@b.example')).cards[0]).toMatchObject({
      name: '',
      emails: [{ value: 'a@b.example', label: '' }],
    });
    expect(readCards(card('NOTE:nobody'))).toEqual({ cards: [], count: 0 });
  });

  it('is plain, short text whatever it holds (S-11)', () => {
    const text = card(
      `FN:<img src=x onerror=alert(1)>\u202e\\n${'x'.repeat(3000)}`,
      ...Array.from({ length: 120 }, (_, i) => `EMAIL:a${i}@else.example`),
    );
    const [person] = readCards(text).cards;
    expect(person?.name).toMatch(/^<img src=x onerror=alert\(1\)> x+$/);
    expect(person?.name.length).toBeLessThanOrEqual(200);
    expect(person?.emails).toHaveLength(100);
  });

  it('among hundreds: some are told, all are counted', () => {
    const many = readCards(Array.from({ length: 300 }, (_, i) => card(`FN:P${i}`)).join(''));
    expect(many.cards).toHaveLength(20);
    expect(many.count).toBe(300);
  });

  it.each([
    ['cards that never end', 'BEGIN:VCARD\r\n'.repeat(80_000)],
    [
      'a line that never ends',
      `BEGIN:VCARD\r\n${'N;QUOTED-PRINTABLE:a=\r\n'.repeat(45_000)}END:VCARD`,
    ],
  ])('of a megabyte with %s is read to its end (S-48)', (_title, text) => {
    expect(readCards(text).cards.length).toBeLessThan(2);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom('FN:', 'EMAIL;', ':', '\r\n', 'N;ENCODING=QUOTED-PRINTABLE:='),
            fc.string(),
          ),
        ),
        (parts) => {
          readCards(parts.join(''));
          readCards(card(...parts));
        },
      ),
    );
  });
});

const corpus = join(import.meta.dirname, '../../../../shared/corpus/vcard');

describe.skipIf(!existsSync(corpus))('the corpus', () => {
  const files = existsSync(corpus)
    ? readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('.vcf'),
      )
    : [];
  it.each(files)('%s is shown or refused', (name) => {
    const { cards, count } = readCards(readFileSync(join(corpus, name), 'utf8'));
    expect(count).toBeGreaterThanOrEqual(cards.length);
  });
});
