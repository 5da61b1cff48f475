import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A wire to the mail server that remembers what the bridge says, and can hold answers back. */
export interface Tap {
  port: number;
  /** Every command line of every connection, in order, without tags; literals stand in braces. */
  commands(): string[];
  forget(): void;
  /** From the first command that matches on, its connection hears nothing more from the server. */
  hold(pattern: RegExp): void;
  /** Answers when a command is held back. */
  held(): Promise<void>;
  /** Connections whose command is held back and that are still open. */
  waiting(): number;
  close(): void;
}

/** Starts a tap before the IMAP port of a test stack. */
export async function tapImap(imapPort: number): Promise<Tap> {
  let said: string[] = [];
  let pattern: RegExp | undefined;
  const silent = new Set<Socket>();
  const listeners: (() => void)[] = [];
  const server = createServer((bridge) => {
    const mail = connect(imapPort, '127.0.0.1');
    const read = commandReader((command) => {
      said.push(command);
      if (!pattern?.test(command)) return;
      silent.add(bridge);
      for (const tell of listeners) tell();
    });
    bridge.on('data', (bytes) => {
      read(bytes);
      mail.write(bytes);
    });
    mail.on('data', (bytes) => silent.has(bridge) || bridge.write(bytes));
    bridge.on('close', () => {
      silent.delete(bridge);
      mail.destroy();
    });
    mail.on('close', () => bridge.destroy());
    bridge.on('error', () => {});
    mail.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    commands: () => said,
    forget: () => {
      said = [];
    },
    hold: (next) => {
      pattern = next;
    },
    held: () => (silent.size ? Promise.resolve() : new Promise((tell) => listeners.push(tell))),
    waiting: () => silent.size,
    close: () => server.close(),
  };
}

/** Cuts a client's bytes into commands, with each literal counted as the protocol counts it: in bytes. */
function commandReader(tell: (command: string) => void) {
  let bytes = Buffer.alloc(0);
  let command = '';
  return (more: Buffer) => {
    bytes = Buffer.concat([bytes, more]);
    for (;;) {
      const end = bytes.indexOf('\r\n');
      if (end < 0) return;
      const line = bytes.subarray(0, end).toString('latin1');
      const [, size] = /\{(\d+)\+?\}$/.exec(line) ?? [];
      const next = end + 2 + Number(size ?? 0);
      if (bytes.length < next) return;
      const literal = bytes.subarray(end + 2, next).toString('utf8');
      command += size === undefined ? line : `${line.replace(/\{\d+\+?\}$/, '')}{${literal}}`;
      bytes = bytes.subarray(next);
      if (size !== undefined) continue;
      tell(command.replace(/^\S+ /, ''));
      command = '';
    }
  };
}
