import { describe, expect, it } from 'vitest';
import type { Choice } from '../../../shared/choice.ts';
import type { Picked } from './picking.ts';
import { bestWins, firstWins } from './wins.ts';

const FOLDERS = { trash: 'Trash', junk: 'Junk', sent: 'Sent' };
const MB = 1_000_000;

/** An inventory that knows for each choice what it weighs; with `unopened`, the half of it. */
const knowing = (weights: [Partial<Choice>, number[]][]) => ({
  async pick(_account: string, { unopened, ...choice }: Choice): Promise<Picked[]> {
    const found =
      weights.find(([one]) => JSON.stringify(one) === JSON.stringify(choice))?.[1] ?? [];
    const sizes = unopened ? found.slice(0, Math.floor(found.length / 2)) : found;
    return [
      {
        folder: 'x',
        uidValidity: '1',
        uids: Uint32Array.from(sizes, (_size, i) => i + 1),
        sizes: Float64Array.from(sizes),
        received: Float64Array.from(sizes, (_size, i) => 1000 + i),
      },
    ];
  },
});

describe('safe wins', () => {
  it('are the three that weigh most, with what was opened of them', async () => {
    const wins = await bestWins(
      knowing([
        [{ folders: ['Trash'] }, [3 * MB, 2 * MB]],
        [{ folders: ['Junk'] }, [1 * MB]],
        [{ folders: ['Sent'], filesOver: 5 * MB }, [9 * MB]],
        [{ newsletters: true, olderThan: 365 }, [2 * MB, MB, MB, MB]],
        [{ marked: 'duplicate' }, []],
      ]),
      'ana@test.example',
      FOLDERS,
    );
    expect(
      wins.map(({ name, messages, bytes, opened }) => [name, messages, bytes, opened]),
    ).toEqual([
      ['sent-files', 1, 9 * MB, 1],
      ['trash', 2, 5 * MB, 1],
      ['newsletters', 4, 5 * MB, 2],
    ]);
    expect(wins[1]).toMatchObject({ oldest: 1000, newest: 1001, choice: { folders: ['Trash'] } });
  });

  it('are none of a tidy mailbox, and none of folders that are not there', async () => {
    const nowhere = { trash: null, junk: null, sent: null };
    expect(await bestWins(knowing([[{ folders: ['Trash'] }, [5]]]), 'ana', nowhere)).toEqual([]);
    expect(await bestWins(knowing([]), 'ana', FOLDERS)).toEqual([]);
  });

  it('are Trash and Junk, as the server counts them, before the mailbox was read', () => {
    const counted = [
      { folder: 'INBOX', messages: 9, bytes: 900 },
      { folder: 'Trash', messages: 2, bytes: 200 },
      { folder: 'Junk', messages: 0, bytes: 0 },
    ];
    expect(firstWins(FOLDERS, counted)).toMatchObject([
      { name: 'trash', messages: 2, bytes: 200, newest: null },
    ]);
    expect(firstWins(FOLDERS, [{ folder: 'Trash', messages: 2, bytes: null }])).toEqual([]);
  });
});
