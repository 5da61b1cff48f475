// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { type Contact, nobody } from '../../../shared/contacts.ts';
import { chosenOf, plan } from './import-plan.ts';
import { shownOf, sorted } from './people-list.ts';

const contact = (name: string, ...emails: string[]): Contact => ({
  id: name || emails[0]!,
  name,
  organization: '',
  emails,
  phones: [],
  groups: [],
  photo: null,
  collected: false,
  createdAt: 0,
  updatedAt: 0,
});
const person = (name: string, ...emails: string[]) => ({
  ...nobody,
  name,
  emails: emails.map((value) => ({ value, label: '' })),
});

it('finds who is there already: by an address, or by the name when no address speaks against it', () => {
  const contacts = [
    contact('Jean Dupont', 'jean@else.example'),
    contact('Zoé Été'),
    { ...contact('', 'seen@else.example'), collected: true },
  ];
  const planned = plan(
    [
      person('J.', 'JEAN@else.example'),
      person('Dupont, Jean', 'other@else.example'),
      person('Ete Zoe', 'zoe@else.example'),
      person('Seen', 'seen@else.example'),
      person('New'),
    ],
    contacts,
  );
  expect(planned.map(({ known }) => known?.id ?? null)).toEqual([
    'Jean Dupont',
    null,
    'Zoé Été',
    'seen@else.example',
    null,
  ]);
  expect(chosenOf(planned, 'skip', '')).toHaveLength(2);
  expect(chosenOf(planned, 'add', '').every(({ into }) => into === null)).toBe(true);
  expect(chosenOf(planned, 'complete', 'Choir')[0]).toMatchObject({
    into: 'Jean Dupont',
    person: { groups: ['Choir'] },
  });
});

it('people are sorted and found as people read them: without accents, by any word, by digits', () => {
  const people = sorted(
    [
      { ...contact('Zoé', 'z@else.example'), phones: ['+33 6 12-34'] },
      contact('Émile Noir'),
      contact('Eva'),
    ],
    'fr',
  );
  expect(people.map(({ name }) => name)).toEqual(['Émile Noir', 'Eva', 'Zoé']);
  const find = (typed: string) =>
    shownOf(people, { group: null, written: false, typed }).map(({ name }) => name);
  expect(find('emile')).toEqual(['Émile Noir']);
  expect(find('NOIR é')).toEqual(['Émile Noir']);
  expect(find('61234')).toEqual(['Zoé']);
  expect(find('z@else')).toEqual(['Zoé']);
  expect(find('qq')).toEqual([]);
});
