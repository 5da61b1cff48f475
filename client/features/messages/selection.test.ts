import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inUidSet, toUidSet } from '../../../shared/values.ts';
import { without } from './selection.ts';

describe('all but one', () => {
  it('holds every other UID', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 60 })),
        fc.integer({ min: 1, max: 60 }),
        (uids, left) => {
          const set = without(toUidSet(uids), left);
          for (let uid = 1; uid <= 60; uid++)
            expect(inUidSet(set, uid)).toBe(uids.includes(uid) && uid !== left);
        },
      ),
    );
  });
});
