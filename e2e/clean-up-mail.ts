/// <reference lib="dom" />
import { expect, type Locator, type Page } from '@playwright/test';
import type { Person } from './fixtures.ts';

const DAY = 24 * 3600 * 1000;
export const daysAgo = (days: number) => new Date(Date.now() - days * DAY);
const lines = (bytes: number) =>
  'A sober line of sixty characters, written again and again.\r\n'.repeat(bytes / 60);

export const CLUB = 'Le Club <club@shop.example>';
export const HELENE = 'Hélène Marchand <helene@else.example>';

/** Newsletters of a club, the oldest first, one every ten days until long ago; the third is starred. */
export const newsletters = (count: number, bytes = 3000) =>
  Array.from({ length: count }, (_, i) => ({
    from: CLUB,
    subject: `Offer ${i + 1}`,
    text: lines(bytes),
    date: daysAgo(400 - i * 10),
    flags: i === 2 ? ['\\Flagged'] : [],
    headers: {
      'List-Id': 'Le Club <club.shop.example>',
      'List-Unsubscribe': '<https://shop.example/leave>',
    },
  }));

/** A mailbox with something to clean up, and something that one keeps. */
export async function hasPast(person: Person) {
  await person.has('INBOX', [
    ...newsletters(8),
    {
      from: HELENE,
      subject: 'Photos of the garden',
      date: daysAgo(200),
      attachments: [{ filename: 'garden.jpg', content: Buffer.alloc(300_000, 'g') }],
    },
    { from: HELENE, subject: 'From the sea', text: 'Hi', date: daysAgo(90) },
    { from: HELENE, subject: 'Hello', text: 'Hi', date: daysAgo(2) },
  ]);
}

/** The subjects in a folder, in the order of arrival. */
export async function subjectsIn(person: Person, folder: string): Promise<string[]> {
  const found = await person.find('hdr.subject', 'mailbox', folder, 'all');
  return [...found.matchAll(/hdr\.subject: (.*)/g)].map(([, subject]) => subject!);
}

export const reviewOf = (choice: object, tool: string, about: string) =>
  `/settings/storage/review?${new URLSearchParams({ choice: JSON.stringify(choice), tool, about })}`;

/** Goes by Tab alone to what is wanted. */
export async function tabTo(page: Page, wanted: Locator) {
  await expect(wanted).toBeVisible();
  for (let steps = 0; steps < 150; steps++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${wanted}`);
}
