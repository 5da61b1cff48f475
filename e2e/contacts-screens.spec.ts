/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectNoBarrier } from './barriers.ts';
import { expect, type Person, test } from './fixtures.ts';
import { expectFrench, word } from './french-words.ts';
import { smallTargets } from './touch.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const CSV = 'Xname;Email\nXylo Été;x@else.example\nXylo;nonsense\n;\n';

const en: Record<string, string> = JSON.parse(
  readFileSync(join(import.meta.dirname, '../client/i18n/en.json'), 'utf8'),
);
const english = (id: string) => en[id]!;

/** Puts people into the address book as the page would. */
async function setScene(page: Page, { address, password }: Person) {
  await page.goto('/login');
  await page.locator('input[type=email], input:not([type])').first().fill(address);
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
  await page.evaluate(async () => {
    const ask = (path: string, body: object) =>
      fetch(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Sobre': '1' },
        body: JSON.stringify(body),
      });
    const one = {
      organization: 'Xylo & Xylo',
      emails: [
        { value: 'xylo@else.example', label: 'work' },
        { value: 'x2@else.example', label: 'Xylo' },
      ],
      phones: [{ value: '+33 6 12 34', label: 'mobile' }],
      birthday: '1985-04-12',
      notes: 'Xylo notes',
      groups: ['Xylos'],
      card: 'BEGIN:VCARD\r\nVERSION:3.0\r\nTITLE:Xylo\r\nURL:https://xylo.example\r\nEND:VCARD',
    };
    for (const name of ['Xylo Un', 'Un, Xylo', 'Xylo Deux'])
      await ask('/api/contacts', {
        ...one,
        name,
        emails: name.includes('Deux') ? [] : one.emails,
      });
  });
}

/** Every screen of the contacts, in whatever language: `look` sees each. */
async function walk(
  page: Page,
  names: (id: string) => string,
  look: (place: string) => Promise<void>,
) {
  await page.goto('/contacts');
  const rows = page.getByRole('grid', { name: names('people') }).getByRole('row');
  await expect(rows).toHaveCount(3);
  await look('list');
  await page.goto('/contacts?written');
  await expect(page.getByText(names('contacts-none-written'))).toBeVisible();
  await look('nobody written to');
  await page.goto('/contacts');
  await rows.filter({ hasText: 'Xylo Un' }).click();
  const shown = page.getByRole('article', { name: names('contact') });
  await expect(shown.getByText('https://xylo.example')).toBeVisible();
  await look('somebody');
  await shown.getByRole('button', { name: names('more') }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await look('menu');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await shown.getByRole('button', { name: names('contact-change'), exact: true }).click();
  await page.getByRole('textbox', { name: `${names('contact-email')} 1` }).fill('xylo');
  await page.getByRole('button', { name: names('tag-save') }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await look('form');
  await page.goto('/contacts/new');
  await expect(page.getByRole('textbox', { name: names('contact-name') })).toBeVisible();
  await look('new');
  await page.goto('/contacts/duplicates');
  await expect(
    page.getByRole('region', { name: names('duplicates') }).getByRole('list'),
  ).toBeVisible();
  await look('duplicates');
  await page.goto('/contacts/import');
  await expect(page.getByText(names('contacts-import-intro'))).toBeVisible();
  await look('import');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'xylo.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) });
  await expect(page.getByRole('table')).toBeVisible();
  for (const details of await page.locator('summary').all()) await details.click();
  await look('preview');
}

for (const [size, options] of [
  ['desktop, light', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
  ['phone, dark', { ...PHONE, colorScheme: 'dark' }],
] as const)
  test.describe(size, () => {
    test.use({ ...options, reducedMotion: 'reduce' } as object);
    test('the contacts have no barrier', async ({ page, ana }) => {
      test.slow();
      await setScene(page, ana);
      await walk(page, english, (place) => expectNoBarrier(page, place));
    });
  });

test.describe('French', () => {
  test.use({ locale: 'fr-FR' });
  test('the contacts are French', async ({ page, ana }) => {
    test.slow();
    await setScene(page, ana);
    const own = [
      ana.address,
      ana.address.split('@')[0]!,
      'Xylo',
      'xylo',
      'else.example',
      'Xname',
      'avril',
    ];
    await walk(page, word, (place) => expectFrench(page, place, own));
  });
});

test.describe('on a phone', () => {
  test.use(PHONE);
  test('the contacts are reached below, fit, and can be touched', async ({ page, ana }) => {
    test.slow();
    await setScene(page, ana);
    const small: string[] = [];
    await walk(page, english, async (place) => {
      // The way out of a menu that React Aria adds is for screen readers alone.
      if (place === 'menu') return;
      small.push(...(await smallTargets(page)).map((one) => `${place}: ${one}`));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect.soft(width, place).toBeLessThanOrEqual(390);
    });
    expect(small).toEqual([]);
    await page.goto('/mail/INBOX');
    await page
      .getByRole('navigation', { name: 'Sobre' })
      .getByRole('button', { name: 'Contacts' })
      .tap();
    await page.getByRole('row', { name: /^Xylo Deux/ }).tap();
    await expect(page.getByRole('article', { name: 'Contact' })).toBeInViewport();
    await page.getByRole('button', { name: 'Back to contacts' }).tap();
    await expect(page.getByRole('row', { name: /^Xylo Deux/ })).toBeInViewport();
  });
});
