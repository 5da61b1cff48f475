import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessages } from './mbox.ts';

const MBOX = [
  'From a@x.example Thu Feb 29 10:30:00 2024',
  'Subject: one',
  'Date: Thu, 29 Feb 2024 10:30:00 +0100 (CET)',
  'X-Status: AF',
  '',
  'From here on it is words, at 10:30 or not.',
  '>From a friend',
  '>>From an older one',
  '',
  'From now on, still words.',
  '',
  'From - Fri Mar 01 11:00:00 2024',
  'Subject: two',
  '',
  'no date',
  '',
  '',
  'From MAILER-DAEMON Sat Mar  2 12:00:00 2024',
  'Subject: three',
  'Date: nonsense',
  '',
].join('\n');

describe('a file of messages', () => {
  it('is taken apart at its separators and nowhere else', async () => {
    const [one, two, three, ...rest] = await read(MBOX);
    expect(rest).toEqual([]);
    expect(one).toEqual({
      raw: 'Subject: one\r\nDate: Thu, 29 Feb 2024 10:30:00 +0100 (CET)\r\nX-Status: AF\r\n\r\nFrom here on it is words, at 10:30 or not.\r\nFrom a friend\r\n>From an older one\r\n\r\nFrom now on, still words.\r\n',
      date: '2024-02-29T09:30:00.000Z',
      flags: ['\\Seen', '\\Answered', '\\Flagged'],
    });
    expect(two!.raw).toBe('Subject: two\r\n\r\nno date\r\n\r\n');
    expect(two!.date).toMatch(/^2024-03-01T/);
    expect(three!.raw).toBe('Subject: three\r\nDate: nonsense\r\n');
    expect(three!.date).toMatch(/^2024-03-02T/);
  });

  it('is read the same however it arrives', async () => {
    const whole = await read(MBOX);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(MBOX.length), { maxLength: 20 }), async (cuts) => {
        expect(await read(MBOX, cuts)).toEqual(whole);
      }),
      { numRuns: 50 },
    );
  });

  it('without a separator is one message, its bytes kept', async () => {
    const raw = 'Subject: s\r\n\r\n>From me\r\n\r\nFrom x Thu Feb 29 10:30:00 2024\r\n\r\n';
    const [message, ...rest] = await read(raw);
    expect(rest).toEqual([]);
    expect(message!.raw).toBe(raw);
    expect(message!.date).toBeNull();
  });

  it.each([
    '',
    'just words\n',
    '\u0000\u0001PK',
    '<html>\n',
    'From a@b Thu Feb 29 10:30:00 2024\nno field\n',
  ])('that holds no mail is refused: %j', async (text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'not-mail' });
  });

  it('takes no message larger than a mailbox does (S-47)', async () => {
    const endless = (async function* () {
      yield Buffer.from('Subject: s\n\n');
      for (;;) yield Buffer.alloc(1024 * 1024, 'x');
    })();
    const reading = readMessages(endless).next();
    await expect(reading).rejects.toMatchObject({ code: 'too-large' });
  });
});

async function read(text: string, cuts: number[] = []) {
  const bytes = Buffer.from(text, 'latin1');
  const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
  const file = (async function* () {
    for (const [i, end] of places.slice(1).entries()) yield bytes.subarray(places[i], end);
  })();
  const messages = [];
  for await (const { raw, date, flags } of readMessages(file))
    messages.push({ raw: raw.toString('latin1'), date: date?.toISOString() ?? null, flags });
  return messages;
}
