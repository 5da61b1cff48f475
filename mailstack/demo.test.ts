import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedDemo } from './demo.ts';
import { startTestStack, type TestStack } from './testing.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack?.stop());

it('fills the demo mailboxes once, and leaves what a visitor did with them', async () => {
  const mailboxes = await seedDemo(stack);
  const before = await Promise.all(mailboxes.map(({ address }) => count(address)));
  expect(Math.min(...before)).toBeGreaterThan(50);
  expect(Math.max(...before)).toBeGreaterThan(5000);

  const [visited] = mailboxes;
  await stack.doveadm('expunge', '-u', visited!.address, 'mailbox', 'Junk', 'all');
  await seedDemo(stack);
  expect(await count(visited!.address)).toBeLessThan(before[0]!);
  expect(await count(mailboxes[1]!.address)).toBe(before[1]);
}, 60_000);

async function count(address: string): Promise<number> {
  const args = ['-f', 'flow', 'mailbox', 'status', '-u', address, '-t', 'messages', '*'];
  return Number(/messages=(\d+)/.exec(await stack.doveadm(...args))?.[1]);
}
