import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../mailstack/testing.ts';
import {
  createFolder,
  deleteFolder,
  emptyFolder,
  listFolders,
  updateFolder,
} from '../../shared/folders.ts';
import { listMessages } from '../../shared/messages.ts';
import { readStorage } from '../../shared/storage.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../testing.ts';

const ADDRESS = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';
const LETTER = 'From: x@y.example\r\nSubject: s\r\n\r\nHello\r\n';
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ADDRESS, PASSWORD, { quotaBytes: 10_000_000 });
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn(ADDRESS, PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

const paths = async () => (await ana.call(listFolders, {})).folders.map(({ path }) => path);

describe('folders', () => {
  it('have their purpose, from the server', async () => {
    const { folders } = await ana.call(listFolders, {});
    const uses = Object.fromEntries(folders.map(({ path, specialUse }) => [path, specialUse]));
    expect(uses).toMatchObject({
      INBOX: 'inbox',
      Drafts: 'drafts',
      Sent: 'sent',
      Archive: 'archive',
      Junk: 'junk',
      Trash: 'trash',
    });
  });

  it('count what is in them', async () => {
    await stack.append(ADDRESS, 'Counted', LETTER, ['\\Seen']);
    await stack.append(ADDRESS, 'Counted', LETTER);
    const { folders } = await ana.call(listFolders, {});
    expect(folders.find(({ path }) => path === 'Counted')).toMatchObject({
      total: 2,
      unread: 1,
      uidNext: 3,
    });
  });

  it.each([
    'Été 2026',
    '請求書',
    'العائلة',
    '🎉',
    'a & b',
    'quote"s',
    "l'été",
    'constructor',
    '100 %',
    'back\\slash',
  ])('can be named %s (F-23)', async (name) => {
    const made = await ana.call(createFolder, { parent: null, name });
    expect(made).toMatchObject({ name, path: name, subscribed: true });
    expect(await paths()).toContain(name);
    await stack.append(ADDRESS, name, LETTER);
    expect((await ana.call(listMessages, { folder: name })).total).toBe(1);
    const renamed = await ana.call(updateFolder, { folder: name, name: `${name} 2` });
    expect(renamed.total).toBe(1);
    expect(await ana.call(deleteFolder, { folder: renamed.path })).toEqual({
      folders: 1,
      messages: 1,
    });
    expect(await paths()).not.toContain(renamed.path);
  });

  it('stand in each other, and move and go with what is below', async () => {
    await ana.call(createFolder, { parent: null, name: 'A' });
    await ana.call(createFolder, { parent: 'A', name: 'B' });
    await ana.call(createFolder, { parent: null, name: 'Z' });
    expect(await ana.call(updateFolder, { folder: 'A', parent: 'Z' })).toMatchObject({
      path: 'Z/A',
      parent: 'Z',
    });
    expect(await paths()).toEqual(expect.arrayContaining(['Z', 'Z/A', 'Z/A/B']));
    await expect(ana.call(updateFolder, { folder: 'Z', parent: 'Z/A' })).rejects.toMatchObject({
      code: 'folder-name-invalid',
    });
    expect(await ana.call(deleteFolder, { folder: 'Z' })).toMatchObject({ folders: 3 });
    expect((await paths()).filter((path) => path.startsWith('Z'))).toEqual([]);
  });

  it('refuse a name that is taken, empty or cut by the delimiter', async () => {
    await ana.call(createFolder, { parent: null, name: 'Taken' });
    await expect(ana.call(createFolder, { parent: null, name: 'Taken' })).rejects.toMatchObject({
      status: 409,
      code: 'folder-exists',
    });
    await ana.call(createFolder, { parent: null, name: 'Other' });
    await expect(ana.call(updateFolder, { folder: 'Other', name: 'Taken' })).rejects.toMatchObject({
      code: 'folder-exists',
    });
    await expect(ana.call(createFolder, { parent: null, name: 'a/b' })).rejects.toMatchObject({
      code: 'folder-name-invalid',
    });
    await expect(ana.call(createFolder, { parent: null, name: '  ' })).rejects.toMatchObject({
      code: 'folder-name-invalid',
    });
  });

  it('with a purpose stay', async () => {
    await expect(ana.call(deleteFolder, { folder: 'Trash' })).rejects.toMatchObject({
      code: 'folder-protected',
    });
    await expect(ana.call(updateFolder, { folder: 'INBOX', name: 'X' })).rejects.toMatchObject({
      code: 'folder-protected',
    });
  });

  it('can be hidden and shown', async () => {
    await ana.call(createFolder, { parent: null, name: 'Quiet' });
    expect(await ana.call(updateFolder, { folder: 'Quiet', subscribed: false })).toMatchObject({
      subscribed: false,
    });
    expect(await ana.call(updateFolder, { folder: 'Quiet', subscribed: true })).toMatchObject({
      subscribed: true,
    });
  });

  it('are emptied, and say how many went', async () => {
    for (let i = 0; i < 3; i++) await stack.append(ADDRESS, 'Trash', LETTER);
    expect((await ana.call(readStorage, {})).trash).toBeGreaterThan(0);
    expect(await ana.call(emptyFolder, { folder: 'Trash' })).toEqual({ messages: 3 });
    expect((await ana.call(listMessages, { folder: 'Trash' })).total).toBe(0);
    expect((await ana.call(readStorage, {})).trash).toBe(0);
  });

  it('weigh what the quota says', async () => {
    const { used, limit } = await ana.call(readStorage, {});
    expect(limit).toBeCloseTo(10_000_000, -4);
    expect(used).toBeGreaterThan(0);
  });
});
