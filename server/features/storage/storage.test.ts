import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { readStorage, weighFolder, weighFolders } from '../../../shared/storage.ts';
import { keepStorageDay } from '../../store/storage-days.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const PASSWORD = 'Canary-7-tilleul';
const DAY = 86_400_000;
let stack: TestStack;
let bridge: TestBridge;

beforeAll(async () => {
  stack = await startTestStack();
  bridge = await startTestBridge(stack);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

const letter = (size: number) => `From: x@y.example\r\nSubject: s\r\n\r\n${'x'.repeat(size)}\r\n`;

async function somebody(name: string, quotaBytes?: number): Promise<[string, Visitor]> {
  const address = `${name}@test.example`;
  await stack.addMailbox(address, PASSWORD, quotaBytes ? { quotaBytes } : {});
  return [address, await bridge.signIn(address, PASSWORD)];
}

/** Bytes and messages of each folder, as doveadm counts them. */
async function doveadmFolders(address: string) {
  const lines = await stack.doveadm(
    '-f',
    'tab',
    'mailbox',
    'status',
    '-u',
    address,
    'messages vsize',
    '*',
  );
  return lines
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .map(([folder = '', messages, bytes]) => ({
      folder,
      messages: Number(messages),
      bytes: Number(bytes),
    }));
}
const byName = (folders: { folder: string }[]) =>
  folders.toSorted((a, b) => a.folder.localeCompare(b.folder));

describe('what a mailbox weighs', () => {
  it('is told folder by folder, to the byte', async () => {
    const [address, ana] = await somebody('ana');
    for (const [folder, size] of [
      ['INBOX', 1000],
      ['INBOX', 70_000],
      ['Trash', 5000],
      ['Été/Lac', 300],
    ] as const)
      await stack.append(address, folder, letter(size));
    const { folders } = await ana.call(weighFolders, {});
    const counted = await doveadmFolders(address);
    expect(byName(folders.filter(({ messages }) => messages))).toEqual(
      byName(counted.filter(({ messages }) => messages)),
    );
    const trash = counted.find(({ folder }) => folder === 'Trash');
    expect(await ana.call(weighFolder, { folder: 'Trash' })).toEqual({
      messages: trash?.messages,
      bytes: trash?.bytes,
    });
  });

  it('is the sum of the folders where no quota is', async () => {
    const [address, bob] = await somebody('bob');
    await stack.append(address, 'INBOX', letter(1000));
    await stack.append(address, 'Trash', letter(2000));
    const storage = await bob.call(readStorage, {});
    const counted = await doveadmFolders(address);
    expect(storage).toMatchObject({
      used: counted.reduce((sum, { bytes }) => sum + bytes, 0),
      limit: null,
      messages: null,
      roots: [],
      lastMonth: null,
    });
  });

  it('is what the quota says where there is one', async () => {
    const [address, eve] = await somebody('eve', 10_000_000);
    await stack.append(address, 'INBOX', letter(100_000));
    const { used, limit } = await eve.call(readStorage, {});
    expect(limit).toBeCloseTo(10_000_000, -4);
    expect(used).toBeGreaterThan(99_000);
  });
});

describe('last month', () => {
  const kept = (address: string, days: number, used: number) =>
    keepStorageDay(bridge.context.store, address, used, Date.now() - days * DAY);

  it('is what the mailbox weighed four weeks ago, or at the last look before', async () => {
    const [address, ana] = await somebody('zoe');
    await kept(address, 5, 5000);
    expect((await ana.call(readStorage, {})).lastMonth).toBeNull();
    await kept(address, 50, 2000);
    await kept(address, 31, 3000);
    expect((await ana.call(readStorage, {})).lastMonth).toBe(3000);
  });

  it('is not known from a look of long ago, nor from that of somebody else (S-37)', async () => {
    const [address, lea] = await somebody('lea');
    await kept(address, 90, 2000);
    expect((await lea.call(readStorage, {})).lastMonth).toBeNull();
  });
});
