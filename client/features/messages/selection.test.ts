// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inUidSet, toUidSet } from '../../../shared/values.ts';
import { tellFollowers } from './followers.ts';
import { useForgetLeft, useSelection, without } from './selection.ts';

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

describe('all of a view', () => {
  it('loses a whole conversation with its row: nothing of it is acted on', () => {
    const { result } = renderHook(useSelection);
    act(() => result.current.setAll({ uids: [[1, 10]], total: 10 }));
    act(() => result.current.toggle(9, [2, 5, 9]));
    expect(result.current.all?.uids).toEqual([1, [3, 4], [6, 8], 10]);
    expect(result.current.count).toBe(7);
  });
});

describe('single rows', () => {
  it('that leave the folder, by whatever way, are not chosen any more', () => {
    const { result } = renderHook(() => {
      const selection = useSelection();
      useForgetLeft('INBOX', selection);
      return selection;
    });
    act(() => result.current.set([3, 5, 9]));
    act(() => tellFollowers({ type: 'left', folder: 'Elsewhere', uids: [9] }));
    act(() => tellFollowers({ type: 'left', folder: 'INBOX', uids: [[4, 6]] }));
    expect([...result.current.uids]).toEqual([3, 9]);
    expect(result.current.count).toBe(2);
  });
});
