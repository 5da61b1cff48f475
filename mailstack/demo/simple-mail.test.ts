import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { simpleMessages } from './simple-mail.ts';

const now = new Date('2026-11-22T09:30:00Z');
const some = [...simpleMessages(1000, now, 7)];
const share = (flag: string) =>
  some.filter(({ flags }) => flags.includes(flag)).length / some.length;

describe('simple letters', () => {
  it('are the same for the same arguments, and others for another seed', () => {
    const again = [...simpleMessages(1000, now, 7)];
    expect(
      Buffer.concat(again.map(({ raw }) => raw)).equals(Buffer.concat(some.map(({ raw }) => raw))),
    ).toBe(true);
    expect(some[0]?.raw.equals([...simpleMessages(1, now, 8)][0]?.raw as Buffer)).toBe(false);
  });

  it('come in order, never from the future', () => {
    const times = some.map(({ date }) => date.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBeLessThanOrEqual(now.getTime());
  });

  it('weigh 2 to 6 KB, with the shares of a real mailbox', () => {
    const sizes = some.map(({ raw }) => raw.length).sort((a, b) => a - b);
    expect(sizes[50]).toBeGreaterThan(1500);
    expect(sizes[950]).toBeLessThan(6500);
    expect(share('\\Seen')).toBeGreaterThan(0.65);
    expect(share('\\Seen')).toBeLessThan(0.75);
    expect(share('\\Flagged')).toBeGreaterThan(0.03);
    expect(share('$HasAttachment')).toBeGreaterThan(0.03);
  });

  it('parse, and answer letters that exist', async () => {
    const mails = await Promise.all(some.map(({ raw }) => PostalMime.parse(raw)));
    const ids = new Set(mails.map(({ messageId }) => messageId));
    expect(ids.size).toBe(some.length);
    const replies = mails.filter(({ inReplyTo }) => inReplyTo);
    expect(replies.length / some.length).toBeGreaterThan(0.15);
    expect(replies.every(({ inReplyTo }) => ids.has(inReplyTo))).toBe(true);
    expect(
      mails.every(({ from, subject, text, html }) => from?.address && subject && (text || html)),
    ).toBe(true);
    expect(
      mails.some(({ subject, text, html }) => /\ufffd|\{[a-z]+\}/.test(`${subject}${text}${html}`)),
    ).toBe(false);
  });

  it('use CRLF only and no line beyond 998 bytes', () => {
    for (const { raw } of some) {
      const text = raw.toString('latin1');
      expect(/\r(?!\n)|(?<!\r)\n/.test(text)).toBe(false);
      expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThan(999);
    }
  });
});
