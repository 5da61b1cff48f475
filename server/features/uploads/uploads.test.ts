import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import {
  createUpload,
  deleteUpload,
  encodedSize,
  largestFile,
  pieceAddress,
  readLetterLimit,
  readUpload,
  uploadAddress,
} from '../../../shared/uploads.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { sendPiece, uploadFile } from './testing.ts';
import { releaseUploads, sweepUploads } from './uploads.ts';

const PASSWORD = 'Canary-7-tilleul';
const DAY = 24 * 60 * 60_000;
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;
let bob: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox('ana@test.example', PASSWORD);
  await stack.addMailbox('bob@test.example', PASSWORD);
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn('ana@test.example', PASSWORD);
  bob = await bridge.signIn('bob@test.example', PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

describe('a file on its way', () => {
  it('comes in pieces and is there as it was', async () => {
    const bytes = bytesOf(2_500_001);
    const id = await uploadFile(ana, { name: 'été.bin', bytes });
    expect(await ana.call(readUpload, { id })).toMatchObject({
      name: 'été.bin',
      size: bytes.length,
      received: bytes.length,
    });
    expect((await contentOf(ana, id)).equals(bytes)).toBe(true);
  });

  it('without any bytes is a file, too', async () => {
    const id = await uploadFile(ana, { name: 'empty.txt', bytes: Buffer.alloc(0) });
    expect(await contentOf(ana, id)).toHaveLength(0);
  });

  it('goes on where the line was cut', async () => {
    const bytes = bytesOf(900_000);
    const id = randomUUID();
    await ana.call(createUpload, { id, name: 'cut.bin', size: bytes.length });
    await cutAfter(id, bytes, 300_000);
    const kept = await received(id, (count) => count >= 300_000);
    expect(kept).toBeLessThan(bytes.length);
    const response = await sendPiece(ana, id, kept, bytes.subarray(kept));
    expect(await response.json()).toEqual({ received: bytes.length });
    expect((await contentOf(ana, id)).equals(bytes)).toBe(true);
  });

  it('tells where it goes on to one who asks at another place', async () => {
    const id = randomUUID();
    await ana.call(createUpload, { id, name: 'place.bin', size: 10 });
    await sendPiece(ana, id, 0, bytesOf(4));
    const replay = await sendPiece(ana, id, 0, bytesOf(4));
    expect(replay.status).toBe(409);
    expect(await replay.json()).toMatchObject({
      error: { code: 'upload-place', details: { received: 4 } },
    });
  });

  it('that hangs gives way to the one who sends it again', async () => {
    const bytes = bytesOf(600_000);
    const id = randomUUID();
    await ana.call(createUpload, { id, name: 'hangs.bin', size: bytes.length });
    const hanging = await hold(id, bytes, 300_000);
    // Nothing tells the bridge that the first one is dead: it is asked how far the file came, and goes on.
    const first = await sendPiece(ana, id, 0, bytes);
    expect(first.status).toBe(409);
    const { received: place } = (await first.json()).error.details;
    expect((await sendPiece(ana, id, place, bytes.subarray(place))).status).toBe(200);
    hanging.destroy();
    expect((await contentOf(ana, id)).equals(bytes)).toBe(true);
  });

  it('sent by two at once is there once', async () => {
    const bytes = bytesOf(700_000);
    const id = randomUUID();
    await ana.call(createUpload, { id, name: 'twice.bin', size: bytes.length });
    await Promise.all(
      Array.from({ length: 4 }, () => sendPiece(ana, id, 0, bytes).catch(() => null)),
    );
    const { received: place } = await ana.call(readUpload, { id });
    if (place < bytes.length) await sendPiece(ana, id, place, bytes.subarray(place));
    expect((await contentOf(ana, id)).equals(bytes)).toBe(true);
  });

  it('announced again goes on; another file under its id begins anew', async () => {
    const id = randomUUID();
    const file = { id, name: 'a.bin', size: 8, modified: 5 };
    await ana.call(createUpload, file);
    await sendPiece(ana, id, 0, bytesOf(3));
    expect((await ana.call(createUpload, file)).received).toBe(3);
    expect((await ana.call(createUpload, { ...file, modified: 6 })).received).toBe(0);
    expect((await ana.call(createUpload, { ...file, name: 'b.bin', size: 9 })).size).toBe(9);
  });

  it('that is given up is gone with its bytes', async () => {
    const id = await uploadFile(ana, { name: 'gone.bin', bytes: bytesOf(10) });
    await ana.call(deleteUpload, { id });
    await expect(ana.call(readUpload, { id })).rejects.toMatchObject({ status: 404 });
    expect(await piecesOf(id)).toBe(0);
  });

  it('goes when its letter is out of the house', async () => {
    const id = await uploadFile(ana, { name: 'sent.bin', bytes: bytesOf(10) });
    await releaseUploads(bridge.context, 'bob@test.example', [id]);
    expect((await ana.call(readUpload, { id })).received).toBe(10);
    await releaseUploads(bridge.context, 'ana@test.example', [id, randomUUID()]);
    await expect(ana.call(readUpload, { id })).rejects.toMatchObject({ status: 404 });
  });

  it('goes after a day without use, and not before', async () => {
    const id = await uploadFile(ana, { name: 'old.bin', bytes: bytesOf(10) });
    await sweepUploads(bridge.context, Date.now() + DAY - 60_000);
    expect((await ana.call(readUpload, { id })).received).toBe(10);
    await sweepUploads(bridge.context, Date.now() + DAY + 60_000);
    await expect(ana.call(readUpload, { id })).rejects.toMatchObject({ status: 404 });
    expect(await piecesOf(id)).toBe(0);
  });
});

describe('what is too much', () => {
  it('is said before a byte is sent: the limit is the mail server’s', async () => {
    const { letterBytes } = await ana.call(readLetterLimit, {});
    expect(letterBytes).toBe(52_428_800);
    const limit = largestFile(letterBytes);
    expect(encodedSize(limit)).toBeLessThan(letterBytes);
    const file = { id: randomUUID(), name: 'film.mp4', size: limit + 1 };
    await expect(ana.call(createUpload, file)).rejects.toMatchObject({
      status: 413,
      code: 'too-large',
      details: { limit },
    });
  });

  it('for a file that is longer than it was said to be is refused', async () => {
    const id = randomUUID();
    await ana.call(createUpload, { id, name: 'liar.bin', size: 10 });
    const response = await sendPiece(ana, id, 0, bytesOf(2_000_000));
    expect(response.status).toBe(413);
    expect(await piecesOf(id)).toBeLessThanOrEqual(1);
    expect((await ana.call(readUpload, { id })).received).toBe(10);
  });

  it('for one account is refused, and no other feels it', async () => {
    const ids: string[] = [];
    const announce = (who: Visitor) => {
      const id = randomUUID();
      ids.push(id);
      return who.call(createUpload, { id, name: 'film.mp4', size: 38_000_000 });
    };
    const asked = await Promise.allSettled(Array.from({ length: 12 }, () => announce(bob)));
    const refused = asked.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThanOrEqual(5);
    expect(refused[0]).toMatchObject({ reason: { status: 413, code: 'uploads-full' } });
    await expect(announce(ana)).resolves.toMatchObject({ received: 0 });
    await sweepUploads(bridge.context, Date.now() + 2 * DAY);
    await expect(announce(bob)).resolves.toMatchObject({ received: 0 });
  });
});

describe('strangers', () => {
  it.each(['../../etc/passwd', '1', '00000000-0000-0000-0000-00000000000g', '%00', '..%2f'])(
    'find nothing under the id %s (S-45)',
    async (id) => {
      expect((await sendPiece(ana, id, 0, bytesOf(1))).status).toBeGreaterThanOrEqual(400);
      expect((await ana.fetch(uploadAddress(id))).status).toBeGreaterThanOrEqual(400);
      expect((await ana.fetch(`/api/uploads/${id}`)).status).toBeGreaterThanOrEqual(400);
    },
  );

  it('never get in under a foreign id: 404 for each way (S-37)', async () => {
    const id = await uploadFile(ana, { name: 'secret.bin', bytes: bytesOf(10) });
    expect((await sendPiece(bob, id, 10, bytesOf(1))).status).toBe(404);
    expect((await bob.fetch(uploadAddress(id))).status).toBe(404);
    await expect(bob.call(readUpload, { id })).rejects.toMatchObject({ status: 404 });
    await expect(bob.call(deleteUpload, { id })).rejects.toMatchObject({ status: 404 });
    // The same id is another file for another account.
    await bob.call(createUpload, { id, name: 'mine.bin', size: 3 });
    await sendPiece(bob, id, 0, Buffer.from('bob'));
    expect((await contentOf(ana, id)).equals(bytesOf(10))).toBe(true);
    await bob.call(deleteUpload, { id });
    expect((await contentOf(ana, id)).equals(bytesOf(10))).toBe(true);
  });

  it.each([
    ['another origin', { Origin: 'https://evil.example' }],
    ['no header of ours', { 'X-Sobre': '' }],
    ['a form’s type', { 'Content-Type': 'multipart/form-data; boundary=x' }],
    ['plain text', { 'Content-Type': 'text/plain' }],
  ])('cannot send bytes with %s (S-34)', async (_name, headers) => {
    const id = randomUUID();
    await ana.call(createUpload, { id, name: 'x.bin', size: 3 });
    const type = { 'Content-Type': 'application/octet-stream' };
    const init = { method: 'PUT', headers: { ...type, ...headers }, body: 'abc' };
    expect((await ana.fetch(pieceAddress(id, 0), init)).status).toBe(403);
    expect((await ana.call(readUpload, { id })).received).toBe(0);
  });

  it('cannot send bytes for JSON, nor JSON for bytes', async () => {
    const headers = { 'Content-Type': 'application/octet-stream' };
    const body = JSON.stringify({ id: randomUUID(), name: 'x', size: 1 });
    const asBytes = await ana.fetch('/api/uploads', { method: 'POST', headers, body });
    expect(asBytes.status).toBe(400);
    const id = randomUUID();
    await ana.call(createUpload, { id, name: 'x.bin', size: 100 });
    const json = { 'Content-Type': 'application/json' };
    const asJson = await ana.fetch(pieceAddress(id, 0), { method: 'PUT', headers: json, body });
    expect(asJson.status).toBe(400);
  });

  it('are served a file that runs nothing, by a name that is one (S-21, S-22)', async () => {
    const bytes = Buffer.from('<script>alert(1)</script>');
    const name = '../..\\a\u202etxt.html';
    const id = await uploadFile(ana, { name, type: 'text/html', bytes });
    const { headers } = await ana.fetch(uploadAddress(id));
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toBe('attachment; filename=atxt.html');
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

const bytesOf = (length: number) =>
  Buffer.from(Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) % 251));

async function contentOf(who: Visitor, id: string): Promise<Buffer> {
  const response = await who.fetch(uploadAddress(id));
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

async function piecesOf(id: string): Promise<number> {
  const rows = await bridge.context.store
    .selectFrom('blob_pieces')
    .select('place')
    .where('blob', 'like', `%${id}`)
    .execute();
  return rows.length;
}

/** Asks until the bridge has put away what came: it hears of a cut a moment later. */
async function received(id: string, isEnough: (count: number) => boolean): Promise<number> {
  for (;;) {
    const { received: count } = await ana.call(readUpload, { id });
    if (isEnough(count)) return count;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A request that sends a part of its body and then nothing, on a line of its own. */
async function hold(id: string, bytes: Buffer, length: number) {
  const { port } = new URL(ana.url);
  const socket = connect(Number(port), 'localhost');
  socket.on('error', () => {});
  const head = [
    `PUT ${pieceAddress(id, 0)} HTTP/1.1`,
    'Host: localhost',
    `Origin: ${ana.url}`,
    'X-Sobre: 1',
    `Cookie: ${ana.cookie}`,
    'Content-Type: application/octet-stream',
    `Content-Length: ${bytes.length}`,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  await new Promise((resolve) => socket.write(bytes.subarray(0, length), resolve));
  await received(id, (count) => count >= 262_144);
  return socket;
}

async function cutAfter(id: string, bytes: Buffer, length: number) {
  (await hold(id, bytes, length)).destroy();
}
