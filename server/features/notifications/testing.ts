import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { PushPayload } from '../../../shared/push-payload.ts';

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/**
 * A push service of a test's own, as browsers' makers run them (RFC 8030): takes, and tells what it took.
 *
 * @param home holds a certificate for localhost, as a test stack's does (`certificate.pem`, `key.pem`).
 */
export async function startPushService(home: string) {
  const [key, cert, ca] = await Promise.all(
    ['key.pem', 'certificate.pem', 'authority.pem'].map((name) => readFile(join(home, name))),
  );
  const received: Received[] = [];
  const service = { status: 201 };
  const server = createServer({ key, cert }, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks),
    });
    response.writeHead(service.status).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://localhost:${port}`,
    ca: ca!,
    received,
    /** What it answers from now on. */
    answer(status: number) {
      service.status = status;
    },
    stop: () => server.close(),
  };
}

/** A browser's side of a subscription: the keys that nobody else has. */
export function makeSubscription(endpoint: string) {
  const pair = createECDH('prime256v1');
  const point = pair.generateKeys();
  const auth = randomBytes(16);
  return {
    subscription: {
      endpoint,
      keys: { p256dh: point.toString('base64url'), auth: auth.toString('base64url') },
    },
    /** Opens what was encrypted for it: RFC 8291 section 3.4 over RFC 8188 section 2.1, one record. */
    open(body: Buffer): PushPayload {
      const salt = body.subarray(0, 16);
      const length = body.readUInt8(20);
      const theirs = body.subarray(21, 21 + length);
      const sealed = body.subarray(21 + length);
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), point, theirs]);
      const secret = Buffer.from(hkdfSync('sha256', pair.computeSecret(theirs), auth, info, 32));
      const derive = (name: string, size: number) =>
        Buffer.from(hkdfSync('sha256', secret, salt, `Content-Encoding: ${name}\0`, size));
      const opener = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
      opener.setAuthTag(sealed.subarray(-16));
      const padded = Buffer.concat([opener.update(sealed.subarray(0, -16)), opener.final()]);
      // The last record ends with 2 and zeros.
      return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString()) as PushPayload;
    },
  };
}
