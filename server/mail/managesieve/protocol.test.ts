import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { MailServer } from '../servers.ts';
import { scriptFaults, sieveRefusal } from './failures.ts';
import { ManageSieve } from './managesieve.ts';
import { literal, readResponse, textsOf, toEnding } from './responses.ts';

const CAPABLE = '"SIEVE" "fileinto"\r\n"SASL" "PLAIN"\r\n"VERSION" "1.0"\r\nOK\r\n';
const open: (Server | Socket)[] = [];
afterEach(() => {
  for (const one of open.splice(0)) 'destroy' in one ? one.destroy() : one.close();
});

/** A server that plays its part: the answer to each command by its verb, `''` being the greeting. */
async function scripted(
  parts: Record<string, string>,
): Promise<{ said: string[]; at: MailServer }> {
  const said: string[] = [];
  const server = createServer((socket) => {
    open.push(socket);
    socket.on('error', () => {});
    socket.write(parts['']!);
    socket.on('data', (bytes) => {
      const text = bytes.toString();
      said.push(text);
      const verb = /^[A-Z]+/.exec(text)?.[0] ?? '';
      socket.write(parts[verb] ?? (verb === 'CAPABILITY' ? CAPABLE : 'OK\r\n'));
    });
  });
  open.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const none = { ca: undefined, anyCertificate: true };
  return { said, at: { host: '127.0.0.1', port, security: 'none', ...none } };
}

const who = { user: 'ana', pass: 'x' };
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'fine',
    (error) => sieveRefusal(error).code,
  );

describe('ManageSieve, corners of the protocol', () => {
  it('refuses what was said before the handshake, and never sends the password', async () => {
    const injected = 'OK "go on"\r\n"SASL" "PLAIN"\r\nOK\r\n';
    const { said, at } = await scripted({
      '': '"STARTTLS"\r\n"SASL" "PLAIN"\r\nOK\r\n',
      STARTTLS: injected,
    });
    const opening = ManageSieve.open({ ...at, security: 'starttls' }, who);
    await expect(opening).rejects.toThrow('before the handshake');
    expect(said).toEqual(['STARTTLS\r\n']);
  });

  it('refuses a server that hides STARTTLS', async () => {
    const { said, at } = await scripted({ '': CAPABLE });
    const opening = ManageSieve.open({ ...at, security: 'starttls' }, who);
    await expect(opening).rejects.toThrow('STARTTLS');
    expect(said).toEqual([]);
  });

  it.each([
    ['a referral', 'BYE (REFERRAL "sieve://evil.example") "go there"\r\n', 'sieve-down'],
    ['no for now', 'NO (TRYLATER) "soon"\r\n', 'sieve-down'],
    ['no room', 'NO (QUOTA/MAXSIZE) {8}\r\ntoo big!\r\n', 'script-full'],
    ['a plain no', 'NO "I will not"\r\n', 'sieve-refused'],
    ['another protocol', '* OK IMAP4rev1 ready\r\n', 'sieve-down'],
    ['a literal without end', 'NO {99999999}\r\n', 'sieve-down'],
    ['a line without end', 'x'.repeat(70_000), 'sieve-down'],
    ['too many lines', '"a"\r\n'.repeat(6000), 'sieve-down'],
  ])('%s is told as it is', async (_title, answer, code) => {
    const { at } = await scripted({ '': CAPABLE, PUTSCRIPT: answer });
    const sieve = await ManageSieve.open(at, who);
    expect(await codeOf(sieve.putScript('x', 'keep;'))).toBe(code);
    sieve.close();
  });

  it('an answer to what was not asked is no answer', async () => {
    const { at } = await scripted({ '': CAPABLE, LISTSCRIPTS: 'OK\r\nOK "and this"\r\n' });
    const sieve = await ManageSieve.open(at, who);
    expect(await sieve.listScripts()).toEqual([]);
    expect(await codeOf(sieve.setActive('x'))).toBe('sieve-down');
  });

  it('a name or a text is one literal, counted in bytes (S-32)', async () => {
    const { said, at } = await scripted({ '': CAPABLE });
    const sieve = await ManageSieve.open(at, who);
    said.length = 0;
    const text = 'é{5+}\r\nDELETESCRIPT "x"\r\n"';
    await sieve.putScript('a"\r\nLOGOUT\r\n', text);
    const name = '{12+}\r\na"\r\nLOGOUT\r\n';
    expect(said.join('')).toBe(`PUTSCRIPT ${name} {${Buffer.byteLength(text)}+}\r\n${text}\r\n`);
    sieve.close();
  });

  it('a server of before RFC 5804 is not asked to check', async () => {
    const old = CAPABLE.replace('"VERSION" "1.0"\r\n', '');
    const { said, at } = await scripted({ '': old, CAPABILITY: old });
    const sieve = await ManageSieve.open(at, who);
    await sieve.checkScript('keep;');
    expect(said.join('')).not.toContain('CHECKSCRIPT');
    sieve.close();
  });
});

describe('responses', () => {
  it('are the same however they are cut', () => {
    const bytes = Buffer.from(
      '"a \\"b\\\\" {7}\r\né\r\n(x) ACTIVE\r\nOK (TAG {2}\r\nhi) "done"\r\n',
    );
    const whole = readResponse(bytes);
    for (let cut = 0; cut < bytes.length; cut++) {
      const part = readResponse(bytes.subarray(0, cut));
      if ('tokens' in part) expect(part).toEqual(whole);
      else expect(part.needed).toBeGreaterThan(cut);
    }
    if (!('tokens' in whole)) throw new Error('not whole');
    expect(textsOf(whole.tokens)).toEqual(['a "b\\', 'é\r\n(x)']);
    const rest = readResponse(bytes.subarray(whole.length));
    expect('tokens' in rest && toEnding(rest.tokens)).toEqual({
      result: 'OK',
      code: 'TAG',
      text: 'done',
    });
  });

  it('a literal is counted in bytes', () => {
    expect(literal('é').toString()).toBe('{2+}\r\né');
  });

  it('words of the server find their line', () => {
    const words = 'sobre: line 3: error: unknown command.\nsobre: line 12: error: no such thing.';
    expect(scriptFaults(words)).toEqual([
      { line: 3, column: 1, message: 'unknown command.' },
      { line: 12, column: 1, message: 'no such thing.' },
    ]);
    expect(scriptFaults('It cannot be.')).toEqual([
      { line: 1, column: 1, message: 'It cannot be.' },
    ]);
  });
});
