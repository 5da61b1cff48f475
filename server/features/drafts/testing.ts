import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';

/** A wire to the mail server that can be cut in the middle of anything. */
export interface Wire {
  port: number;
  /** Cuts the connection that carries this many bytes from now on, on their way up or down. */
  cutAfter(bytes: number, way: 'up' | 'down'): void;
  /** How often it was cut. */
  cuts(): number;
  close(): void;
}

/** Starts a wire before a port of a test stack. */
export async function startWire(port: number): Promise<Wire> {
  let armed: { left: number; way: 'up' | 'down' } | null = null;
  let cuts = 0;
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    const cut = () => {
      near.destroy();
      far.destroy();
    };
    const carry = (way: 'up' | 'down', bytes: Buffer, on: (bytes: Buffer) => void) => {
      if (armed?.way !== way || bytes.length <= armed.left) {
        if (armed?.way === way) armed.left -= bytes.length;
        return on(bytes);
      }
      on(bytes.subarray(0, armed.left));
      armed = null;
      cuts++;
      // What was let through arrives before the end does.
      setImmediate(cut);
    };
    near.on('data', (bytes) => carry('up', bytes, (some) => far.write(some)));
    far.on('data', (bytes) => carry('down', bytes, (some) => near.write(some)));
    for (const socket of [near, far]) socket.on('error', () => {}).on('close', cut);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cutAfter: (left, way) => {
      armed = { left, way };
    },
    cuts: () => cuts,
    close: () => server.close(),
  };
}

/** Numbers that look like chance and are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
