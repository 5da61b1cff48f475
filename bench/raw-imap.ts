import { ImapFlow } from 'imapflow';
import type { TestStack } from '../mailstack/testing.ts';
import type { Bed } from './bed.ts';

/** A connection with nothing of ours in front of it. */
export async function connectRaw(stack: TestStack, { address, password }: Bed): Promise<ImapFlow> {
  const imap = new ImapFlow({
    host: '127.0.0.1',
    port: stack.ports.imap,
    secure: false,
    doSTARTTLS: true,
    tls: { rejectUnauthorized: false },
    auth: { user: address, pass: password },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
  });
  await imap.connect();
  return imap;
}
