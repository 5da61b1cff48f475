import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { type Imported, importAddress, mailFileTypes } from '../../../shared/files.ts';
import { expungeMessages, listMessages, sourceAddress } from '../../../shared/messages.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const ADDRESS = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;
let box = 0;
let folder = '';

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ADDRESS, PASSWORD);
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn(ADDRESS, PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});
beforeEach(async () => {
  folder = `Brought in ${++box}`;
  await stack.doveadm('mailbox', 'create', '-u', ADDRESS, folder);
});

const EML = 'Subject: A letter\nDate: Thu, 29 Feb 2024 10:30:00 +0100\n\nWords.\n';
const mbox = (count: number, words = 'Words.') =>
  Array.from({ length: count }, (_, i) => {
    const date = new Date(Date.UTC(2020, 0, 1 + i)).toUTCString();
    return `From x Wed Jan 01 00:00:00 2020\nSubject: n${i}\nDate: ${date}\n\n${words}\n\n`;
  }).join('');

describe('bringing in files of messages', () => {
  it('keeps what they are and when they were, and marks them as read', async () => {
    expect(await bringIn(EML)).toEqual({ count: 1, uids: [1] });
    const { rows } = await ana.call(listMessages, { folder });
    expect(rows[0]).toMatchObject({
      subject: 'A letter',
      received: Date.parse('2024-02-29T09:30:00Z'),
    });
    expect(rows[0]?.flags).toContain('\\Seen');
    const source = await (await ana.fetch(sourceAddress(folder, 1))).text();
    expect(source).toBe(EML.replaceAll('\n', '\r\n'));
  });

  it('takes an mbox of many, and can be taken back', async () => {
    const { count, uids } = await bringIn(mbox(300), 'mbox');
    expect([count, uids]).toEqual([300, [[1, 300]]]);
    const { rows } = await ana.call(listMessages, { folder, limit: 2 });
    expect(rows.map(({ subject }) => subject)).toEqual(['n299', 'n298']);
    expect(await ana.call(expungeMessages, { folder, uids })).toEqual({ count: 300 });
  });

  it('leaves nothing of a file that is broken, too much, or given up', async () => {
    const broken = `${mbox(5)}From x Wed Jan 01 00:00:00 2020\nno header at all\n`;
    await expect(bringIn(broken, 'mbox')).rejects.toThrow('not-mail');
    await expect(bringIn('PK\u0003\u0004')).rejects.toThrow('not-mail');
    await expect(bringIn('')).rejects.toThrow('not-mail');
    expect((await ana.call(listMessages, { folder })).total).toBe(0);

    const upload = request(bridge.url + importAddress(folder), {
      method: 'POST',
      headers: {
        'Content-Type': mailFileTypes.mbox,
        'X-Sobre': '1',
        Origin: bridge.url,
        Cookie: ana.cookie,
      },
    });
    const given = new Promise((resolve) => upload.on('error', resolve));
    upload.write(mbox(50));
    await expect
      .poll(async () => (await ana.call(listMessages, { folder })).total)
      .toBeGreaterThan(10);
    upload.destroy();
    await given;
    await expect
      .poll(async () => {
        const { total, uidNext } = await ana.call(listMessages, { folder });
        return [total, uidNext > 1];
      })
      .toEqual([0, true]);
  });

  it('stops in words when the mailbox is full, and keeps nothing', async () => {
    await stack.addMailbox('small@test.example', PASSWORD, { quotaBytes: 200_000 });
    const small = await bridge.signIn('small@test.example', PASSWORD);
    const file = mbox(40, 'x'.repeat(20_000));
    await expect(bringIn(file, 'mbox', { who: small, to: 'Archive' })).rejects.toThrow(
      'mailbox-full',
    );
    await expect
      .poll(async () => (await small.call(listMessages, { folder: 'Archive' })).total)
      .toBe(0);
  });

  it('goes to a folder that is there, from our own page only (S-34)', async () => {
    await expect(bringIn(EML, 'eml', { to: 'Nowhere' })).rejects.toThrow('not-found');
    const foreign = await ana.fetch(importAddress(folder), {
      method: 'POST',
      body: EML,
      headers: { 'Content-Type': 'message/rfc822', Origin: 'https://evil.example' },
    });
    expect(foreign.status).toBe(403);
    const form = await ana.fetch(importAddress(folder), {
      method: 'POST',
      body: EML,
      headers: { 'Content-Type': 'text/plain' },
    });
    expect(form.status).toBe(403);
  });
});

async function bringIn(
  file: string,
  kind: keyof typeof mailFileTypes = 'eml',
  { who = ana, to = folder } = {},
): Promise<Imported> {
  const response = await who.fetch(importAddress(to), {
    method: 'POST',
    body: file,
    headers: { 'Content-Type': mailFileTypes[kind] },
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error.code);
  return answer;
}
