import { describe, expect, it } from 'vitest';
import { decodeCharset, decodeTransfer } from './text.ts';

describe('text of a body part', () => {
  it('decodes the transfer encodings', () => {
    expect(decodeTransfer(Buffer.from('w6l0\r\nw6k='), 'base64').toString()).toBe('été');
    expect(decodeTransfer(Buffer.from('=C3=A9t=\r\n=C3=A9'), 'quoted-printable').toString()).toBe(
      'été',
    );
    expect(decodeTransfer(Buffer.from('été'), '8bit').toString()).toBe('été');
  });

  it.each([
    ['iso-2022-jp', Buffer.from('\x1b$B2q5D\x1b(B', 'latin1'), '会議'],
    ['shift_jis', Buffer.from([0x89, 0xef, 0x8b, 0x63]), '会議'],
    ['iso-8859-15', Buffer.from([0xa4]), '€'],
    ['windows-1256', Buffer.from([0xe3, 0xd1, 0xcd, 0xc8, 0xc7]), 'مرحبا'],
    ['koi8-r', Buffer.from([0xf0, 0xd2, 0xc9]), 'При'],
    ['utf-7', Buffer.from('+AOk-t+AOk-'), 'été'],
    ['us-ascii', Buffer.from('été'), 'été'],
    ['us-ascii', Buffer.from('été', 'latin1'), 'été'],
    ['x-unknown', Buffer.from('été'), 'été'],
    ['', Buffer.from('été', 'latin1'), 'été'],
  ])('reads %s', async (charset, bytes, text) => {
    expect(await decodeCharset(bytes, charset)).toBe(text);
  });

  it.each([
    ['iso-8859-1', Buffer.from([0x80, 0x93, 0x61, 0x94]), '€“a”'],
    ['utf-8', Buffer.from('Frösche und Störche', 'latin1'), 'Frösche und Störche'],
    ['us-ascii', Buffer.from('\x1b$B2q5D\x1b(B', 'latin1'), '会議'],
    ['gb2312', Buffer.from([0xc4, 0xe3, 0xba, 0xc3]), '你好'],
  ])('reads what is called %s and is not', async (charset, bytes, text) => {
    expect(await decodeCharset(bytes, charset)).toBe(text);
  });

  it('believes an HTML text about itself, when its header says nothing', async () => {
    const html = Buffer.concat([
      Buffer.from('<html><head><meta charset="windows-1251"></head>'),
      Buffer.from([0xcf, 0xf0, 0xe8]),
    ]);
    expect(await decodeCharset(html, '', 'text/html')).toMatch(/При$/);
    expect(await decodeCharset(html, '')).not.toMatch(/При$/);
  });

  it('keeps the text when a byte limit cuts a text of unknown charset', async () => {
    expect(await decodeCharset(Buffer.from('été').subarray(0, 4), '')).toBe('ét');
  });

  it('drops a character that the byte limit cut', async () => {
    expect(await decodeCharset(Buffer.from('été').subarray(0, 4), 'utf-8')).toBe('ét');
  });
});
