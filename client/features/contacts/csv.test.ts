import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nobody, type WholePerson } from '../../../shared/contacts.ts';
import { readDate } from './csv-dates.ts';
import { readTable } from './csv-read.ts';
import { writeCsv } from './csv-write.ts';
import { readRows, textOfFile } from './import-read.ts';

const read = (text: string) => {
  const table = readTable(text);
  return readRows(table, table.columns);
};

describe('a table as other programs write it', () => {
  it.each([
    [
      'Google',
      'First Name,Middle Name,Last Name,Nickname,Organization Name,Organization Title,Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Custom Field 1 - Value\r\n' +
        'Zoé,,Été,Zo,ACME,Boss,1985-04-12,"two\nlines",Choir ::: * myContacts,Work,z@else.example,* Home,zoe@home.example ::: z3@home.example,Mobile,+33 6 ::: +33 7,red\r\n',
    ],
    [
      'older Google',
      'Name,Given Name,Nickname,Birthday,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,Organization 1 - Title,Custom Field 1 - Value\r\n' +
        'Zoé Été,Zoé,Zo,1985-04-12,"two\nlines",* myContacts ::: Choir,Work,z@else.example,* Home,zoe@home.example ::: z3@home.example,Mobile,+33 6 ::: +33 7,ACME,Boss,red\r\n',
    ],
  ])('%s', (_name, text) => {
    const { people, unread } = read(text);
    expect(unread).toEqual([]);
    expect(people[0]).toMatchObject({
      name: 'Zoé Été',
      organization: 'ACME',
      birthday: '1985-04-12',
      emails: [
        { value: 'zoe@home.example', label: 'home' },
        { value: 'z3@home.example', label: 'home' },
        { value: 'z@else.example', label: 'work' },
      ],
      phones: [
        { value: '+33 6', label: 'mobile' },
        { value: '+33 7', label: 'mobile' },
      ],
      groups: ['Choir'],
      card: expect.stringMatching(/NICKNAME:Zo\r\nTITLE:Boss/),
    });
    expect(people[0]?.notes).toMatch(/^two\nlines\n\n(.*\n)*Custom Field 1 - Value: red$/);
  });

  it.each([
    [
      'Outlook in English',
      'Title,First Name,Last Name,Company,Business Fax,Business Phone,Home Phone,Mobile Phone,Birthday,Categories,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,Notes,Priority\r\n' +
        '"","Zoé","Été","ACME","01","02","03","04","4/12/1985","Choir;Board","z@else.example","SMTP","Zoé Été","z2@else.example","sings","Normal"\r\n',
    ],
    [
      'Outlook in French',
      'Titre;Prénom;Nom;Société;Télécopie (bureau);Téléphone (bureau);Téléphone (domicile);Tél. mobile;Anniversaire;Catégories;Adresse de messagerie;Type de messagerie;Nom complet de l’adresse de messagerie;Adresse de messagerie 2;Notes;Priorité\r\n' +
        ';Zoé;Été;ACME;01;02;03;04;12/04/1985;Choir,Board;z@else.example;;;z2@else.example;sings;Normale\r\n',
    ],
  ])('%s', (_name, text) => {
    expect(read(text).people[0]).toMatchObject({
      name: 'Zoé Été',
      organization: 'ACME',
      phones: [
        { value: '01', label: 'fax' },
        { value: '02', label: 'work' },
        { value: '03', label: 'home' },
        { value: '04', label: 'mobile' },
      ],
      birthday: '1985-04-12',
      groups: ['Choir', 'Board'],
      emails: [
        { value: 'z@else.example', label: '' },
        { value: 'z2@else.example', label: '' },
      ],
      notes: 'sings',
    });
  });

  it.each([
    [
      'Thunderbird in English',
      'First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Work Phone,Home Phone,Fax Number,Pager Number,Mobile Number,Organization,Web Page 1,Birth Year,Birth Month,Birth Day,Notes\r\n' +
        'Zoé,Été,Zoé Été,Zo,z@else.example,z2@else.example,02,03,01,,04,ACME,https://z.example,1985,4,12,sings\r\n',
    ],
    [
      'Thunderbird in French',
      'Prénom,Nom de famille,Nom à afficher,Surnom,Adresse électronique principale,Adresse électronique secondaire,Tél. professionnel,Tél. personnel,Fax,Pager,Portable,Société,Site web,Année de naissance,Mois de naissance,Jour de naissance,Notes\r\n' +
        'Zoé,Été,Zoé Été,Zo,z@else.example,z2@else.example,02,03,01,,04,ACME,https://z.example,1985,4,12,sings\r\n',
    ],
  ])('%s', (_name, text) => {
    expect(read(text).people[0]).toMatchObject({
      name: 'Zoé Été',
      organization: 'ACME',
      emails: [{ value: 'z@else.example' }, { value: 'z2@else.example' }],
      phones: [
        { value: '02', label: 'work' },
        { value: '03', label: 'home' },
        { value: '01', label: 'fax' },
        { value: '04', label: 'mobile' },
      ],
      birthday: '1985-04-12',
      notes: 'sings',
      card: expect.stringContaining('URL:https://z.example'),
    });
  });

  it('without titles is read by what stands in it', () => {
    expect(read('Paul;p@else.example;01 02 03 04\nClara;c@else.example;\n').people).toMatchObject([
      { name: 'Paul', emails: [{ value: 'p@else.example' }], phones: [{ value: '01 02 03 04' }] },
      { name: 'Clara', emails: [{ value: 'c@else.example' }] },
    ]);
  });

  it('says which rows are nobody, or broken, and takes the others', () => {
    const { people, unread } = read(
      'Name,Email\nA,a@else.example\n,\n,nonsense\nB,"b@else.example\n',
    );
    expect(people.map(({ name }) => name)).toEqual(['A']);
    expect(unread).toEqual([
      { line: 4, why: 'nobody' },
      { line: 5, why: 'broken' },
    ]);
  });

  it('loses nothing that is no address', () => {
    expect(read('Name,Email\nA,at home\n').people[0]?.notes).toBe('at home');
  });

  it('is read in the charset it was saved in', () => {
    const text = 'Name\nZoé\n';
    const latin = Uint8Array.from(text, (sign) => sign.charCodeAt(0));
    const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);
    for (const bytes of [latin, utf16, new TextEncoder().encode(text)])
      expect(read(textOfFile(bytes)).people[0]?.name).toBe('Zoé');
  });
});

