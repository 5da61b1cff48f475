import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { sizeIn, submissionSize } from './submission-size.ts';

let server: Server | undefined;
afterEach(() => server?.close());

it.each([
  ['250-mx.example\r\n250-SIZE 35000000\r\n250 HELP', 35_000_000],
  ['250-mx.example\r\n250 SIZE 10240000', 10_240_000],
  ['250-mx.example\r\n250-SIZE 0\r\n250 HELP', 52_428_800],
  ['250-mx.example\r\n250-SIZE\r\n250 HELP', 52_428_800],
  ['250-mx.example\r\n250-SIZE 999999999999\r\n250 HELP', 52_428_800],
  ['250-SIZE.example greets you\r\n250 HELP', 25_000_000],
  ['', 25_000_000],
])('%j allows %i bytes', (answer, bytes) => {
  expect(sizeIn(answer)).toBe(bytes);
});

it('a server is asked once; one that does not answer is asked again', async () => {
  let asked = 0;
  const listening = createServer((socket) => {
    asked++;
    socket.on('error', () => {});
    if (asked === 1) return socket.destroy();
    socket.write('220 mx.example\r\n');
    socket.on('data', (line) => {
      if (/^EHLO/i.test(String(line))) socket.write('250-mx.example\r\n250 SIZE 30000000\r\n');
      else socket.end('221 bye\r\n');
    });
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  const mx = {
    host: '127.0.0.1',
    port,
    security: 'none' as const,
    ca: undefined,
    anyCertificate: false,
  };
  expect(await submissionSize(mx)).toBe(25_000_000);
  expect(await Promise.all([submissionSize(mx), submissionSize(mx)])).toEqual([3e7, 3e7]);
  expect(await submissionSize(mx)).toBe(30_000_000);
  expect(asked).toBe(2);
});
