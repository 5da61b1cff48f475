import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readPasswordConfig } from '../../../config-password.ts';
import { openPasswordWay } from '../way.ts';

const SECRET = 'a-secret-of-sixteen-or-more';
const wish = { account: 'ana@test.example', current: 'old', next: 'plume-Orage9-tuile-banc' };
let server: Server;
let asked: { request: IncomingMessage; body: string }[] = [];
let answer: { status: number; body: string; headers?: Record<string, string> };

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    asked.push({ request, body });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  answer = { status: 204, body: '' };
});

const change = (port = (server.address() as AddressInfo).port) => {
  const { source } = readPasswordConfig(
    { PASSWORD_URL: `http://127.0.0.1:${port}/password`, PASSWORD_HOOK_SECRET: SECRET },
    false,
  );
  return openPasswordWay(source, null)!.change(wish);
};

it('tells the administrator’s program, with the secret', async () => {
  await change();
  expect(asked).toHaveLength(1);
  const { request, body } = asked[0]!;
  expect(request.method).toBe('POST');
  expect(request.headers.authorization).toBe(`Bearer ${SECRET}`);
  expect(JSON.parse(body)).toEqual({
    address: 'ana@test.example',
    user: 'ana',
    domain: 'test.example',
    current: 'old',
    password: 'plume-Orage9-tuile-banc',
  });
});

it('hands on why it was refused, as one plain line', async () => {
  answer = { status: 422, body: JSON.stringify({ message: 'Too\r\nnear\u202e to the old one' }) };
  await expect(change()).rejects.toMatchObject({
    code: 'password-refused',
    details: { reason: 'Too  near  to the old one' },
  });
  answer = { status: 400, body: '<html>'.repeat(100_000) };
  await expect(change()).rejects.toMatchObject({ details: { reason: '' } });
});

it('follows nobody with the passwords, and takes no failure for a success', async () => {
  answer = { status: 307, body: '', headers: { Location: '/elsewhere' } };
  await expect(change()).rejects.toMatchObject({ code: 'password-unwritten' });
  expect(asked).toHaveLength(1);
  for (const status of [401, 404, 500]) {
    answer = { status, body: '' };
    await expect(change()).rejects.toMatchObject({ code: 'password-unwritten' });
  }
  await expect(change(1)).rejects.toMatchObject({ code: 'password-unwritten' });
});
