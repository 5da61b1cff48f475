/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { expectNoBarrier } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { part, signIn } from './mail-page.ts';
import { smallTargets } from './touch.ts';

const PAGE = '/settings/storage/download';
const downloads = (page: Page) => page.getByRole('region', { name: 'Your downloads' });
const bringBack = (page: Page) => page.getByRole('region', { name: 'Bring mail back' });

/** The bytes that the browser saved, when the act has begun a download. */
async function saved(
  page: Page,
  act: () => Promise<unknown>,
): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent('download');
  await act();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

const emls = (bytes: Buffer) =>
  Object.keys(unzipSync(bytes)).filter((name) => name.endsWith('.eml'));

test('everything is downloaded by keyboard alone, and the page says that all of it is there', async ({
  page,
  ana,
}) => {
  await ana.has('INBOX', [{ subject: 'One' }, { subject: 'Two' }]);
  await ana.has('Clients/Été', [{ subject: 'Three' }]);
  await signIn(page, ana);
  await page.goto(PAGE);
  await page.getByRole('radio', { name: 'Everything' }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', { name: 'Zip of .eml files' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Prepare 3 messages' })).toBeFocused();
  const { name, bytes } = await saved(page, () => page.keyboard.press('Enter'));
  expect(name).toMatch(/\.zip$/);
  expect(emls(bytes).map((one) => one.replace(/\/[^/]* - /, '/'))).toEqual(
    expect.arrayContaining(['INBOX/One (1).eml', 'INBOX/Two (2).eml', 'Clients/Été/Three (1).eml']),
  );
  const item = downloads(page).getByRole('listitem', { name: '2 folders' });
  await expect(item).toContainText('3 of 3 messages are in the file.');
  await expect(item).toContainText('Downloaded');
  // It survives a reload, and can be had again.
  await page.reload();
  const again = await saved(page, () => item.getByRole('link', { name: /^Download/ }).click());
  expect(again.bytes.equals(bytes)).toBe(true);
  await item.getByRole('button', { name: /^Remove/ }).click();
  await expect(downloads(page)).toHaveCount(0);
});

test('a folder goes out by its menu, and comes back as it was', async ({ page, ana }) => {
  await ana.has('Travel', [
    { subject: 'Tickets', flags: ['\\Flagged'], date: new Date('2024-02-29T10:30:00Z') },
    { subject: 'Hotel', flags: ['\\Seen'], date: new Date('2024-03-01T10:30:00Z') },
  ]);
  await signIn(page, ana);
  await part.folder(page, 'Travel').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Download folder…' }).click();
  await expect(page.getByRole('checkbox', { name: /^Travel/ })).toBeChecked();
  await page.getByRole('radio', { name: 'Mbox' }).check();
  const { name, bytes } = await saved(page, () =>
    page.getByRole('button', { name: 'Prepare 2 messages' }).click(),
  );
  expect(name).toMatch(/^Travel .*\.mbox$/);

  const file = { name, mimeType: 'application/mbox', buffer: bytes };
  await bringBack(page).locator('input[type=file]').setInputFiles(file);
  await expect(bringBack(page)).toContainText(
    'No new message came in. 2 were there already and stayed out.',
  );

  await bringBack(page).getByRole('radio', { name: 'Into a new folder' }).check();
  await bringBack(page).getByLabel('Name of the new folder').fill('Brought back');
  await bringBack(page).locator('input[type=file]').setInputFiles(file);
  await expect(bringBack(page)).toContainText('2 messages are back in 1 folder.');
  const told = 'flags date.received text';
  const was = await ana.find(told, 'mailbox', 'Travel', 'all');
  const is = await ana.find(told, 'mailbox', 'Brought back/Travel', 'all');
  expect(is.replaceAll('\\Recent ', '')).toBe(was.replaceAll('\\Recent ', ''));

  await bringBack(page).getByRole('button', { name: 'Undo' }).click();
  await expect(bringBack(page)).toContainText('Taken back: the mailbox is as it was.');
  await expect(part.folder(page, 'Brought back')).toHaveCount(0);
});

test('a selection is downloaded, and what left meanwhile is named', async ({ page, ana }) => {
  await ana.has('INBOX', [{ subject: 'Stays' }, { subject: 'Leaves' }, { subject: 'Not chosen' }]);
  await signIn(page, ana);
  for (const subject of ['Stays', 'Leaves'])
    await part.row(page, subject).getByRole('checkbox').check({ force: true });
  await page.locator('[data-selection-bar]').getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Download…' }).click();
  await expect(
    page.getByRole('radio', { name: 'The 2 messages you chose in Inbox' }),
  ).toBeChecked();
  const { bytes } = await saved(page, () =>
    page.getByRole('button', { name: 'Prepare 2 messages' }).click(),
  );
  expect(emls(bytes)).toHaveLength(2);
  const item = downloads(page).getByRole('listitem', { name: '2 messages from Inbox' });
  await expect(item).toContainText('2 of 2 messages are in the file.');

  await ana.elsewhere('expunge', 'mailbox', 'INBOX', 'subject', 'Leaves');
  const again = await saved(page, () => item.getByRole('link', { name: /^Download/ }).click());
  expect(emls(again.bytes)).toHaveLength(1);
  await expect(item).toContainText('1 of 2 messages are in the file.');
  await expect(item).toContainText('1 message left the mailbox meanwhile and is not in it:');
  await expect(item).toContainText('Clara Vidal - Leaves');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('mail goes out and a file that is no mail is refused in words', async ({
    page,
    ana,
    complaints,
  }) => {
    complaints.foresee(/422/);
    await ana.has('INBOX', [{ subject: 'One' }]);
    await signIn(page, ana);
    await page.goto(PAGE);
    const { bytes } = await saved(page, () =>
      page.getByRole('button', { name: 'Prepare 1 message' }).tap(),
    );
    expect(emls(bytes)).toHaveLength(1);
    const half = bytes.subarray(0, bytes.length - 30);
    for (const [name, buffer, words] of [
      ['half.zip', half, 'This file holds no messages. Nothing was imported.'],
      ['photo.png', half, 'Only .eml, .mbox and .zip files can be imported.'],
    ] as const) {
      const file = { name, mimeType: 'application/zip', buffer };
      await bringBack(page).locator('input[type=file]').setInputFiles(file);
      await expect(bringBack(page).getByRole('alert').first()).toContainText(words);
    }
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await smallTargets(page, 'main')).toEqual([]);
    await expectNoBarrier(page, 'download');
  });
});
