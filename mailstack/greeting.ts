import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until the server on a loopback port says its first words, or with `tls` takes a connection.
 *
 * @throws Error when it has not within ten seconds.
 */
export async function waitForGreeting(service: string, port: number, tls = false): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await sleep(20)) {
    if (await greets(port, tls)) return;
  }
  throw new Error(`The mail stack's ${service} did not answer on port ${port} within ten seconds.`);
}

function greets(port: number, tls: boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 2000 });
    const answer = (greeted: boolean) => {
      resolve(greeted);
      socket.destroy();
    };
    socket.once(tls ? 'connect' : 'data', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
    socket.once('close', () => answer(false));
  });
}
