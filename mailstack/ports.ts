import { createServer } from 'node:net';

/** The loopback ports of a mail stack. */
export interface Ports {
  /** IMAP with STARTTLS. */
  imap: number;
  /** IMAP over TLS. */
  imaps: number;
  /** ManageSieve with STARTTLS. */
  sieve: number;
  /** Submission with STARTTLS and a login. */
  submission: number;
  /** Submission over TLS. */
  submissions: number;
  /** Mail from outside: no login, our own recipients only. */
  smtp: number;
  /** Postfix hands mail to Dovecot here. */
  lmtp: number;
  /** Dovecot hands its own mail (vacation replies, redirects) to Postfix here. */
  internal: number;
}

/** The usual numbers, moved out of the range that only root may use. */
export const FIXED_PORTS: Ports = {
  imap: 1143,
  imaps: 1993,
  sieve: 14190,
  submission: 1587,
  submissions: 1465,
  smtp: 1025,
  lmtp: 1024,
  internal: 1026,
};

/** Ports that nobody uses just now, so that several stacks live side by side. */
export async function freePorts(): Promise<Ports> {
  const ports: Record<string, number> = {};
  for (const service of Object.keys(FIXED_PORTS)) {
    ports[service] = await freePort(new Set(Object.values(ports)));
  }
  return ports as unknown as Ports;
}

/** The first of the ports that is taken, or undefined. */
export async function takenPort(ports: Ports): Promise<number | undefined> {
  for (const port of Object.values(ports)) {
    if (!(await isFree(port))) return port;
  }
  return undefined;
}

// Below the range from which the kernel takes the ports of outgoing connections: one of those could
// take a port between our look and the server's start.
const LOWEST = 20_000;
const COUNT = 12_000;
/** Each process looks in a stretch of its own: two that start at once would take each other's ports. */
const STRETCH = 48;
let looked = 0;

/** One port, besides those that are `taken`. */
export async function freePort(taken: ReadonlySet<number> = new Set()): Promise<number> {
  for (;;) {
    const port = LOWEST + ((process.pid * STRETCH + looked++) % COUNT);
    if (!taken.has(port) && (await isFree(port))) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
