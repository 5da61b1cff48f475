import type { Person } from './fixtures.ts';

const DAY = 24 * 3600 * 1000;
export const daysAgo = (days: number) => new Date(Date.now() - days * DAY);

/** A mailbox with something to clean up: a club's newsletters, large files, and letters that one keeps. */
export async function hasPast(person: Person) {
  const club = (i: number, more = {}) => ({
    from: 'Le Club <club@shop.example>',
    subject: `Offer ${i}`,
    text: `${'An offer that ended long ago. '.repeat(80)}`,
    date: daysAgo(400 - i * 10),
    headers: {
      'List-Id': '"Le Club" <club.shop.example>',
      'List-Unsubscribe': '<mailto:leave@shop.example?subject=leave>',
    },
    ...more,
  });
  await person.has('INBOX', [
    ...Array.from({ length: 8 }, (_, i) =>
      club(i, i === 3 ? { flags: ['\\Flagged', '\\Seen'] } : {}),
    ),
    {
      from: 'Hélène Marchand <helene@else.example>',
      subject: 'Photos of the garden',
      date: daysAgo(200),
      attachments: [{ filename: 'garden.jpg', content: Buffer.alloc(300_000, 'g') }],
    },
    {
      from: 'Hélène Marchand <helene@else.example>',
      subject: 'Hello',
      text: 'Hi',
      date: daysAgo(2),
    },
  ]);
}
