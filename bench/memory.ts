import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestStack } from '../mailstack/testing.ts';
import { type Page, Visitor } from '../server/testing.ts';
import { listMessages } from '../shared/messages.ts';
import { signIn } from '../shared/session.ts';
import type { Bed } from './bed.ts';
import type { BenchBridge } from './bridge.ts';

const USERS = 4;

/**
 * Bytes of the bridge's heap for each signed-in user who has the folder open, and has had it sorted.
 * The users are copies of the bed; the first one warms the bridge up and is not counted.
 */
export async function measureMemory(
  stack: TestStack,
  bridge: BenchBridge,
  bed: Bed,
): Promise<number> {
  const [first, ...others] = await copies(stack, bed);
  const pages = [await open(bridge.url, first!, bed.password)];
  const before = await bridge.heap();
  for (const email of others) pages.push(await open(bridge.url, email, bed.password));
  const after = await bridge.heap();
  for (const page of pages) page.close();
  return (after - before) / others.length;
}

async function copies(stack: TestStack, bed: Bed): Promise<string[]> {
  const people = Array.from({ length: USERS }, (_, i) => `copy-${i}-${bed.address}`);
  const homes = join(stack.layout.home, 'mail');
  const homeOf = (address: string) => join(homes, address.split('@')[1]!, address.split('@')[0]!);
  for (const address of people) {
    await stack.addMailbox(address, bed.password);
    await promisify(execFile)('cp', ['-a', homeOf(bed.address), homeOf(address)]);
  }
  return people;
}

async function open(url: string, email: string, password: string): Promise<Page> {
  const visitor = new Visitor(url);
  await visitor.call(signIn, { email, password });
  const { uidValidity, modseq, uidNext } = await visitor.call(listMessages, { folder: 'INBOX' });
  await visitor.call(listMessages, { folder: 'INBOX', sort: 'subject' });
  const page = await visitor.listen();
  page.socket.emit('watch', [{ folder: 'INBOX', uidValidity, modseq, uidNext }]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  return page;
}
