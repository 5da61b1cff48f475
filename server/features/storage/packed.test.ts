import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FILE_TYPES } from '../../../shared/choice.ts';
import { isMeant, looksInto, sizeClassOf } from './choosing.ts';
import type { Entry } from './facts.ts';
import { pack, unpack } from './packed.ts';

const KEY = randomBytes(32);
const OWNER = 'ana folder 1';

const hash = fc.stringMatching(/^[0-9a-f]{16}$/);
const entry: fc.Arbitrary<Omit<Entry, 'uid'>> = fc.record({
  size: fc.nat(),
  received: fc.nat(),
  seen: fc.boolean(),
  starred: fc.boolean(),
  answered: fc.boolean(),
  from: fc.string(),
  name: fc.string({ unit: 'binary' }),
  list: fc.option(fc.string({ minLength: 1 })),
  leave: fc.boolean(),
  id: fc.option(hash),
  answers: fc.array(hash, { maxLength: 4 }),
  files: fc.array(fc.record({ type: fc.constantFrom(...FILE_TYPES), bytes: fc.nat() })),
  whole: fc.boolean(),
});
const entries = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 1000 }), entry), { maxLength: 30 })
  .map((all) => {
    let uid = 0;
    return all.map(([step, rest]): Entry => {
      uid += step;
      return { uid, ...rest };
    });
  });

it('what is packed comes back, whatever it is', () => {
  fc.assert(
    fc.property(entries, (all) => {
      expect(unpack(pack(all, OWNER, KEY), OWNER, KEY)).toEqual(all);
    }),
    { numRuns: 100, seed: 20_261_122 },
  );
});

it('opens for nobody who has the database alone, nor in another place (S-36)', () => {
  const [one] = fc.sample(entry, { numRuns: 1, seed: 7 });
  const all = [{ ...one!, uid: 7, from: 'canary@friends.example' }];
  const sealed = pack(all, OWNER, KEY);
  expect(sealed.toString('latin1')).not.toContain('canary');
  expect(() => unpack(sealed, 'ben folder 1', KEY)).toThrow();
  expect(() => unpack(sealed, OWNER, randomBytes(32))).toThrow();
  const broken = Buffer.from(sealed);
  broken[sealed.length - 1]! ^= 1;
  expect(() => unpack(broken, OWNER, KEY)).toThrow();
});

const DAY = 86_400_000;
const NOW = 1_795_000_000_000;
const plain: Entry = {
  uid: 5,
  size: 30_000,
  received: NOW - 10 * DAY,
  seen: true,
  starred: false,
  answered: false,
  from: 'zoe@friends.example',
  name: 'Zoé',
  list: null,
  leave: false,
  id: null,
  answers: [],
  files: [
    { type: 'pdf', bytes: 600 },
    { type: 'image', bytes: 500 },
  ],
  whole: true,
};
const inbox = {
  path: 'INBOX',
  use: '' as const,
  uidValidity: '9',
  marks: [{ kind: 'duplicate' as const, uids: [[4, 6]] as [number, number][] }],
};

it.each([
  ['nothing said', {}, {}, true],
  ['sender', { sender: 'zoe@friends.example' }, {}, true],
  ['no sender', { sender: '' }, {}, false],
  ['no sender, not read yet', { sender: '' }, { from: '', whole: false }, false],
  ['domain', { domain: 'friends.example' }, {}, true],
  ['part of a domain', { domain: 'ends.example' }, {}, false],
  ['no domain', { domain: '' }, { from: 'root' }, true],
  ['year', { year: 2026 }, {}, true],
  ['type', { type: 'image' as const }, {}, true],
  ['files', { filesOver: 1100 }, {}, true],
  ['files, a byte too light', { filesOver: 1101 }, {}, false],
  ['larger', { largerThan: 30_000 }, {}, true],
  ['older', { olderThan: 9 }, {}, true],
  ['not older: ten days to the moment', { olderThan: 10 }, {}, false],
  ['newsletter by its list', { newsletters: true }, { list: 'club' }, true],
  ['newsletter by its way out', { newsletters: true }, { leave: true }, true],
  ['no newsletter', { newsletters: false }, {}, true],
  ['never opened', { unopened: true }, {}, false],
  ['marked', { marked: 'duplicate' as const }, {}, true],
  ['marked otherwise', { marked: 'quoted' as const }, {}, false],
  ['only these', { only: [{ folder: 'INBOX', uidValidity: '9', uids: [1, 5] }] }, {}, true],
  ['of another time', { only: [{ folder: 'INBOX', uidValidity: '8', uids: [5] }] }, {}, false],
  [
    'ranges within each other',
    {
      only: named([
        [1, 9],
        [2, 3],
      ]),
    },
    {},
    true,
  ],
  ['a range the wrong way', { only: named([[9, 1]]) }, {}, true],
  ['but these', { but: named([5]) }, {}, false],
  ['all of it must hold', { sender: 'zoe@friends.example', year: 2020 }, {}, false],
])('a choice: %s', (_words, choice, more, expected) => {
  expect(isMeant(choice, inbox, NOW)({ ...plain, ...more })).toBe(expected);
});

function named(uids: (number | [number, number])[]) {
  return [{ folder: 'INBOX', uidValidity: '9', uids }];
}

it('Trash and Junk are meant only when they are named', () => {
  const trash = { path: 'Trash', use: 'trash' as const };
  expect(looksInto({}, trash)).toBe(false);
  expect(looksInto({ folders: ['Trash'] }, trash)).toBe(true);
  expect(looksInto({ only: [{ folder: 'Trash', uidValidity: '1', uids: [1] }] }, trash)).toBe(true);
  expect(looksInto({}, inbox)).toBe(true);
});

it('weights have one class each', () => {
  const classes = [0, 19_999, 20_000, 1e6, 2e7, 1e12].map(sizeClassOf);
  expect(classes).toEqual(['tiny', 'tiny', 'small', 'large', 'giant', 'giant']);
});
