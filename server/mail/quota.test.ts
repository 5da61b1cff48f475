import { type AddressInfo, createServer, type Server } from 'node:net';
import { ImapFlow } from 'imapflow';
import { afterEach, describe, expect, it } from 'vitest';
import { readQuotaRoots, tightest } from './quota.ts';

let server: Server | undefined;
let imap: ImapFlow | undefined;
afterEach(() => {
  imap?.close();
  server?.close();
});

/** A server that answers each command by its name; what is not named is OK and says nothing. */
async function connectedTo(capabilities: string, answers: Record<string, string[]>) {
  server = createServer((socket) => {
    socket.write('* OK ready\r\n');
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      for (const line of bytes.toString().split('\r\n').filter(Boolean)) {
        const [tag = '', command = ''] = line.split(' ');
        const name = command.toUpperCase();
        if (name === 'CAPABILITY') socket.write(`* CAPABILITY IMAP4rev1 ${capabilities}\r\n`);
        const [last = 'OK done', ...before] = (answers[name] ?? []).toReversed();
        for (const one of before.toReversed()) socket.write(`* ${one}\r\n`);
        socket.write(`${tag} ${last}\r\n`);
      }
    });
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server?.once('listening', done));
  const { port } = server.address() as AddressInfo;
  const auth = { user: 'ana', pass: 'x', loginMethod: 'LOGIN' as const };
  imap = new ImapFlow({
    host: '127.0.0.1',
    port,
    secure: false,
    doSTARTTLS: false,
    auth,
    logger: false,
  });
  await imap.connect();
  return imap;
}

describe('quota roots (RFC 9208)', () => {
  it('are read each for itself, bytes and messages', async () => {
    const imap = await connectedTo('QUOTA', {
      GETQUOTAROOT: [
        'QUOTAROOT INBOX "User quota" #domain',
        'QUOTA "User quota" (STORAGE 100 400 MESSAGE 90 100)',
        'QUOTA #domain (STORAGE 900 1000)',
        'OK done',
      ],
    });
    expect(await readQuotaRoots(imap, 'INBOX')).toEqual([
      {
        name: 'User quota',
        storage: { used: 102_400, limit: 409_600 },
        messages: { used: 90, limit: 100 },
      },
      { name: '#domain', storage: { used: 921_600, limit: 1_024_000 }, messages: null },
    ]);
  });

  it('are asked for where the server only names them, and may have no name', async () => {
    const imap = await connectedTo('QUOTA=RES-STORAGE', {
      GETQUOTAROOT: ['QUOTAROOT INBOX ""', 'OK done'],
      GETQUOTA: ['QUOTA "" (STORAGE 10 512)', 'OK done'],
    });
    expect(await readQuotaRoots(imap, 'INBOX')).toEqual([
      { name: '', storage: { used: 10_240, limit: 524_288 }, messages: null },
    ]);
  });

  it('are none without QUOTA, when the server refuses, or when it counts in nonsense', async () => {
    expect(await readQuotaRoots(await connectedTo('IDLE', {}), 'INBOX')).toEqual([]);
    imap?.close();
    server?.close();
    const refusing = await connectedTo('QUOTA', { GETQUOTAROOT: ['NO not for you'] });
    expect(await readQuotaRoots(refusing, 'INBOX')).toEqual([]);
    imap?.close();
    server?.close();
    const silly = await connectedTo('QUOTA', {
      GETQUOTAROOT: ['QUOTAROOT INBOX a', 'QUOTA a (STORAGE many 10 MESSAGE 5)', 'OK done'],
    });
    expect(await readQuotaRoots(silly, 'INBOX')).toEqual([
      { name: 'a', storage: null, messages: null },
    ]);
  });
});

describe('of several limits', () => {
  it('the one that is nearest counts, and one of nothing is none', () => {
    const wide = { used: 50, limit: 1000 };
    const tight = { used: 9, limit: 10 };
    expect(tightest([wide, null, tight])).toBe(tight);
    expect(tightest([{ used: 5, limit: 0 }])).toBeNull();
    expect(tightest([])).toBeNull();
  });
});
