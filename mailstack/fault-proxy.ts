import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { connect as openTls } from 'node:tls';
import type { TestStack } from './testing.ts';

/**
 * Where a submission breaks: `away` before a word of the letter is said; `defer` and `refuse` are the server's
 * answers to each RCPT; `before-data`, `inside-data` and `end-lost` leave nobody with the letter,
 * though after the last the bridge cannot know; `answer-lost` is the letter taken and not confirmed.
 */
export type SmtpFault =
  | 'away'
  | 'defer'
  | 'refuse'
  | 'before-data'
  | 'inside-data'
  | 'end-lost'
  | 'answer-lost';
/** Where an APPEND breaks: in the middle of the message, or after it was taken and before it was said. */
export type ImapFault = 'half-append' | 'append-unsaid';

/** What the bridge said in one submission, as it was on the wire. */
export interface Submission {
  commands: string[];
  /** After DATA, dots stuffed, without the end. */
  data: string;
}

export interface FaultProxy {
  url: string;
  stop(): Promise<void>;
}

export interface SmtpProxy extends FaultProxy {
  submissions: Submission[];
}

const END = '\r\n.\r\n';
const ANSWERS = { defer: '451 4.7.1 Come back later\r\n', refuse: '550 5.7.1 Not here\r\n' };

/** Stands before a stack's submission and breaks it where `fault` says, asked for each letter. */
export async function startSmtpProxy(
  { ports, env }: Pick<TestStack, 'ports' | 'env'>,
  fault: () => SmtpFault | null,
): Promise<SmtpProxy> {
  const submissions: Submission[] = [];
  const ca = readFileSync(env.MAIL_CA_FILE);
  const server = await listen((bridge) => {
    let broken: SmtpFault | null = null;
    const mail = openTls({ host: '127.0.0.1', port: ports.submissions, ca });
    const said: Submission = { commands: [], data: '' };
    let rest = '';
    let isData = false;
    let isMute = false;
    const hear = (line: string) => {
      said.commands.push(line);
      if (/^MAIL/i.test(line)) {
        // Connections that only ask what the server can do are no submissions.
        submissions.push(said);
        broken = fault();
        if (broken === 'away') return void bridge.destroy();
      }
      const answer = /^RCPT/i.test(line) && (broken === 'defer' || broken === 'refuse') && broken;
      if (answer) return void bridge.write(ANSWERS[answer]);
      isData = /^DATA$/i.test(line);
      if (isData && broken === 'before-data') return void bridge.destroy();
      mail.write(`${line}\r\n`);
    };
    const hearData = (bytes: Buffer) => {
      said.data += bytes.toString('latin1');
      const isEnd = said.data.endsWith(END);
      if (broken === 'inside-data') {
        mail.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => bridge.destroy());
        return;
      }
      if (isEnd && broken === 'end-lost') {
        mail.write(bytes.subarray(0, -3), () => bridge.destroy());
        return;
      }
      isMute = isEnd && broken === 'answer-lost';
      mail.write(bytes);
      if (!isEnd) return;
      isData = false;
      said.data = said.data.slice(0, 2 - END.length);
    };
    bridge.on('data', (bytes) => {
      if (isData) return hearData(bytes);
      rest += bytes.toString('latin1');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        hear(line);
      }
    });
    mail.on('data', (bytes) => {
      if (isMute) return void bridge.destroy();
      // One command at a time, so that each can be answered from here.
      bridge.write(bytes.toString('latin1').replace('PIPELINING', 'X-ONE-BY-ONE'), 'latin1');
    });
    tie(bridge, mail);
  });
  return { ...server, url: `smtp://127.0.0.1:${server.port}?tls=off`, submissions };
}

/** Stands before a stack's IMAP and breaks APPEND where `fault` says, asked for each one. */
export async function startImapProxy(
  { ports, env }: Pick<TestStack, 'ports' | 'env'>,
  fault: () => ImapFault | null,
): Promise<FaultProxy> {
  const ca = readFileSync(env.MAIL_CA_FILE);
  const server = await listen((bridge) => {
    const mail = openTls({ host: '127.0.0.1', port: ports.imaps, ca });
    let append: { broken: ImapFault | null; left: number; size: number } | null = null;
    let line = '';
    let isMute = false;
    bridge.on('data', (bytes) => {
      let literal = bytes;
      if (!append) {
        line = (line + bytes.toString('latin1')).slice(-4000);
        const command = /^\S+ APPEND [^\r\n]*\{(\d+)\+?\}\r\n/im.exec(line);
        if (!command) return void mail.write(bytes);
        const size = Number(command[1]);
        append = { broken: fault(), left: size, size };
        const before = bytes.length - (line.length - command.index - command[0].length);
        line = '';
        mail.write(bytes.subarray(0, before));
        literal = bytes.subarray(before);
      }
      append.left -= literal.length;
      if (append.broken === 'half-append' && append.left <= append.size / 2) {
        const half = literal.subarray(0, Math.floor(literal.length / 2));
        mail.write(half, () => bridge.destroy());
        return;
      }
      isMute = append.left <= 0 && append.broken === 'append-unsaid';
      mail.write(literal);
      if (append.left <= 0) append = null;
    });
    mail.on('data', (bytes) => {
      if (isMute) return void bridge.destroy();
      bridge.write(bytes);
    });
    tie(bridge, mail);
  });
  return { ...server, url: `imap://127.0.0.1:${server.port}?tls=off` };
}

/** When one end closes, so does the other, and what was cut stays cut. */
export function tie(bridge: Socket, mail: Socket) {
  for (const [one, other] of [
    [bridge, mail],
    [mail, bridge],
  ] as const) {
    one.on('close', () => other.destroy());
    one.on('error', () => {});
  }
}

/** A proxy on a free port. */
export async function listen(serve: (bridge: Socket) => void) {
  const open = new Set<Socket>();
  const server = createServer((bridge) => {
    open.add(bridge);
    bridge.on('close', () => open.delete(bridge));
    bridge.on('error', () => {});
    serve(bridge);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      for (const bridge of open) bridge.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
