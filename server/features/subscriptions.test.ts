import { readFileSync } from 'node:fs';
import type { createServer, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../mailstack/testing.ts';
import { listMessages, readMessage } from '../../shared/messages.ts';
import { leaveList, readSubscription } from '../../shared/subscriptions.ts';
import { createDialler } from '../http/dialler.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../testing.ts';

const ANA = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';
const SIGNED = [
  'Authentication-Results: mx.demo.example; dkim=pass header.d=lists.example header.s=k',
  'DKIM-Signature: v=1; d=lists.example; s=k; h=from:list-unsubscribe:list-unsubscribe-post; b=x',
  'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
];
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;
let port = 0;
let asked: { url: string; body: string; cookie: string | undefined }[] = [];
let answer: (response: ServerResponse) => void;
let list: ReturnType<typeof createServer>;
let count = 0;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ANA, PASSWORD);
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn(ANA, PASSWORD);
  const file = (name: string) => readFileSync(join(stack.layout.tls, name));
  list = createTlsServer(
    { key: file('key.pem'), cert: file('certificate.pem') },
    (request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        asked.push({
          url: `${request.method} ${request.url}`,
          body,
          cookie: request.headers.cookie,
        });
        answer(response);
      });
    },
  );
  await new Promise<void>((resolve) => list.listen(0, '127.0.0.1', resolve));
  port = (list.address() as AddressInfo).port;
  bridge.context.dialler = createDialler({ allowLoopback: true, ca: file('authority.pem') });
});
afterAll(async () => {
  list?.closeAllConnections();
  list?.close();
  await bridge?.stop();
  await stack?.stop();
});
beforeEach(() => {
  asked = [];
  answer = (response) => response.writeHead(200).end('bye');
});

describe('leaving a list', () => {
  it('by one click asks the list once, in its form, and is remembered for every letter of it', async () => {
    const id = `news-${++count}.lists.example`;
    const way = `List-Unsubscribe: <https://localhost:${port}/u?id=1>, <mailto:u@lists.example>`;
    const place = await arrives([...SIGNED, way, `List-Id: News <${id}>`]);
    const later = await arrives([...SIGNED, way, `List-Id: News of May <${id}>`]);
    const { says } = await ana.call(readMessage, place);
    expect(says?.wayOut).toMatchObject({ oneClick: true, letter: { to: 'u@lists.example' } });
    expect(await ana.call(readSubscription, place)).toEqual({ left: null });
    expect(asked).toEqual([]);
    const { left } = await ana.call(leaveList, { ...place, way: 'one-click' });
    expect(left?.way).toBe('one-click');
    expect(asked).toEqual([
      { url: 'POST /u?id=1', body: 'List-Unsubscribe=One-Click', cookie: undefined },
    ]);
    expect(await ana.call(readSubscription, later)).toEqual({ left });
  });

  it.each([
    ['nothing is signed', SIGNED.slice(2)],
    [
      'our server did not confirm it',
      [
        ...SIGNED.slice(1),
        'Authentication-Results: mx.evil.example; dkim=pass header.d=lists.example',
      ],
    ],
    ['it was not announced', SIGNED.slice(0, 2)],
  ])('by one click is refused when %s (S-42)', async (_title, lines) => {
    const place = await arrives([...lines, `List-Unsubscribe: <https://localhost:${port}/u>`]);
    await expect(ana.call(leaveList, { ...place, way: 'one-click' })).rejects.toMatchObject({
      code: 'input-invalid',
    });
    expect(asked).toEqual([]);
    expect(await ana.call(readSubscription, place)).toEqual({ left: null });
  });

  it('is not believed when the list answers otherwise, or sends elsewhere', async () => {
    const place = await arrives([
      ...SIGNED,
      `List-Unsubscribe: <https://localhost:${port}/u>`,
      `List-Id: <fails-${++count}.example>`,
    ]);
    for (const status of [302, 404, 500]) {
      answer = (response) => response.writeHead(status, { location: '/elsewhere' }).end();
      await expect(ana.call(leaveList, { ...place, way: 'one-click' })).rejects.toMatchObject({
        code: 'remote-failed',
      });
    }
    expect(asked.map(({ url }) => url)).toEqual(['POST /u', 'POST /u', 'POST /u']);
    expect(await ana.call(readSubscription, place)).toEqual({ left: null });
  });

  it('never calls a machine that is not public (S-41)', async () => {
    const guarded = bridge.context.dialler;
    bridge.context.dialler = createDialler();
    const place = await arrives([...SIGNED, 'List-Unsubscribe: <https://localhost/u>']);
    await expect(ana.call(leaveList, { ...place, way: 'one-click' })).rejects.toMatchObject({
      code: 'remote-refused',
    });
    bridge.context.dialler = guarded;
  });

  it('by letter or page is remembered too; where there is no way, there is none', async () => {
    const id = `List-Id: <other-${++count}.example>`;
    const place = await arrives(['List-Unsubscribe: <mailto:u@lists.example>', id]);
    expect((await ana.call(leaveList, { ...place, way: 'letter' })).left?.way).toBe('letter');
    expect((await ana.call(readSubscription, place)).left?.way).toBe('letter');
    const none = await arrives([]);
    await expect(ana.call(leaveList, { ...none, way: 'page' })).rejects.toMatchObject({
      code: 'input-invalid',
    });
  });
});

async function arrives(lines: string[]) {
  const head = ['From: news@lists.example', `To: ${ANA}`, 'Subject: News', ...lines, '', 'Hello'];
  await stack.append(ANA, 'INBOX', head.join('\r\n'));
  const { rows } = await ana.call(listMessages, { folder: 'INBOX' });
  return { folder: 'INBOX', uid: rows[0]!.uid };
}
