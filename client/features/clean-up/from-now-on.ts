import type { Sender, Way } from './sweep.ts';

/** What is to happen to mail that is still to come: the sender is blocked, or a rule keeps their mail short. */
export async function keepFromNowOn(
  way: Way,
  { address }: Sender,
  _days: number,
  _goesOn: boolean,
) {
  if (way !== 'ever') return;
  const { block } = await import('../filters/filters.ts');
  await block(address.toLowerCase());
}
