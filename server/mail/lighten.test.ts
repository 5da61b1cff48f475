import type { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../mailstack/testing.ts';
import { connectImap } from './imap.ts';
import { lighten } from './lighten.ts';
import type { Lend } from './part-stream.ts';

const ADDRESS = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';
const RAW = [
  'Subject: S',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  '',
  'words',
  '--b',
  'Content-Type: application/octet-stream; name=a.bin',
  'Content-Disposition: attachment',
  '',
  'x'.repeat(5000),
  '--b--',
  '',
].join('\r\n');
let stack: TestStack;
let imap: ImapFlow;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ADDRESS, PASSWORD);
  const { hostname: host, port } = new URL(stack.env.IMAP_URL);
  const server = { host, port: Number(port), security: 'none' as const };
  const who = { user: ADDRESS, password: PASSWORD };
  imap = await connectImap({ ...server, ca: undefined, anyCertificate: true }, who);
});
afterAll(async () => {
  imap?.close();
  await stack?.stop();
});

it('stopped before or after any of its steps, the original is in its folder or in Trash', async () => {
  let isDone = false;
  for (let steps = 0; !isDone; steps++) {
    for (const when of ['before', 'after'] as const) {
      const folder = `Box ${steps} ${when}`;
      await stack.append(ADDRESS, folder, RAW);
      await imap.mailboxOpen('Trash');
      await imap.messageDelete('1:*');
      await imap.mailboxOpen(folder);
      const order = { folder, uid: 1, parts: ['2'], trash: 'Trash', language: 'en' as const };
      isDone = await lighten(stoppedAt(steps, when), order).then(
        () => true,
        (error) => {
          expect(error).toMatchObject({ message: 'the power went' });
          return false;
        },
      );
      const places = await Promise.all([await holds(folder), await holds('Trash')]);
      expect(places.includes(true), `${when} step ${steps}`).toBe(true);
      if (isDone) expect(places).toEqual([false, true]);
    }
  }
});

/** Lends until the power goes: nothing works from then on. */
function stoppedAt(steps: number, when: 'before' | 'after'): Lend {
  let count = 0;
  return async (act) => {
    const isLast = count++ >= steps;
    if (isLast && (when === 'before' || count > steps + 1)) throw new Error('the power went');
    const result = await act(imap);
    if (isLast) throw new Error('the power went');
    return result;
  };
}

/** True when the whole original is there. */
async function holds(folder: string): Promise<boolean> {
  const { exists } = await imap.mailboxOpen(folder);
  if (!exists) return false;
  const all = await imap.fetchAll('1:*', { source: true });
  return all.some(({ source }) => source?.toString() === RAW);
}
