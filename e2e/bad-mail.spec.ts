import { badLetters } from '../mailstack/bad-letters.ts';
import { expect, test } from './fixtures.ts';
import { part, signIn } from './mail-page.ts';

test('messages that are built to hurt are listed and opened, with their source at hand (S-47)', async ({
  page,
  ana,
}) => {
  test.setTimeout(240_000);
  const letters = badLetters();
  await ana.hasLoaded(
    letters.map(({ raw }, i) => ({
      folder: 'Bad',
      flags: ['\\Seen'],
      date: new Date(1.7e12 + i * 1000),
      raw: Buffer.from(raw),
    })),
  );
  await signIn(page, ana);
  await page.goto('/mail/Bad');
  await expect(part.rows(page)).toHaveCount(letters.length, { timeout: 60_000 });
  for (const [i, { name }] of letters.entries()) {
    await part
      .rows(page)
      .nth(letters.length - 1 - i)
      .click();
    await expect(page, name).toHaveURL(new RegExp(`/${i + 1}$`));
    const body = part.message(page).locator('[data-message-body]').first();
    await expect(body, name).toBeVisible({ timeout: 30_000 });
    await expect(part.message(page).getByRole('alert')).toHaveCount(0);
    if (name === 'html' || name === 'line') {
      await expect(part.message(page)).toContainText('This message is very long');
    }
    if (['html', 'line', 'deep', 'nothing'].includes(name)) {
      await expect(
        part.message(page).getByRole('link', { name: 'Download the whole message' }),
      ).toBeVisible();
    }
    // The page is alive.
    await part.act(page, 'More').click();
    await expect(page.getByRole('menu')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
  }
});
