import { beforeAll, describe, expect, it } from 'vitest';
import { checkTimes } from './check-times.ts';
import { judgePassword } from './judge.ts';
import { loadWordBook, type WordBook } from './lists.ts';
import { personalWords } from './personal.ts';
import { verdicts } from './verdicts.ts';

const personal = personalWords([
  'jean.dupont@tilleuls.example',
  'Jean Dupont',
  'webmail.tilleuls.example',
]);
const terms = { minimum: 8, personal };
let book: WordBook;

beforeAll(async () => {
  book = await loadWordBook();
}, 120_000);

const shortcomings = new Set(['length', 'lower', 'upper', 'digit']);

it('judges two hundred passwords as people would', () => {
  expect(verdicts.length).toBeGreaterThanOrEqual(200);
  const said = verdicts.map(({ password }) => {
    const { faults } = judgePassword(password, terms, book);
    return {
      password,
      verdict: faults.find(({ rule }) => !shortcomings.has(rule))?.rule ?? 'accepted',
    };
  });
  expect(said).toEqual(verdicts);
}, 120_000);

describe('a refusal', () => {
  it.each([
    ['Covid-2019!', 'covid'],
    ['Azerty01', 'azerty'],
    ['P4r1s-2024', 'paris'],
    ['Été2026!', 'ete'],
    ['Jean-1234A', 'jean'],
    ['Lm-05-12-87', '05-12-87'],
  ])('of %s names what was found', (password, found) => {
    const { faults, score } = judgePassword(password, terms, book);
    expect(faults.find((fault) => fault.found)?.found).toBe(found);
    expect(score).toBeLessThan(2);
  });

  it('names every sign that is missing, and both ends of the length', () => {
    const rulesOf = (password: string, minimum = 8) =>
      judgePassword(password, { minimum, personal }, book).faults.map(({ rule }) => rule);
    expect(rulesOf('bQ')).toEqual(expect.arrayContaining(['length', 'digit']));
    expect(rulesOf('MBXTRZ84')).toEqual(['lower']);
    expect(rulesOf('plume-orage9-tuile-banc')).toEqual(['upper']);
    expect(rulesOf('Plume-orage9-tuile-banc', 24)).toEqual(['length']);
    expect(rulesOf(`Plume-orage9-${'tuile-banc'.repeat(12)}`)).toEqual(['length']);
  });
});

it('looks at the beginning of a long password only, which is never better than the whole', () => {
  const start = 'a'.repeat(32);
  expect(book.score(`${start}mB4tRz8wKp9vXw3rTz2m`, [])).toBe(book.score(start, []));
});

it('tells what a verdict costs', () => {
  const { mean, slowest, hostile } = checkTimes(book, ['Covid-2019!', 'mB4tRz8w']);
  expect(slowest).toBeGreaterThanOrEqual(mean);
  expect(hostile).toBeGreaterThan(0);
}, 120_000);
