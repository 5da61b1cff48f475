import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { CardDav, type RemoteBook } from './carddav.ts';
import { guardedFetch } from './carddav-fetch.ts';
import type { Login } from './login.ts';
import type { ImapPool } from './pool.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

type Answer = (request: IncomingMessage & { body: string }, response: ServerResponse) => void;

async function scripted(answer: Answer): Promise<string> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => answer(Object.assign(request, { body }), response));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const at = (template: string) => ({ template, ca: undefined, anyCertificate: false });
const pool = {
  credentialsFor: () => ({ user: 'ana@test.example', pass: 'secret' }),
} as unknown as ImapPool;
const login = {} as Login;
const use = <T>(template: string, act: (book: RemoteBook) => Promise<T>) =>
  new CardDav(at(template), pool).use(login, act);

const multistatus = (...responses: string[]) =>
  `<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:card="urn:ietf:params:xml:ns:carddav" xmlns:cs="http://calendarserver.org/ns/">${responses.join('')}</d:multistatus>`;
const found = (href: string, props: string) =>
  `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${props}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`;
const BOOK = '<d:resourcetype><d:collection/><card:addressbook/></d:resourcetype>';

function tell(response: ServerResponse, status: number, body = '') {
  response.writeHead(status, { 'Content-Type': 'application/xml; charset=utf-8' });
  response.end(body);
}

describe('the way to the address book server', () => {
  it('leads nowhere else: the password stays with the administrator’s server (S-41)', async () => {
    const heard: string[] = [];
    const thief = await scripted((request, response) => {
      heard.push(request.headers.authorization ?? '');
      tell(response, 207, multistatus());
    });
    const server = await scripted((_request, response) => {
      response.writeHead(307, { Location: `${thief}/book/` });
      response.end();
    });
    await expect(use(`${server}/`, async () => {})).rejects.toMatchObject({
      code: 'remote-refused',
    });
    const naming = await scripted((_request, response) =>
      tell(
        response,
        207,
        multistatus(
          found(
            '/',
            `<card:addressbook-home-set><d:href>${thief}/home/</d:href></card:addressbook-home-set>`,
          ),
        ),
      ),
    );
    await expect(use(`${naming}/`, async () => {})).rejects.toMatchObject({
      code: 'remote-refused',
    });
    const ask = guardedFetch(at(`${server}/`), 'Basic x');
    for (const address of [thief, 'file:///etc/passwd', `${server.replace('//', '//a:b@')}/`, 'x'])
      await expect(ask(address)).rejects.toMatchObject({ code: 'remote-refused' });
    expect(heard).toEqual([]);
  });

  it('follows the server’s own redirects, and fills the address by the login', async () => {
    const asked: string[] = [];
    const server = await scripted((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      if (request.url !== '/dav/') {
        response.writeHead(301, { Location: '/dav/' });
        return response.end();
      }
      tell(response, 207, multistatus(found('/dav/', `${BOOK}<cs:getctag>7</cs:getctag>`)));
    });
    const book = await use(`${server}/{user}/{domain}/{email}`, async ({ url, token }) => ({
      url,
      token,
    }));
    expect(book.token).toBe('7');
    const basic = `Basic ${Buffer.from('ana@test.example:secret').toString('base64')}`;
    expect(asked[0]).toBe(`PROPFIND /ana/test.example/ana%40test.example ${basic}`);
  });

  it.each([
    [401, 'remote-refused'],
    [403, 'remote-refused'],
    [404, 'not-found'],
    [500, 'remote-failed'],
  ])('an answer of %i is said', async (status, code) => {
    const server = await scripted((_request, response) => tell(response, status));
    await expect(use(`${server}/`, async () => {})).rejects.toMatchObject({ code });
  });

  it('an answer that is no XML, or of another shape, is a failure and no crash', async () => {
    for (const body of [
      '',
      'not xml',
      '<a/>',
      '<d:multistatus xmlns:d="DAV:"/>',
      multistatus('<d:response/>'),
    ]) {
      const server = await scripted((_request, response) => tell(response, 207, body));
      await expect(use(`${server}/`, async () => 'opened')).rejects.toThrow();
    }
  });
});

describe('an address book', () => {
  const withBook = (answer: Answer) =>
    scripted((request, response) => {
      const isFinding = request.method === 'PROPFIND' && request.headers.depth === '0';
      if (isFinding)
        return tell(
          response,
          207,
          multistatus(found('/b/', `${BOOK}<d:sync-token>http://t/2</d:sync-token>`)),
        );
      answer(request, response);
    });

  it('is listed by all ETags when the server knows the token no more', async () => {
    const server = await withBook((request, response) => {
      if (request.method === 'REPORT')
        return tell(response, 403, '<d:error xmlns:d="DAV:"><d:valid-sync-token/></d:error>');
      tell(
        response,
        207,
        multistatus(
          found('/b/', `${BOOK}<d:getetag>"c"</d:getetag>`),
          found('/b/%C3%A9%20t.vcf', '<d:getetag>"1"</d:getetag><d:resourcetype/>'),
        ),
      );
    });
    const listing = await use(`${server}/b/`, (book) => book.list('http://t/1'));
    expect(listing).toEqual({
      there: [{ href: '/b/%C3%A9%20t.vcf', etag: '"1"' }],
      gone: [],
      isComplete: true,
    });
  });

  it('tells what is gone since a token', async () => {
    const server = await withBook((request, response) => {
      expect(request.body).toContain('http://t/1');
      tell(
        response,
        207,
        multistatus(
          '<d:response><d:href>/b/gone.vcf</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>',
          found('/b/new.vcf', '<d:getetag>"2"</d:getetag>'),
        ),
      );
    });
    const listing = await use(`${server}/b/`, (book) => book.list('http://t/1'));
    expect(listing).toEqual({
      there: [{ href: '/b/new.vcf', etag: '"2"' }],
      gone: ['/b/gone.vcf'],
      isComplete: false,
    });
  });

  it('takes a card only over the version that is known', async () => {
    const asked: [string, string | undefined, string | undefined][] = [];
    const answers = [201, 412, 404, 204, 507];
    const server = await withBook((request, response) => {
      asked.push([request.method!, request.headers['if-match'], request.headers['if-none-match']]);
      const status = answers.shift()!;
      response.writeHead(status, status === 201 ? { ETag: '"9"' } : {});
      response.end();
    });
    await use(`${server}/b/`, async (book) => {
      const href = book.hrefOf('a b');
      expect(href).toBe('/b/a%20b.vcf');
      expect(await book.write(href, 'x', null)).toEqual({ etag: '"9"' });
      expect(await book.write(href, 'x', '"8"')).toBe('conflict');
      expect(await book.write(href, 'x', '"8"')).toBe('gone');
      expect(await book.remove(href, '"9"')).toEqual({ etag: null });
      await expect(book.write(href, 'x', null)).rejects.toMatchObject({ code: 'remote-failed' });
    });
    expect(asked.slice(0, 4)).toEqual([
      ['PUT', undefined, '*'],
      ['PUT', '"8"', undefined],
      ['PUT', '"8"', undefined],
      ['DELETE', '"9"', undefined],
    ]);
  });
});
