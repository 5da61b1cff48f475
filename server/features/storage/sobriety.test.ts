import { describe, expect, it } from 'vitest';
import type { FolderFacts } from './facts.ts';
import { countSobriety } from './sobriety.ts';

const NOW = Date.parse('2026-06-15T12:00:00Z');
const DAY = 86_400_000;
const fact = (days: number, seen: boolean, size = 1000) =>
  ({ received: NOW - days * DAY, seen, size }) as FolderFacts['facts'][number];
const kinds = { own: new Set(['Sent', 'Drafts']), apart: new Set(['Trash', 'Junk']) };

async function count(folders: Record<string, FolderFacts['facts']>) {
  const pieces = Object.entries(folders).map(([folder, facts]) => ({
    folder,
    uidValidity: '1',
    facts,
  }));
  const inventory = {
    async *pieces() {
      yield* pieces;
    },
  };
  return countSobriety(inventory, 'ana@test.example', kinds, NOW);
}

describe('the figures of a light mailbox', () => {
  it('count what is kept everywhere, and received from others only', async () => {
    const figures = await count({
      INBOX: [fact(1, false), fact(27, true), fact(30, true), fact(300, false)],
      Sent: [fact(2, true, 5000)],
      Junk: [fact(3, false)],
    });
    expect(figures).toMatchObject({ messages: 6, bytes: 10_000, received: 3, receivedBefore: 1 });
  });

  it('call unopened what had a week to be opened, outside Trash and Junk', async () => {
    const figures = await count({
      INBOX: [fact(1, false), fact(8, false), fact(8, true), fact(7.1, false)],
      Trash: [fact(20, false)],
      Junk: [fact(20, false)],
      Drafts: [fact(20, false)],
    });
    expect(figures).toMatchObject({ old: 3, unopened: 2 });
  });

  it('are zero of an empty mailbox', async () => {
    expect(await count({})).toEqual({
      messages: 0,
      bytes: 0,
      received: 0,
      receivedBefore: 0,
      old: 0,
      unopened: 0,
    });
  });
});
