import { connect } from 'node:net';
import { type FaultProxy, listen, tie } from './fault-proxy.ts';
import type { TestStack } from './testing.ts';

/** Where a command breaks: before the server has it, in its middle, or carried out and not confirmed. */
export type SieveFault = 'unsaid' | 'half' | 'unconfirmed';

/** Stands before a stack's ManageSieve and breaks the connection where `fault` says, asked for each command. */
export async function startSieveProxy(
  { ports }: Pick<TestStack, 'ports'>,
  fault: (verb: string) => SieveFault | null,
): Promise<FaultProxy> {
  const server = await listen((bridge) => {
    // Passwords in the clear are taken from this machine.
    const mail = connect(ports.sieve, '127.0.0.1');
    let said = Buffer.alloc(0);
    let isMute = false;
    bridge.on('data', (bytes) => {
      said = Buffer.concat([said, bytes]);
      for (let length = commandLength(said); length; length = commandLength(said)) {
        const command = said.subarray(0, length);
        said = said.subarray(length);
        const broken = fault(/^[A-Z]+/.exec(command.toString('latin1'))?.[0] ?? '');
        if (broken === 'unsaid') return void bridge.destroy();
        if (broken === 'half') {
          mail.write(command.subarray(0, Math.floor(length / 2)), () => bridge.destroy());
          return;
        }
        isMute = broken === 'unconfirmed';
        mail.write(command);
      }
    });
    mail.on('data', (bytes) => {
      if (isMute) return void bridge.destroy();
      bridge.write(bytes);
    });
    tie(bridge, mail);
  });
  return { ...server, url: `sieve://127.0.0.1:${server.port}?tls=off` };
}

/** Bytes of the first command, its literals included; 0 while it is not whole. */
function commandLength(said: Buffer): number {
  for (let at = 0; ; ) {
    const end = said.indexOf('\r\n', at);
    if (end < 0) return 0;
    const literal = /\{(\d+)\+\}$/.exec(said.toString('latin1', at, end));
    at = end + 2;
    if (!literal) return at;
    at += Number(literal[1]);
    if (at > said.length) return 0;
  }
}
