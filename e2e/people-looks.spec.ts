import type { Page } from '@playwright/test';
import { expectNoBarrier } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { expectFrench, word } from './french-words.ts';
import { addRecipient, part, sendButton, signIn, write } from './mail-page.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const DESKTOP = { viewport: { width: 1280, height: 800 } };

for (const [name, options] of [
  ['light, desktop', { ...DESKTOP, colorScheme: 'light' }],
  ['dark, phone', { ...PHONE, colorScheme: 'dark' }],
] as const) {
  test.describe(name, () => {
    test.use({ ...options, reducedMotion: 'reduce' } as object);

    test('recipients, suggestions and the question before sending have no barrier', async ({
      page,
      ana,
    }) => {
      await ana.has('Sent', [{ from: ana.address, to: '"Morel, Zoé" <zoe@else.example>' }]);
      await signIn(page, ana);
      await begin(page);
      await addRecipient(page, 'To', 'Léa <lea@else.example>, jean at home, zoe@münchen.example');
      await part.field(page, 'To').pressSequentially('mor');
      await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1);
      await expectNoBarrier(page, 'suggestions');
      await page.keyboard.press('Enter');
      await part.composer(page).getByRole('button', { name: 'Remove jean at home' }).click();
      await part.composer(page).getByRole('button', { name: 'More', exact: true }).click();
      await page.getByRole('menuitem', { name: 'High' }).click();
      await part.field(page, 'Message').fill('The list is attached.');
      await expectNoBarrier(page, 'letter');
      await sendButton(page).click();
      await expect(page.getByRole('dialog', { name: 'Before this letter leaves' })).toBeVisible();
      await expectNoBarrier(page, 'question');
    });

    test('identities and templates have no barrier', async ({ page, ana }) => {
      await signIn(page, ana);
      await page.goto('/settings/identities');
      await expect(page.getByRole('list', { name: 'Identities' })).toBeVisible();
      await expectNoBarrier(page, 'identities');
      for (const button of ['New identity', 'New template']) {
        await page.getByRole('button', { name: button }).click();
        const dialog = page.getByRole('dialog', { name: button });
        await expect(dialog.getByRole('button', { name: 'Save' })).toBeVisible();
        await expectNoBarrier(page, button);
        await page.keyboard.press('Escape');
        await expect(dialog).toHaveCount(0);
      }
    });
  });
}

test.describe('in French', () => {
  test.use({ ...DESKTOP, locale: 'fr-FR' });

  test('identities, templates, recipients and the question are French', async ({ page, ana }) => {
    test.slow();
    const own = [ana.address, 'ana', 'else.example', 'münchen', 'gmial', '{{', 'English', '(Ctrl+'];
    await page.goto('/login');
    await page.getByRole('textbox', { name: word('email') }).fill(ana.address);
    await page.getByLabel(word('password'), { exact: true }).fill(ana.password);
    await page.getByRole('button', { name: word('sign-in') }).click();
    await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
    await page.goto('/settings/identities');
    await expect(page.getByRole('list', { name: word('settings-identities') })).toBeVisible();
    await expectFrench(page, 'identities', own);
    for (const button of [word('identity-new'), word('template-new')]) {
      await page.getByRole('button', { name: button }).click();
      await expect(page.getByRole('dialog', { name: button })).toBeVisible();
      await expectFrench(page, button, own);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog', { name: button })).toHaveCount(0);
    }
    await page.goto('/mail/INBOX');
    await page
      .getByRole('button', { name: word('compose') })
      .first()
      .click();
    const letter = page.getByRole('dialog', { name: word('new-message') });
    const to = letter.getByRole('combobox', { name: word('to'), exact: true });
    await to.fill('zoe@münchen.example, nobody at else.example, ana@gmial.com');
    await to.press('Enter');
    await expectFrench(page, 'recipients', own);
    for (const menu of [word('templates'), word('more')]) {
      await letter.getByRole('button', { name: menu, exact: true }).click();
      await expect(page.getByRole('menu', { name: menu })).toBeVisible();
      await expectFrench(page, menu, own);
      await page.keyboard.press('Escape');
    }
    await letter.getByRole('button', { name: /^Retirer nobody/ }).click();
    await letter.getByRole('button', { name: word('send'), exact: true }).click();
    await expect(page.getByRole('dialog', { name: word('warnings-title') })).toBeVisible();
    await expectFrench(page, 'question', own);
  });
});

/** A phone shows the button for a new letter at the end of the page, a desk at its beginning. */
async function begin(page: Page) {
  const isPhone = page.viewportSize()!.width < 720;
  if (!isPhone) return write(page, {});
  await page.getByRole('button', { name: 'Compose' }).last().click();
  await expect(part.composer(page)).toBeVisible();
}
