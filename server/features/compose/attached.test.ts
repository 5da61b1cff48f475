import { createHash, randomBytes, randomUUID } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { type Attachment, type Letter, sendLetter, takeBack } from '../../../shared/compose.ts';
import { listMessages, partAddress, readMessage, sourceAddress } from '../../../shared/messages.ts';
import { readUpload } from '../../../shared/uploads.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { uploadFile } from '../uploads/testing.ts';
import { sweepUploads } from '../uploads/uploads.ts';

const ADDRESS = 'ana@test.example';
const DAY = 24 * 60 * 60_000;
const PASSWORD = 'Canary-7-tilleul';
const PIXEL = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAA=', 'base64');
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ADDRESS, PASSWORD);
  await stack.addMailbox('bob@test.example', PASSWORD);
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn(ADDRESS, PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

describe('a message', () => {
  it('goes along as it is, whatever its bytes', async () => {
    const raw =
      'Subject: Odd: été/../x\r\nFrom: b@x.example\r\n\r\nLigne à 8 bits\r\n.\r\n..\r\nFrom me\r\n';
    await stack.append(ADDRESS, 'Kept', Buffer.from(raw));
    const place = await placeOf('Kept', 1);
    const arrived = await send([{ kind: 'message', ...place }], {
      source: { folder: 'Kept', uid: 1, act: 'forward' },
    });
    expect(arrived.attachments).toMatchObject([{ type: 'message/rfc822', part: '2' }]);
    const file = await ana.fetch(partAddress('INBOX', arrived.uid, '2'));
    expect((await file.text()).trimEnd()).toBe(raw.trimEnd());
    const row = (await ana.call(listMessages, { folder: 'Kept' })).rows[0];
    expect(row?.flags).toContain('$Forwarded');
  });

  it('with bare line ends cannot end the letter that carries it (S-30)', async () => {
    const raw = 'Subject: Smuggler\r\n\r\nwords\r.\rMAIL FROM:<eve@test.example>\r\n';
    await stack.append(ADDRESS, 'Odd', Buffer.from(raw));
    const arrived = await send([{ kind: 'message', ...(await placeOf('Odd', 1)) }]);
    const source = await (await ana.fetch(partAddress('INBOX', arrived.uid, '2'))).text();
    expect(source).not.toMatch(/\r(?!\n)|(?<!\r)\n/);
    expect(source).toContain('MAIL FROM:<eve@test.example>');
  });

  it('that is gone, or another by now, stops the letter', async () => {
    const place = await placeOf('Kept', 1);
    const gone = send([{ kind: 'message', ...place, uid: 99 }]);
    await expect(gone).rejects.toMatchObject({ code: 'message-gone' });
    const other = send([{ kind: 'message', ...place, uidValidity: '1' }]);
    await expect(other).rejects.toMatchObject({ code: 'mailbox-changed' });
  });
});

describe('a part of a message', () => {
  const binary = randomBytes(200_000);
  beforeAll(async () => {
    const raw = await new MailComposer({
      from: 'b@x.example',
      subject: 'With files',
      html: '<p>Look: <img src="cid:logo#1$@x.example"></p>',
      attachments: [
        { filename: 'blob.bin', content: binary },
        {
          filename: 'été.txt',
          content: Buffer.from('d\xe9j\xe0 vu\n', 'latin1'),
          contentType: 'text/plain; charset=iso-8859-1',
          contentTransferEncoding: 'quoted-printable',
        },
        { filename: 'logo.gif', content: PIXEL, cid: 'logo#1$@x.example' },
        {
          filename: 'inner.eml',
          content: 'Subject: inner\r\n\r\ninside\r\n',
          contentType: 'message/rfc822',
        },
      ],
    })
      .compile()
      .build();
    await stack.append(ADDRESS, 'Files', raw);
  });

  it('goes along without a way through the browser: its bytes, its type, its name', async () => {
    const place = await placeOf('Files', 1);
    const { attachments } = await ana.call(readMessage, { folder: 'Files', uid: 1 });
    const named = attachments.filter(({ inline }) => !inline);
    expect(named.map(({ name }) => name)).toEqual(['blob.bin', 'été.txt', 'inner.eml']);
    const arrived = await send(
      named.map(({ part, name }) => ({ kind: 'part', ...place, part, name, contentId: null })),
    );
    expect(arrived.attachments.map(({ name, type }) => [name, type])).toEqual([
      ['blob.bin', 'application/octet-stream'],
      ['été.txt', 'text/plain'],
      ['inner.eml', 'message/rfc822'],
    ]);
    const [blob, text, inner] = await Promise.all(
      arrived.attachments.map(({ part }) => bytesOf(arrived.uid, part)),
    );
    expect(blob?.equals(binary)).toBe(true);
    expect(text?.toString('latin1').trimEnd()).toBe('d\xe9j\xe0 vu');
    expect(inner?.toString()).toContain('inside');
    expect(await sourceOf(arrived.uid)).toMatch(/text\/plain; charset=iso-8859-1/i);
  });

  it('that the words show goes into multipart/related with them', async () => {
    const { attachments } = await ana.call(readMessage, { folder: 'Files', uid: 1 });
    const logo = attachments.find(({ inline }) => inline)!;
    const arrived = await send(
      [
        {
          kind: 'part',
          ...(await placeOf('Files', 1)),
          part: logo.part,
          name: logo.name,
          contentId: logo.contentId,
        },
      ],
      { html: `<p>Forwarded: <img src="cid:${logo.contentId}"></p>` },
    );
    expect(arrived.attachments).toMatchObject([
      { inline: true, contentId: 'logo#1$@x.example', type: 'image/gif', name: 'logo.gif' },
    ]);
    expect(await sourceOf(arrived.uid)).toMatch(/multipart\/related/);
    expect((await bytesOf(arrived.uid, arrived.attachments[0]!.part)).equals(PIXEL)).toBe(true);
  });

  it('that is not there, or is somebody else’s, stops the letter (S-37)', async () => {
    const place = await placeOf('Files', 1);
    const missing = { kind: 'part' as const, ...place, part: '9', name: 'x', contentId: null };
    await expect(send([missing])).rejects.toMatchObject({ code: 'not-found' });
    const bob = await bridge.signIn('bob@test.example', PASSWORD);
    await expect(
      bob.call(sendLetter, {
        ...letterOf([{ ...missing, part: '2' }]),
        from: { name: '', address: 'bob@test.example' },
      }),
    ).rejects.toMatchObject({ status: 404 });
  });
});

describe('a file that was sent before', () => {
  it('is given up once its letter is out of the house', async () => {
    const id = await uploadFile(ana, { name: 'once.txt', bytes: Buffer.from('once') });
    await send([upload(id, 'once.txt')]);
    const state = () => ana.call(readUpload, { id }).catch(({ status }) => status);
    await expect.poll(state, { timeout: 10_000 }).toBe(404);
  });

  it('stays as long as its letter can be taken back', async () => {
    const id = await uploadFile(ana, { name: 'held.txt', bytes: Buffer.from('held') });
    const letter = letterOf([upload(id, 'held.txt')]);
    await ana.call(sendLetter, { ...letter, at: Date.now() + 10 * DAY });
    await sweepUploads(bridge.context, Date.now() + 3 * DAY);
    const back = await ana.call(takeBack, { id: letter.id });
    expect(back.files).toMatchObject([{ name: 'held.txt', size: 4 }]);
    expect((await ana.call(readUpload, { id })).received).toBe(4);
    await sweepUploads(bridge.context, Date.now() + 3 * DAY);
    await expect(ana.call(readUpload, { id })).rejects.toMatchObject({ status: 404 });
  });

  it('of 25 MB is at the other end as it was, byte for byte', { timeout: 60_000 }, async () => {
    const bytes = randomBytes(25_000_000);
    const id = await uploadFile(ana, { name: 'film.mp4', type: 'video/mp4', bytes });
    const arrived = await send([upload(id, 'film.mp4')]);
    expect(arrived.attachments).toMatchObject([{ name: 'film.mp4', type: 'video/mp4' }]);
    expect(sha(await bytesOf(arrived.uid, '2'))).toBe(sha(bytes));
  });

  it.each([
    ['été 会議 🎉.pdf', 'été 会議 🎉.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ana\\a "quoted"; name=x.txt', 'a "quoted"; name=x.txt'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    [`${'long'.repeat(100)}.txt`, `${'long'.repeat(45)}…${'long'.repeat(4).slice(-15)}.txt`],
  ])('called %s bears a name that is one (S-22)', async (name, expected) => {
    const id = await uploadFile(ana, { name: 'x', bytes: Buffer.from('x') });
    const arrived = await send([upload(id, name)]);
    expect(arrived.attachments.map((file) => file.name)).toEqual([expected]);
  });

  it.each(['a\r\nBcc: eve@test.example', 'a\0b', 'a\u2028b'])(
    'cannot carry %j in its name (S-28)',
    async (name) => {
      const id = await uploadFile(ana, { name: 'x', bytes: Buffer.from('x') });
      await expect(send([upload(id, name)])).rejects.toMatchObject({ status: 400 });
    },
  );

  it.each([
    ['text/html\r\nBcc: eve@test.example', 'application/octet-stream'],
    ['multipart/mixed; boundary=x', 'application/octet-stream'],
    ['message/rfc822', 'application/octet-stream'],
    ['nonsense', 'application/octet-stream'],
    ['IMAGE/PNG; x=y', 'image/png'],
  ])('of the type %j goes as %s (S-28)', async (type, expected) => {
    const id = await uploadFile(ana, { name: 'x', type, bytes: Buffer.from('Subject: x\n\n.\n') });
    const arrived = await send([upload(id, 'x')]);
    expect(arrived.attachments.map((file) => file.type)).toEqual([expected]);
    expect((await bytesOf(arrived.uid, '2')).toString()).toBe('Subject: x\n\n.\n');
  });

  it('without any bytes arrives, too', async () => {
    const id = await uploadFile(ana, { name: 'empty.txt', bytes: Buffer.alloc(0) });
    const arrived = await send([upload(id, 'empty.txt')]);
    expect(arrived.attachments.map((file) => file.name)).toEqual(['empty.txt']);
    expect(await bytesOf(arrived.uid, '2')).toHaveLength(0);
  });

  it('that did not come whole, or is somebody else’s, stops the letter (S-37)', async () => {
    await expect(send([upload(randomUUID(), 'gone.txt')])).rejects.toMatchObject({
      status: 422,
      code: 'upload-missing',
    });
    const bob = await bridge.signIn('bob@test.example', PASSWORD);
    const id = await uploadFile(bob, { name: 'bob.txt', bytes: Buffer.from('secret') });
    await expect(send([upload(id, 'bob.txt')])).rejects.toMatchObject({ code: 'upload-missing' });
  });

  it('is never a path, an address or a source of our own (S-31)', async () => {
    const id = await uploadFile(ana, { name: 'x', bytes: Buffer.from('x') });
    const probe = { path: '/etc/passwd', href: 'http://127.0.0.1/', raw: 'x', encoding: 'hex' };
    const arrived = await send([{ ...upload(id, 'x'), ...probe } as Attachment]);
    expect((await bytesOf(arrived.uid, '2')).toString()).toBe('x');
    expect(await sourceOf(arrived.uid)).not.toContain('root:');
  });

  it('too heavy together with the others stops the letter before it is built', async () => {
    const [a, b] = await Promise.all(
      ['a.bin', 'b.bin'].map((name) => uploadFile(ana, { name, bytes: Buffer.alloc(20_000_000) })),
    );
    await expect(send([upload(a!, 'a.bin'), upload(b!, 'b.bin')])).rejects.toMatchObject({
      status: 413,
      code: 'too-large',
      details: { limit: 52_428_800 },
    });
  });
});

const upload = (id: string, name: string): Attachment => ({
  kind: 'upload',
  id,
  name,
  contentId: null,
});

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function placeOf(folder: string, uid: number) {
  const { uidValidity } = await ana.call(listMessages, { folder });
  return { folder, uid, uidValidity };
}

const bytesOf = async (uid: number, part: string) =>
  Buffer.from(await (await ana.fetch(partAddress('INBOX', uid, part))).arrayBuffer());

const sourceOf = async (uid: number) => (await ana.fetch(sourceAddress('INBOX', uid))).text();

const letterOf = (attachments: Attachment[], rest: Partial<Letter> = {}): Letter => ({
  id: randomUUID(),
  from: { name: '', address: ADDRESS },
  to: [{ name: '', address: ADDRESS }],
  cc: [],
  bcc: [],
  subject: randomUUID(),
  text: 'See the file.',
  attachments,
  ...rest,
});

async function send(attachments: Attachment[], rest: Partial<Letter> = {}) {
  const letter = letterOf(attachments, rest);
  await ana.call(sendLetter, letter);
  for (let tries = 0; tries < 200; tries++) {
    const { rows } = await ana.call(listMessages, { folder: 'INBOX' });
    const row = rows.find(({ subject }) => subject === letter.subject);
    if (row) return ana.call(readMessage, { folder: 'INBOX', uid: row.uid });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the letter did not arrive');
}
