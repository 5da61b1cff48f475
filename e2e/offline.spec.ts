/// <reference lib="dom" />
import type { Page } from '@playwright/test';
import { expectKept } from './device.ts';
import { expect, test } from './fixtures.ts';
import { openMessage, part, signIn } from './mail-page.ts';

test.use({ serviceWorkers: 'allow' });

const banner = (page: Page) => page.getByText('Offline: showing what this device holds.');

/** Answers when the worker keeps the shell and stands before this page. */
async function shellIsKept(page: Page) {
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state ?? 'none'), {
      timeout: 20_000,
    })
    .toBe('activated');
}

test('without a network the mail starts, shows what is held, and catches up afterwards', async ({
  page,
  context,
  ana,
  complaints,
}) => {
  test.slow();
  complaints.foresee(/ERR_INTERNET_DISCONNECTED|Failed to fetch|WebSocket connection/);
  await ana.has('INBOX', [
    { subject: 'Never opened' },
    { subject: 'The poster', html: '<p>Come to the <b>fair</b>' },
    { subject: 'The harvest', text: 'Forty crates of quinces.' },
  ]);
  await ana.has('Archive', [{ subject: 'Long ago' }]);
  await signIn(page, ana);
  await openMessage(page, 'The poster');
  await openMessage(page, 'The harvest');
  await expectKept(page, 'Come to the');
  await expectKept(page, 'Forty crates');
  await shellIsKept(page);

  await context.setOffline(true);
  await page.goto('/mail/INBOX');
  await expect(part.row(page, 'The harvest')).toBeVisible();
  await expect(banner(page)).toBeVisible();
  await part.row(page, 'The harvest').click();
  await expect(part.message(page).getByRole('document', { name: 'Message body' })).toHaveText(
    'Forty crates of quinces.',
  );
  await part.row(page, 'The poster').click();
  await expect(part.body(page).getByText('Come to the fair')).toBeVisible();

  await page.goto('/mail/Archive');
  await expect(page.getByRole('alert')).toContainText('this device does not hold this');

  await ana.receives({ subject: 'While you were away' });
  await context.setOffline(false);
  await expect(banner(page)).toHaveCount(0);
  await expect(part.row(page, 'Long ago')).toBeVisible();
  await page.goto('/mail/INBOX');
  await expect(part.row(page, 'While you were away')).toBeVisible();
});
