import { expect, it } from 'vitest';
import { type Candidate, rank, toCandidate } from './rank.ts';
import { resembledDomain } from './resemblance.ts';

const NOW = Date.UTC(2026, 10, 22);
const DAY = 86_400_000;

const somebody = (name: string, address: string, more: Partial<Candidate> = {}) =>
  toCandidate({ name, address, source: 'letters', written: 1, heard: 0, lastAt: NOW, ...more });

const found = (query: string, ...all: Candidate[]) =>
  rank(all, query, 8, NOW).map(({ address }) => address);

it('people are found by the beginning of any word, without accents', () => {
  const lea = somebody('Léa Dupont-Morel', 'lea.dm@else.example');
  const soeur = somebody('Sœur Anne', 'anne@convent.example');
  for (const query of ['lea', 'LÉA', 'dup', 'mor', 'dupont lea', 'dm', 'lea.dm@el', 'else', 'pont'])
    expect(found(query, lea, soeur), query).toEqual(['lea.dm@else.example']);
  expect(found('soeur', lea, soeur)).toEqual(['anne@convent.example']);
  expect(found('dupont bruno', lea, soeur)).toEqual([]);
});

it('beginnings go before insides, then often and lately', () => {
  const inside = somebody('Banna', 'b@else.example', { written: 50 });
  const seldom = somebody('Anna', 'seldom@else.example');
  const often = somebody('Anna', 'often@else.example', { written: 9 });
  const long = somebody('Anna', 'long@else.example', { written: 9, lastAt: NOW - 900 * DAY });
  const heard = somebody('Anna', 'heard@else.example', { written: 0, heard: 3 });
  expect(found('ann', inside, heard, long, seldom, often)).toEqual([
    'often@else.example',
    'seldom@else.example',
    'heard@else.example',
    'long@else.example',
    'b@else.example',
  ]);
});

it('many people are ranked at once', () => {
  const all = Array.from({ length: 20_000 }, (_, i) => somebody(`Name ${i}`, `n${i}@else.example`));
  expect(found('n1999', ...all)).toHaveLength(8);
});

it('slips of the finger and look-alikes are seen, known domains are not (S-49)', () => {
  const like = (address: string, ...known: string[]) => resembledDomain(address, known);
  expect(like('a@gmial.com')).toBe('gmail.com');
  expect(like('a@gmail.co')).toBe('gmail.com');
  expect(like('a@hotmal.fr')).toBe('hotmail.fr');
  expect(like('a@laposte.ne')).toBe('laposte.net');
  expect(like('a@gmаil.com')).toBe('gmail.com');
  expect(like('a@asso-tileuls.example', 'asso-tilleuls.example')).toBe('asso-tilleuls.example');
  for (const fine of ['a@gmail.com', 'a@ymail.com', 'a@mail.com', 'a@else.example', 'a@sfr.re'])
    expect(like(fine), fine).toBe('');
  expect(like('a@list.asso-tilleuls.example', 'lists.asso-tilleuls.example')).toBe('');
  expect(like('a@x.fr', 'y.fr')).toBe('');
});
