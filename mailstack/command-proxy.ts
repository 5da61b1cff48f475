import { readFileSync } from 'node:fs';
import { connect as openTls } from 'node:tls';
import { type FaultProxy, listen, tie } from './fault-proxy.ts';
import type { TestStack } from './testing.ts';

/**
 * How a command breaks: `unheard` before the server hears it, `unsaid` when it has answered and nobody hears
 * that; or the server refuses it in these words.
 */
export type CommandFault = 'unheard' | 'unsaid' | { no: string };

/**
 * Stands before a stack's IMAP and breaks commands where `fault` says, asked for each: `UID MOVE`, `SELECT`.
 *
 * @param hidden words that a connection's server does not say of itself: `MOVE`, `UIDPLUS`. Asked for each connection.
 */
export async function startCommandProxy(
  { ports, env }: Pick<TestStack, 'ports' | 'env'>,
  fault: (command: string) => CommandFault | null,
  hidden: () => string[] = () => [],
): Promise<FaultProxy> {
  const ca = readFileSync(env.MAIL_CA_FILE);
  const server = await listen((bridge) => {
    const mail = openTls({ host: '127.0.0.1', port: ports.imaps, ca });
    let rest: Buffer = Buffer.alloc(0);
    /** Bytes of a literal that are still to come; the line after it goes on with the same command. */
    let literal = 0;
    let isWithin = false;
    let isMute = false;
    const unsaid = hidden();
    const hear = (line: Buffer) => {
      const text = line.toString('latin1');
      const [, tag, command] = /^(\S+) ((?:UID )?[A-Z]+)/i.exec(text) ?? [];
      const broken = isWithin || !command ? null : fault(command.toUpperCase());
      const size = /\{(\d+)\+?\}\r\n$/.exec(text)?.[1];
      literal = Number(size ?? 0);
      isWithin = size !== undefined;
      if (broken === 'unheard') return void bridge.destroy();
      if (broken === 'unsaid') isMute = true;
      if (broken && typeof broken === 'object')
        return void bridge.write(`${tag} NO ${broken.no}\r\n`);
      mail.write(line);
    };
    bridge.on('data', (bytes) => {
      rest = Buffer.concat([rest, bytes]);
      while (rest.length) {
        const end = literal ? Math.min(literal, rest.length) : rest.indexOf('\r\n') + 2;
        if (end < 2 && !literal) return;
        const piece = rest.subarray(0, end);
        rest = rest.subarray(end);
        if (!literal) hear(piece);
        else {
          literal -= piece.length;
          mail.write(piece);
        }
      }
    });
    mail.on('data', (bytes) => {
      if (isMute) return void bridge.destroy();
      bridge.write(unsaid.length ? without(bytes, unsaid) : bytes);
    });
    tie(bridge, mail);
  });
  return { ...server, url: `imap://127.0.0.1:${server.port}?tls=off` };
}

/** Words of a list of capabilities, which begins an answer. */
function without(bytes: Buffer, words: string[]): Buffer {
  const text = bytes.toString('latin1');
  if (!/^\S+ (OK \[)?CAPABILITY /m.test(text)) return bytes;
  const hide = (all: string, word: string) =>
    all.replace(new RegExp(` ${word}(?=[ \\]\r])`, 'g'), '');
  return Buffer.from(words.reduce(hide, text), 'latin1');
}
