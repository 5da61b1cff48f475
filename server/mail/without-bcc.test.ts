import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { withoutBcc } from './without-bcc.ts';

const strip = async (...pieces: string[]) =>
  (await buffer(withoutBcc(Readable.from(pieces.map((piece) => Buffer.from(piece)))))).toString();

it('the field goes with the lines it is folded into, and nothing else does (L-22)', async () => {
  const head = 'From: a@x\r\nBcc: b@x,\r\n c@x,\r\n\td@x\r\nSubject: Bcc: e@x\r\n';
  const body = '\r\nBcc: f@x\r\n g\r\n';
  const expected = `From: a@x\r\nSubject: Bcc: e@x\r\n${body}`;
  expect(await strip(head + body)).toBe(expected);
  expect(await strip(...(head + body))).toBe(expected);
});

it('a message without the field, or without a body, stays as it is', async () => {
  expect(await strip('From: a@x\r\n\r\nwords\r\n')).toBe('From: a@x\r\n\r\nwords\r\n');
  expect(await strip('From: a@x\r\nBcc: b@x\r\n')).toBe('From: a@x\r\n');
});
