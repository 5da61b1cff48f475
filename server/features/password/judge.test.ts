import { expect, it } from 'vitest';
import { judge } from './judge.ts';

const terms = { minimum: 8, personal: [] };

it('judges in a thread of its own, one password after the other', async () => {
  const verdicts = await Promise.all(
    ['Covid-2019!', 'chat-lune-Velo7-sapin', 'a'.repeat(1_000_000)].map((one) => judge(one, terms)),
  );
  expect(verdicts.map(({ faults }) => faults[0]?.rule ?? 'accepted')).toEqual([
    'word',
    'accepted',
    'length',
  ]);
}, 90_000);
