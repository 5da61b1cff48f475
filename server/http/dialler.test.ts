import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDialler } from './dialler.ts';

const limits = { maxBytes: 1000, timeout: 5000, accept: (type: string) => type === 'image/png' };
let base = '';
let asked: { url: string; method: string; headers: IncomingMessage['headers']; body: string }[] =
  [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const remote = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    asked.push({ url: request.url!, method: request.method!, headers: request.headers, body });
    answer(request, response);
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => remote.listen(0, '127.0.0.1', resolve));
  base = `http://localhost:${(remote.address() as AddressInfo).port}`;
});
afterAll(() => {
  remote.closeAllConnections();
  remote.close();
});
beforeEach(() => {
  asked = [];
  answer = (_request, response) => png(response);
});

describe('where the dialler does not go (S-41)', () => {
  it.each([
    '127.0.0.1',
    '127.1',
    '127.0.0.2',
    '2130706433',
    '017700000001',
    '0177.0.0.1',
    '0x7f000001',
    '0x7f.1',
    '127.0.0.1.',
    '0',
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '10.255.255.255',
    '012.0.0.1',
    '100.64.0.1',
    '100.127.255.255',
    '169.254.169.254',
    '2852039166',
    '0xa9fea9fe',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.0.1',
    '192.168.257',
    '3232235521',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.7',
    '203.0.113.9',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '１２７.0.0.1',
    '[::]',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::127.0.0.1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::ffff:10.0.0.1]',
    '[::ffff:0:127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b::a00:1]',
    '[64:ff9b:1::1]',
    '[100::1]',
    '[2001::1]',
    '[2001:db8::1]',
    '[2002:7f00:1::]',
    '[fc00::1]',
    '[fd12:3456::1]',
    '[fe80::1]',
    '[fec0::1]',
    '[ff02::1]',
    '[5f00::1]',
  ])('http://%s/', async (host) => {
    const dialler = createDialler({ lookup: neverAsked });
    await expect(dialler.get(`http://${host}/`, limits)).rejects.toMatchObject({
      code: 'remote-refused',
    });
    await expect(dialler.post(`https://${host}/`, {}, limits)).rejects.toMatchObject({
      code: 'remote-refused',
    });
    const bytes = { headers: {}, body: Buffer.from('x') };
    await expect(dialler.send(`https://${host}/`, bytes, limits)).rejects.toMatchObject({
      code: 'remote-refused',
    });
  });

  it.each([
    ['a private address', ['10.0.0.1']],
    ['a public and a private address', ['93.184.215.14', '127.0.0.1']],
    ['a mapped address', ['::ffff:192.168.1.1']],
    ['the link-local place of cloud secrets', ['169.254.169.254']],
  ])('a name with %s', async (_title, addresses) => {
    const dialler = createDialler({ lookup: answering(addresses) });
    for (const name of ['rebind.example', '127-0-0-1.nip.example', 'localhost']) {
      await expect(dialler.get(`http://${name}/a.png`, limits)).rejects.toMatchObject({
        code: 'remote-refused',
      });
    }
  });

  it('a name that the system resolves to this machine', async () => {
    const { port } = remote.address() as AddressInfo;
    await expect(createDialler().get('http://localhost/', limits)).rejects.toMatchObject({
      code: 'remote-refused',
    });
    await expect(createDialler().get(`http://localhost:${port}/`, limits)).rejects.toMatchObject({
      code: 'remote-refused',
    });
    expect(asked).toEqual([]);
  });

  it.each([
    'file:///etc/passwd',
    'ftp://example.org/',
    'gopher://example.org/',
    'data:image/png,x',
    'javascript:alert(1)',
    'http://user@example.org/',
    'http://user:secret@example.org/',
    'http://example.org:25/',
    'https://example.org:8443/',
    'http://',
    '//example.org/',
    '',
    'http://exa mple.org/',
  ])('"%s"', async (url) => {
    await expect(createDialler({ lookup: neverAsked }).get(url, limits)).rejects.toMatchObject({
      code: 'remote-refused',
    });
  });

  it('anywhere by a redirect', async () => {
    const dialler = createDialler({ allowLoopback: true });
    for (const location of [
      'http://10.0.0.1/',
      'http://[fd00::1]/',
      'file:///etc/passwd',
      'http://u:p@localhost/',
    ]) {
      asked = [];
      answer = (_request, response) => response.writeHead(302, { location }).end();
      await expect(dialler.get(base, limits)).rejects.toMatchObject({ code: 'remote-refused' });
      expect(asked).toHaveLength(1);
    }
  });
});

