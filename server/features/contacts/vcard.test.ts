import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCards } from '../../../shared/contacts/vcard-lines.ts';
import { othersOf } from '../../../shared/contacts/vcard-others.ts';
import { readCard, readGroupCard } from '../../../shared/contacts/vcard-read.ts';
import { writeCard } from '../../../shared/contacts/vcard-write.ts';
import { nobody, type WholePerson } from '../../../shared/contacts.ts';

const card = (version: string, ...lines: string[]) =>
  ['BEGIN:VCARD', `VERSION:${version}`, ...lines, 'END:VCARD', ''].join('\r\n');
const PICTURE = `data:image/jpeg;base64,/9j/${'A'.repeat(400)}`;

const clara: WholePerson = {
  name: 'Clara Vidal-Été',
  organization: 'La Passerelle; Livres, papiers',
  emails: [
    { value: 'clara@else.example', label: 'work' },
    { value: 'c@home.example', label: 'École "d’été"; x' },
  ],
  phones: [
    { value: '+33 6 12 34', label: 'mobile' },
    { value: '01', label: '' },
  ],
  birthday: '--04-12',
  notes: 'first line\nsecond; with, signs\\ and 💌',
  groups: ['Choir, alto', 'Board'],
  photo: PICTURE,
  card: '',
  uid: '7f6a2a54-5a43-4a3a-9d52-0d4f3f6f1c11',
};
const fieldsOf = ({ card: _card, ...fields }: WholePerson) => fields;

describe.each(['3.0', '4.0'] as const)('a card written as %s', (version) => {
  it('is read as the same person', () => {
    expect(fieldsOf(readCard(writeCard(clara, version))!)).toEqual(fieldsOf(clara));
  });

  it('has lines of at most 75 octets, ended by CRLF', () => {
    const text = writeCard(clara, version);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
  });

  it('is the same person for any text, and never more than one card (S-11)', () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 60 })
      .map((one) => one.replace(/[\p{C}\p{Z}\ufeff]+/gu, ' ').trim());
    fc.assert(
      fc.property(text, text, text, text, (name, organization, notes, label) => {
        const who = {
          ...nobody,
          name,
          organization,
          notes,
          phones: [{ value: '+33 1', label }],
        };
        const written = writeCard(who, version);
        expect(splitCards(written)).toHaveLength(1);
        const read = readCard(written)!;
        expect(read.notes).toBe(notes);
        expect(read.phones[0]?.value).toBe('+33 1');
        if (name) expect(read.name).toBe(name);
      }),
    );
  });
});

describe('what we do not understand', () => {
  const text = card(
    '3.0',
    'N:Vidal;Clara;Marie;Dr.;',
    'FN:Clara Vidal',
    'item1.EMAIL;type=INTERNET;type=pref:clara@else.example',
    'item1.X-ABLabel:_$!<Work>!$_',
    'item2.EMAIL;type=INTERNET;X-OWN=1:c@home.example',
    'item2.X-ABLabel:Garden',
    'ADR;type=HOME:;;1 rue du Lac;Lyon;;69001;France',
    'KEY;ENCODING=b:AAAA',
    'X-SOCIAL;x=1:a\\,b',
    'REV:2020-01-01T00:00:00Z',
  );

  it('comes out as it came in, line by line', () => {
    const read = readCard(text)!;
    expect(writeCard(read, '3.0')).toBe(text);
    expect(othersOf(read.card)).toContainEqual({
      name: 'adr',
      text: '1 rue du Lac, Lyon, 69001, France',
    });
  });

  it('stays when other things are changed', () => {
    const read = readCard(text)!;
    const written = writeCard(
      { ...read, name: 'Clara V.', emails: read.emails.toReversed() },
      '3.0',
    );
    for (const line of [
      'ADR;type=HOME:;;1 rue du Lac;Lyon;;69001;France',
      'KEY;ENCODING=b:AAAA',
      'X-SOCIAL;x=1:a\\,b',
    ])
      expect(written).toContain(`\r\n${line}\r\n`);
    expect(readCard(written)).toMatchObject({ name: 'Clara V.', emails: read.emails.toReversed() });
    expect(written.match(/^END:VCARD/gm)).toHaveLength(1);
  });

  it('holds a picture that lies elsewhere: it is no picture for us, and goes on', () => {
    const away = card('3.0', 'N:;;;;', 'FN:A', 'PHOTO;VALUE=uri:https://evil.example/a.png');
    const read = readCard(away)!;
    expect(read.photo).toBeNull();
    expect(writeCard(read, '3.0')).toBe(away);
  });
});