it.each([
  ['1985-04-12', false, '1985-04-12'],
  ['--04-12', false, '--04-12'],
  ['12/04/1985', true, '1985-04-12'],
  ['12/04/1985', false, '1985-12-04'],
  ['13/04/1985', false, '1985-04-13'],
  ['12.4.1985', false, '1985-04-12'],
  ['0/0/00', false, ''],
  ['1985-02-30', false, ''],
  ['1985-4-12', false, '1985-04-12'],
  ['--', false, ''],
  ['', true, ''],
])('the date %s (French: %s) is %s', (text, isFrench, date) => {
  expect(readDate(text, isFrench)).toBe(date);
});

describe('a table that we write', () => {
  const who: WholePerson = {
    ...nobody,
    name: '=cmd|’/c calc’!A1',
    organization: '@SUM(1)',
    notes: '-2+3\n"quoted", twice',
    birthday: '--04-12',
    groups: ['Choir', 'Board'],
    emails: [{ value: '+x@else.example', label: 'home' }],
    phones: [
      { value: '+33 6 12 34', label: 'mobile' },
      { value: '-1', label: 'Garden' },
    ],
  };

  it('computes nothing in a spreadsheet, and leaves telephone numbers alone (S-10)', () => {
    const cells = readTable(writeCsv([who])).rows[0]!.cells;
    for (const cell of cells) expect(cell).not.toMatch(/^[=@\t\r]|^[+-].*[^\d\s().\-/+]/);
    expect(cells).toContain('+33 6 12 34');
    expect(cells).toContain("'=cmd|’/c calc’!A1");
  });

  it('is read as the same people', () => {
    expect(read(writeCsv([who, { ...nobody, name: 'B' }])).people).toEqual([
      who,
      { ...nobody, name: 'B' },
    ]);
  });

  it('is never anything else than a table', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, notes) => {
        expect(readTable(writeCsv([{ ...nobody, name, notes, groups: ['x'] }])).rows).toHaveLength(
          1,
        );
      }),
    );
  });
});