describe('what the dialler brings', () => {
  const dialler = createDialler({ allowLoopback: true });

  it('is the bytes, their type and where they came from, without cookies or referrer', async () => {
    answer = ({ url }, response) => {
      if (url === '/a') response.writeHead(301, { location: '/b', 'set-cookie': 'id=1' }).end();
      else png(response);
    };
    const fetched = await dialler.get(`${base}/a`, limits);
    expect(fetched).toEqual({ type: 'image/png', bytes: Buffer.from('png'), url: `${base}/b` });
    expect(asked.map(({ url }) => url)).toEqual(['/a', '/b']);
    for (const { headers } of asked) {
      expect(Object.keys(headers).sort()).toEqual([
        'accept',
        'accept-encoding',
        'connection',
        'host',
        'user-agent',
      ]);
    }
  });

  it('is not of a type that nobody asked for', async () => {
    for (const type of ['text/html', 'image/svg+xml', '']) {
      answer = (_request, response) => response.writeHead(200, { 'content-type': type }).end('x');
      await expect(dialler.get(base, limits)).rejects.toMatchObject({ code: 'remote-refused' });
    }
  });

  it('is not larger than allowed, whatever its header says', async () => {
    answer = (_request, response) => png(response, 'x'.repeat(1001));
    await expect(dialler.get(base, limits)).rejects.toMatchObject({ code: 'remote-refused' });
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'image/png' });
      for (let i = 0; i < 11; i++) response.write('x'.repeat(100));
      response.end();
    };
    await expect(dialler.get(base, limits)).rejects.toMatchObject({ code: 'remote-refused' });
  });

  it('is not packed', async () => {
    answer = (_request, response) =>
      response.writeHead(200, { 'content-type': 'image/png', 'content-encoding': 'gzip' }).end('x');
    await expect(dialler.get(base, limits)).rejects.toMatchObject({ code: 'remote-refused' });
  });

  it('is not waited for without end: an answer that drips is cut', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'image/png' });
      response.write('x');
    };
    await expect(dialler.get(base, { ...limits, timeout: 100 })).rejects.toMatchObject({
      code: 'remote-failed',
    });
    answer = () => {};
    await expect(dialler.post(base, {}, { timeout: 100 })).rejects.toMatchObject({
      code: 'remote-failed',
    });
  });

  it('is nothing after too many redirects, an error or silence', async () => {
    answer = (_request, response) => response.writeHead(302, { location: '/again' }).end();
    await expect(dialler.get(base, limits)).rejects.toMatchObject({ code: 'remote-failed' });
    expect(asked).toHaveLength(5);
    answer = (_request, response) => response.writeHead(404).end();
    await expect(dialler.get(base, limits)).rejects.toMatchObject({ code: 'remote-failed' });
    answer = (request) => request.socket.destroy();
    await expect(dialler.get(base, limits)).rejects.toMatchObject({ code: 'remote-failed' });
  });

  it('is the status of a form that was posted once', async () => {
    answer = (_request, response) => response.writeHead(302, { location: '/again' }).end();
    const { status } = await dialler.post(`${base}/u`, { 'List-Unsubscribe': 'One-Click' }, limits);
    expect(status).toBe(302);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      method: 'POST',
      url: '/u',
      body: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(asked[0]?.headers.cookie).toBeUndefined();
  });
});

function png(response: ServerResponse, content = 'png') {
  response.writeHead(200, { 'content-type': 'Image/PNG; charset=x' }).end(content);
}

const neverAsked: LookupFunction = (name) => {
  throw new Error(`${name} was looked up`);
};

function answering(addresses: string[]): LookupFunction {
  return (_name, _options, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
}
