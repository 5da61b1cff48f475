import type { Page } from '@playwright/test';
import { setMailboxPassword } from '../server/store/accounts.ts';
import { expectNoBarrier } from './barriers.ts';
import { PASSWORD, type Person, type Rig, expect as soon, test } from './fixtures.ts';
import { fillSignIn, listIsThere, openMessage, part, signIn, write } from './mail-page.ts';

// The word lists are read on both sides before anything is said of a word.
const expect = soon.configure({ timeout: 30_000 });

const NEW = 'plume-Orage9-tuile-banc';
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
const rule = (page: Page, words: string) =>
  page
    .getByRole('list', { name: 'Password rules' })
    .getByRole('listitem')
    .filter({ hasText: words });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function choose(
  page: Page,
  {
    current = PASSWORD,
    next = NEW,
    again,
  }: Partial<Record<'current' | 'next' | 'again', string>> = {},
) {
  await field(page, 'Current password').fill(current);
  await field(page, 'New password').fill(next);
  await field(page, 'Confirm new password').fill(again ?? next);
}

test('Ana changes her password: the rules speak, every other place is signed out, she stays', async ({
  page,
  ana,
  otherBrowser,
  complaints,
}) => {
  test.slow();
  complaints.foresee(/401|422/);
  await signIn(page, ana);
  const other = await otherBrowser();
  await signIn(other, ana);
  await page.goto('/.well-known/change-password');
  await expect(page).toHaveURL(/\/settings\/password$/);

  await field(page, 'New password').fill('Covid-2019!');
  await expect(rule(page, 'At least 8 characters')).toContainText('– met');
  await expect(rule(page, 'Not one known word')).toContainText('“covid” – not met');
  await expect(page.getByRole('meter', { name: 'Password strength' })).toHaveAttribute(
    'aria-valuetext',
    'Strength: very weak',
  );
  await choose(page, { next: 'Covid-2019!' });
  await button(page, 'Change password').click();
  await expect(page.getByRole('alert')).toContainText('“covid” is a known word');
  await expect(field(page, 'New password')).toBeFocused();

  await choose(page, { again: 'something else' });
  await expect(rule(page, 'Hard to guess')).toContainText('– met');
  await button(page, 'Change password').click();
  await expect(page.getByRole('alert')).toHaveText('This is not the same as the new password.');

  await choose(page, { current: 'not mine' });
  await button(page, 'Change password').click();
  await expect(page.getByRole('alert')).toHaveText('This is not the password of this mailbox.');
  await expect(field(page, 'Current password')).toBeFocused();

  await choose(page);
  await button(page, 'Change password').click();
  await expect(part.said(page, 'Your password is changed')).toContainText('One other place');
  await expect(button(other, 'Sign in')).toBeVisible();
  await page.goto('/mail/INBOX');
  await expect(part.row(page, 'Your password was changed')).toBeVisible();

  await fillSignIn(other, ana);
  await button(other, 'Sign in').click();
  await expect(other.getByRole('alert')).toBeVisible();
  await fillSignIn(other, { ...ana, password: NEW });
  await button(other, 'Sign in').click();
  await listIsThere(other);
});

test('a password is made for her, shown, and taken', async ({ page, ana }) => {
  test.slow();
  await signIn(page, ana);
  await page.goto('/settings/password');
  await button(page, 'Make one for me').click();
  const made = page.getByRole('region', { name: 'A password for you' });
  await expect(made.getByRole('status')).toHaveText(/^(\w+-){3,}\w+$/);
  await made.getByRole('radio', { name: /^Characters/ }).check();
  await expect(made.getByRole('status')).toHaveText(/^\S{18}$/);
  const password = (await made.getByRole('status').textContent()) ?? '';
  await made.getByRole('button', { name: 'Use this one' }).click();
  await expect(field(page, 'Confirm new password')).toHaveValue(password);
  await button(page, 'Show: New password').click();
  await expect(page.getByRole('textbox', { name: 'New password', exact: true })).toHaveValue(
    password,
  );
  await field(page, 'Current password').fill(PASSWORD);
  await button(page, 'Change password').click();
  await expect(part.said(page, 'Your password is changed')).toBeVisible({ timeout: 30_000 });
});

test('the password changed elsewhere is asked for in place, and the letter stays (F-24)', async ({
  page,
  ana,
  rig,
  context,
  complaints,
}) => {
  test.slow();
  complaints.foresee(/401|422/);
  await ana.has('INBOX', [{ subject: 'Minutes', text: 'What was said.' }]);
  await signIn(page, ana);
  const second = await context.newPage();
  await second.goto('/mail/INBOX');
  await openMessage(second, 'Minutes');
  await write(page, { to: 'eva@else.example', subject: 'Half a letter', text: 'Dear Eva,' });

  await changeElsewhere(rig, ana);
  const asked = (one: Page) =>
    one.getByRole('dialog', { name: 'Your password was changed elsewhere' });
  await expect(asked(page)).toBeVisible({ timeout: 20_000 });
  await expect(asked(second)).toBeVisible();
  await asked(page).getByLabel('New password of the mailbox', { exact: true }).fill('not it');
  await asked(page).getByRole('button', { name: 'Continue' }).click();
  await expect(asked(page).getByRole('alert')).toHaveText(
    'This is not the password of this mailbox.',
  );
  await asked(page).getByLabel('New password of the mailbox', { exact: true }).fill(NEW);
  await asked(page).getByRole('button', { name: 'Continue' }).click();
  await expect(asked(page)).toHaveCount(0);
  // The other page of the browser need not be told again.
  await expect(asked(second)).toHaveCount(0);
  await expect(part.message(second)).toContainText('What was said.');
  await second.close();

  await expect(part.field(page, 'Subject')).toHaveValue('Half a letter');
  await part.field(page, 'Message').fill('Dear Eva, here I am again.');
  await expect
    .poll(() => ana.find('text', 'mailbox', 'Drafts', 'all'))
    .toContain('here I am again');
  await ana.receives({ subject: 'Heard at once' });
  await expect(part.row(page, 'Heard at once')).toBeVisible();
});

for (const [look, options] of [
  ['light', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
  ['dark, on a phone', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
] as const) {
  test.describe(look, () => {
    test.use({ ...options, locale: 'fr-FR', reducedMotion: 'reduce' } as object);

    test('the page of the password has no barrier, and speaks French', async ({ page, ana }) => {
      await page.goto('/login');
      await page.getByRole('textbox', { name: 'Adresse électronique' }).fill(ana.address);
      await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: 'Se connecter' }).click();
      await page.waitForURL('**/mail/INBOX');
      await page.goto('/settings/password');
      await page.getByLabel('Nouveau mot de passe', { exact: true }).fill('Soleil2024');
      await expect(page.getByRole('list', { name: 'Règles du mot de passe' })).toContainText(
        '« soleil »',
      );
      await page.getByRole('button', { name: 'En créer un pour moi' }).click();
      await expect(page.getByRole('region', { name: 'Un mot de passe pour vous' })).toBeVisible();
      await page.getByRole('button', { name: 'Changer le mot de passe' }).click();
      await expect(page.getByRole('alert')).toHaveText('Saisissez votre mot de passe actuel.');
      await expectNoBarrier(page, 'password');
    });
  });
}

/** As an administrator's tool would: the store has another hash, and the old connections end. */
async function changeElsewhere(rig: Rig, { address }: Person) {
  await setMailboxPassword(rig.bridge.context.accounts!, address, NEW);
  await rig.stack.doveadm('kick', address).catch(() => {});
}
