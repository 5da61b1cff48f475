/// <reference lib="dom" />
import type { Page } from '@playwright/test';
import type { TestStack } from '../mailstack/testing.ts';
import type { Bed } from './bed.ts';
import { type Figure, figureOf, measure } from './measure.ts';
import { untilPainted } from './painted.ts';

const QUOTED = 200_000;
const KEYS = 40;

/** Writing, in a page that shows the Inbox. */
export async function measureWriting(
  stack: TestStack,
  page: Page,
  bed: Bed,
  rounds: number,
): Promise<Figure[]> {
  const compose = page.getByRole('button', { name: 'Compose' }).first();
  const discard = page.getByRole('button', { name: 'Discard draft' });
  const opened = await measure('compose → cursor', rounds, async () => {
    const ms = await untilPainted(page, () => compose.click(), isCursorInTo, null);
    await discard.click();
    return ms;
  });

  await stack.append(bed.address, 'INBOX', longLetter());
  await page.getByRole('row', { name: /A long letter/ }).click();
  await page.locator('[data-message-body]').first().waitFor();
  await page.getByRole('button', { name: 'Reply', exact: true }).first().click();
  const words = page.getByRole('textbox', { name: 'Message' });
  await words.click();
  await page.waitForTimeout(1000);
  const keys: number[] = [];
  for (let key = 0; key < KEYS; key++) {
    const before = await words.evaluate(({ textContent }) => textContent?.length ?? 0);
    keys.push(await untilPainted(page, () => page.keyboard.press('x'), isLonger, before));
  }
  await discard.click();
  return [opened, figureOf('key in an answer to 200 KB', keys)];
}

const isCursorInTo = () => document.activeElement?.getAttribute('role') === 'combobox';

const isLonger = (before: number) => {
  const words = document.querySelector('[role=textbox][aria-label="Message"]');
  return (words?.textContent?.length ?? 0) > before;
};

function longLetter(): string {
  const paragraph = '<p style="margin:0 0 12px">The choir meets in the old school on Tuesday.</p>';
  const html = paragraph.repeat(Math.ceil(QUOTED / paragraph.length));
  return `From: Clara <clara@else.example>\r\nSubject: A long letter\r\nDate: ${new Date().toUTCString()}\r\nMessage-ID: <long@else.example>\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html.match(/.{1,900}/g)?.join('\r\n')}\r\n`;
}
