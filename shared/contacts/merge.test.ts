import { expect, it } from 'vitest';
import { nobody } from '../contacts.ts';
import { mergePeople } from './merge.ts';
import { duplicatesOf, nameKey } from './same.ts';

it('one out of two has everything that each had', () => {
  const one = {
    ...nobody,
    name: 'Jean Dupont',
    organization: 'ACME',
    emails: [{ value: 'jean@else.example', label: '' }],
    phones: [{ value: '+33 6 12', label: 'mobile' }],
    notes: 'sings',
    groups: ['Choir'],
    card: 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jean\r\nURL:https://a.example\r\nEND:VCARD',
    uid: 'a',
  };
  const other = {
    ...nobody,
    name: 'J. Durand',
    organization: 'Other',
    emails: [
      { value: 'JEAN@else.example', label: 'work' },
      { value: 'j@home.example', label: 'home' },
    ],
    phones: [{ value: '+33612', label: '' }],
    birthday: '1985-04-12',
    notes: 'plays',
    groups: ['Board', 'Choir'],
    photo: 'data:image/png;base64,AAAA',
    card: 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:J\r\nURL:https://a.example\r\nitem1.URL:https://b.example\r\nitem1.X-ABLabel:Site\r\nitem2.EMAIL:x@y.example\r\nitem2.X-ABLabel:Lost\r\nEND:VCARD',
    uid: 'b',
  };
  expect(mergePeople(one, other)).toEqual({
    name: 'Jean Dupont',
    organization: 'ACME',
    emails: [
      { value: 'jean@else.example', label: 'work' },
      { value: 'j@home.example', label: 'home' },
    ],
    phones: [{ value: '+33 6 12', label: 'mobile' }],
    birthday: '1985-04-12',
    notes: 'sings\n\nplays\n\nJ. Durand\nOther',
    groups: ['Choir', 'Board'],
    photo: 'data:image/png;base64,AAAA',
    card: 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jean\r\nURL:https://a.example\r\nitem1-2.URL:https://b.example\r\nitem1-2.X-ABLabel:Site\r\nEND:VCARD',
    uid: 'a',
  });
  expect(mergePeople(one, one)).toEqual(one);
});

it('names are one without accents, case, commas and order', () => {
  for (const name of ['Dupont, Jéan', 'jean DUPONT', ' Jean  Dupont'])
    expect(nameKey(name)).toBe('dupont jean');
  expect(nameKey('…')).toBe('');
});

it('duplicates share an address or a name, one with the other or by way of a third', () => {
  const who = (name: string, ...emails: string[]) => ({ name, emails });
  const people = [
    who('Jean Dupont', 'a@else.example'),
    who('Other', 'o@else.example'),
    who('Dupont, Jean', 'b@else.example'),
    who('', 'B@else.example'),
    who('', 'c@else.example'),
    who('', 'd@else.example'),
  ];
  expect(duplicatesOf(people)).toEqual([[people[0], people[2], people[3]]]);
});
