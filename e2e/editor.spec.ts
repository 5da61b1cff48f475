import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { part, send, signIn, write } from './mail-page.ts';

const words = (page: Page) => part.field(page, 'Message');
const tool = (page: Page, name: string) =>
  page.getByRole('toolbar', { name: 'Formatting' }).getByRole('button', { name, exact: true });

test('a rich letter arrives as it was written, with a plain alternative', async ({
  page,
  ana,
  bruno,
}) => {
  await signIn(page, ana);
  await write(page, { to: bruno.address, subject: 'Rich' });
  await words(page).click();
  await page.keyboard.type('Dear ');
  await page.keyboard.press('Control+b');
  await page.keyboard.type('Bruno');
  await page.keyboard.press('Control+b');
  await page.keyboard.type(',');
  await page.keyboard.press('Enter');
  await tool(page, 'Bulleted list').click();
  await page.keyboard.type('one');
  await page.keyboard.press('Enter');
  await page.keyboard.type('two');
  await expect(tool(page, 'Bulleted list')).toHaveAttribute('aria-pressed', 'true');
  await send(page);
  await expect
    .poll(() => bruno.find('hdr', 'mailbox', 'INBOX', 'all'))
    .toMatch(/multipart\/alternative/);
  const raw = await bruno.find('text', 'mailbox', 'INBOX', 'all');
  expect(raw).toMatch(/Dear Bruno,\s+- one\s+- two/);
  expect(raw.replace(/=\r?\n/g, '')).toMatch(
    /<div>Dear <b>Bruno<\/b>,<\/div><ul><li>one<\/li><li>two<\/li><\/ul>/,
  );
  expect(raw).toMatch(/text\/plain; charset=utf-8; format=flowed/i);
});
