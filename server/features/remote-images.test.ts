import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../mailstack/testing.ts';
import { remoteImageAddress } from '../../shared/remote-images.ts';
import { createDialler } from '../http/dialler.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../testing.ts';

const PICTURE = Buffer.from('a picture, as far as anybody here knows');
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;
let shop: Server;
let shopUrl: string;
/** What it has not answered yet. */
const held: ServerResponse[] = [];
/** What the other server was asked for, with which headers. */
let asked: { path: string; headers: Record<string, unknown> }[] = [];

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox('ana@test.example', 'Canary-7-tilleul');
  bridge = await startTestBridge(stack);
  bridge.context.dialler = createDialler({ allowLoopback: true });
  ana = await bridge.signIn('ana@test.example', 'Canary-7-tilleul');
  shop = createServer((request, response) => {
    asked.push({ path: request.url ?? '', headers: request.headers });
    const type = /type=([^&]+)/.exec(request.url ?? '')?.[1];
    if (request.url === '/gone.png') response.writeHead(404).end();
    else if (request.url === '/away.png') response.writeHead(302, { Location: '/hero.png' }).end();
    else if (request.url === '/slow.png') held.push(response);
    else if (request.url === '/large.png')
      response.writeHead(200, { 'Content-Type': 'image/png' }).end(Buffer.alloc(6 * 1024 * 1024));
    else
      response
        .writeHead(200, {
          'Content-Type': type ? decodeURIComponent(type) : 'image/png',
          'Set-Cookie': 'reader=ana',
          'Cache-Control': 'public',
        })
        .end(PICTURE);
  });
  await new Promise<void>((done) => shop.listen(0, '127.0.0.1', done));
  shopUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
});
afterAll(async () => {
  shop?.close();
  await bridge?.stop();
  await stack?.stop();
});
beforeEach(() => {
  asked = [];
});

const ask = (url: string, init?: RequestInit) => ana.fetch(remoteImageAddress(url), init);
const refusal = async (response: Response) =>
  ((await response.json()) as { error: { code: string } }).error.code;

async function expectNone(response: Response, code: string) {
  expect([response.status, response.headers.get('x-refusal')]).toEqual([204, code]);
  expect((await response.arrayBuffer()).byteLength).toBe(0);
}

describe('pictures of other servers (S-14, S-41)', () => {
  it('come through the bridge, which says nothing of the reader', async () => {
    for (const path of ['/hero.png', '/away.png']) {
      const response = await ask(shopUrl + path);
      expect(response.status).toBe(200);
      expect(Buffer.from(await response.arrayBuffer())).toEqual(PICTURE);
      expect(response.headers.get('content-type')).toBe('image/png');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
      expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
      expect(response.headers.get('cache-control')).toBe('private, max-age=3600');
      expect(response.headers.get('set-cookie')).toBeNull();
    }
    expect(asked.map(({ path }) => path)).toEqual(['/hero.png', '/away.png', '/hero.png']);
    for (const { headers } of asked) {
      expect(Object.keys(headers).sort()).toEqual(
        ['accept', 'accept-encoding', 'connection', 'host', 'user-agent'].sort(),
      );
      expect(JSON.stringify(headers)).not.toMatch(/ana|cookie|referer|forwarded/i);
    }
  });

  it.each([
    'image/svg+xml',
    'text/html',
    'application/octet-stream',
    'image/png, text/html',
    'image/x-icon',
    '',
  ])('are pictures, and not %j', async (type) => {
    const response = await ask(`${shopUrl}/x?type=${encodeURIComponent(type) || '%20'}`);
    await expectNone(response, 'remote-refused');
  });

  it.each([
    ['/large.png', 'remote-refused'],
    ['/gone.png', 'remote-failed'],
  ])('that cannot be had leave an empty place: %s', async (path, code) => {
    await expectNone(await ask(shopUrl + path), code);
  });

  it.each([
    'file:///etc/passwd',
    'ftp://else.example/x.png',
    'data:image/png;base64,AAAA',
    '/api/session',
    '//else.example/x.png',
    'https://',
    '',
    `https://else.example/${'x'.repeat(5000)}`,
    'https://else.example/\r\nX-Header: y',
  ])('have an address of the web: not %j', async (url) => {
    const response = await ask(url);
    expect([response.status, await refusal(response)]).toEqual([400, 'input-invalid']);
  });

  it('are never fetched for a link, a picture element or a stranger', async () => {
    const url = `${shopUrl}/hero.png`;
    expect(await refusal(await ask(url, { headers: { 'X-Sobre': '' } }))).toBe('origin-refused');
    const stranger = await bridge.visitor().fetch(remoteImageAddress(url));
    expect(stranger.status).toBe(401);
    expect(asked).toEqual([]);
  });

  it('are so many at a time, however many are asked for at one moment', async () => {
    const statuses: number[] = [];
    const answers = Array.from({ length: 40 }, () =>
      ask(`${shopUrl}/slow.png`).then(({ status }) => statuses.push(status)),
    );
    await expect.poll(() => statuses).toEqual(Array.from({ length: 16 }, () => 429));
    await expect.poll(() => held).toHaveLength(24);
    for (const one of held) one.writeHead(200, { 'Content-Type': 'image/png' }).end(PICTURE);
    await Promise.all(answers);
    expect(statuses.filter((status) => status === 200)).toHaveLength(24);
    expect((await ask(`${shopUrl}/hero.png`)).status).toBe(200);
  });

  it('never lead into our own network', async () => {
    const own = await startTestBridge(stack);
    const bruno = await own.signIn('ana@test.example', 'Canary-7-tilleul');
    for (const host of [
      '127.0.0.1',
      'localhost',
      '[::1]',
      '10.0.0.1',
      '169.254.169.254',
      '0x7f.1',
      '2130706433',
    ]) {
      await expectNone(
        await bruno.fetch(remoteImageAddress(`http://${host}/x.png`)),
        'remote-refused',
      );
    }
    await own.stop();
  });
});
