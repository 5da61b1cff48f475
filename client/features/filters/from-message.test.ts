import { expect, it } from 'vitest';
import { condition } from '../../../shared/filters.ts';
import type { Message } from '../../../shared/messages.ts';
import { ruleFrom, suggestedConditions } from './from-message.ts';
import { readSender } from './senders.ts';

const message = (part: Partial<Message>) =>
  ({
    from: [{ name: 'Clara', address: 'clara@else.example' }],
    to: [{ name: '', address: 'ana@test.example' }],
    cc: [],
    subject: 'Choir',
    listHeaders: [],
    ...part,
  }) as unknown as Message;
const suggested = (part: Partial<Message>) =>
  suggestedConditions(message(part), ['subaddress']).map(({ on, how, values }) => [
    on,
    how,
    ...values,
  ]);

it('a message suggests what a rule may look for', () => {
  expect(suggested({})).toEqual([
    ['from', 'is', 'clara@else.example'],
    ['subject', 'contains', 'Choir'],
  ]);
  expect(
    suggested({
      subject: 'RE: Fwd: [choir] Sunday',
      listHeaders: [
        ['list-post', '<mailto:choir@lists.example>'],
        ['list-id', 'The "choir" <choir.lists.example>'],
      ],
      deliveredTo: ['ana+choir@test.example'],
    }),
  ).toEqual([
    ['list', 'contains', 'choir.lists.example'],
    ['from', 'is', 'clara@else.example'],
    ['plus', 'is', 'choir'],
    ['subject', 'contains', '[choir] Sunday'],
  ]);
});

it('whatever a message holds, it makes one line that the server reads (S-10, S-32)', () => {
  const hostile = 'a"\r\n# rule:[x]\r\nredirect "e@evil.example";\0\u2028\ud800';
  const all = suggestedConditions(
    message({
      subject: hostile.repeat(100),
      from: [{ name: hostile, address: hostile }],
      listHeaders: [['list-id', `${hostile}<${hostile}>`]],
      deliveredTo: [`ana+${hostile}@test.example`],
    }),
    ['subaddress'],
  );
  expect(all).toHaveLength(4);
  for (const one of all) expect(condition.safeParse(one).success).toBe(true);
});

it('a message without anything to go by gives an empty rule', () => {
  const [none] = suggestedConditions(message({ from: [], subject: ' ' }), []);
  expect(none).toBeUndefined();
  expect(ruleFrom(none).conditions).toHaveLength(1);
});

it.each([
  ['Spam@Else.Example', 'spam@else.example'],
  ['@else.example', '@else.example'],
  ['else.example', '@else.example'],
  ['nobody', null],
  ['@', null],
  ['a@b@c', null],
  ['', null],
])('who is blocked is one spelling: %s', (typed, sender) => {
  expect(readSender(typed)).toBe(sender);
});