describe('a picture', () => {
  it.each([
    ['3.0', 'PHOTO;ENCODING=b;TYPE=JPEG:/9j/AAAA'],
    ['3.0', 'PHOTO;TYPE=SVG;ENCODING=B:/9j/AAAA'],
    ['2.1', 'PHOTO;JPEG;BASE64:/9j/AAAA'],
    ['4.0', 'PHOTO:data:image/svg+xml;base64,/9j/AAAA'],
  ])('of %s is what its bytes are: %s', (version, line) => {
    expect(readCard(card(version, 'FN:A', line))?.photo).toBe('data:image/jpeg;base64,/9j/AAAA');
  });

  it('that holds script, or is none, is not one (S-11)', () => {
    for (const line of [
      'PHOTO;ENCODING=b;TYPE=SVG:PHN2Zz48c2NyaXB0Lz4=',
      'PHOTO:data:text/html;base64,/9j/AAAA',
      'PHOTO;ENCODING=b:/9j/<script>',
      'PHOTO:javascript:alert(1)',
    ])
      expect(readCard(card('3.0', 'FN:A', line))?.photo).toBeNull();
  });
});

it('a birthday is read however it is written', () => {
  const read = (line: string) => readCard(card('3.0', 'FN:A', line))?.birthday;
  expect(read('BDAY:19850412')).toBe('1985-04-12');
  expect(read('BDAY:1985-04-12T10:00:00Z')).toBe('1985-04-12');
  expect(read('BDAY;VALUE=date:1985-04-12')).toBe('1985-04-12');
  expect(read('BDAY:--0412')).toBe('--04-12');
  expect(read('BDAY:spring')).toBe('');
});

it('old charsets are read where they are named, and where they are not', () => {
  const named = card('2.1', 'FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Zo=E9');
  const silent = card('2.1', 'FN;ENCODING=QUOTED-PRINTABLE:Zo=E9');
  expect(readCard(named)?.name).toBe('Zoé');
  expect(readCard(silent)?.name).toBe('Zoé');
});

it('a group names its members', () => {
  const text = card('4.0', 'KIND:group', 'FN:Choir', 'MEMBER:urn:uuid:1', 'MEMBER:urn:uuid:2');
  expect(readGroupCard(text)).toEqual({ name: 'Choir', members: ['1', '2'] });
  expect(readGroupCard(card('4.0', 'FN:A'))).toBeNull();
});

it('cards are found with the line they begin at, also the one that never ends', () => {
  const file = `junk\r\n${card('3.0', 'FN:A')}BEGIN:VCARD\r\nFN:B`;
  expect(splitCards(file).map(({ line, isWhole }) => [line, isWhole])).toEqual([
    [2, true],
    [6, false],
  ]);
});

const corpus = join(import.meta.dirname, '../../../../shared/corpus/vcard');
describe.skipIf(!existsSync(corpus))('the corpus', () => {
  const files = existsSync(corpus)
    ? readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('.vcf'),
      )
    : [];
  it.each(files)('%s: nothing of a person is lost on the way out and in', (name) => {
    for (const { text } of splitCards(readFileSync(join(corpus, name), 'utf8'))) {
      const read = readCard(text);
      if (!read) continue;
      const version = /^VERSION:4/im.test(text) ? '4.0' : '3.0';
      const again = readCard(writeCard(read, version))!;
      expect(fieldsOf(again)).toEqual(fieldsOf(read));
      const lines = again.card.split('\r\n');
      const kept = read.card.split('\r\n').filter((line) => !/^VERSION:/i.test(line));
      expect(lines).toEqual(expect.arrayContaining(kept));
    }
  });
});
