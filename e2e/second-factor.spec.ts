import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectNoBarrier } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { expectFrench, word } from './french-words.ts';
import { listIsThere, part, signIn, signOut } from './mail-page.ts';
import { codeOf, firstStep, givePassword, plugInKey, setUpApp } from './second-factor-page.ts';

test('an app is set up, its codes are asked for, and each works once (S-40)', async ({
  page,
  ana,
  otherBrowser,
  complaints,
}) => {
  test.slow();
  complaints.foresee(/401|422/);
  await signIn(page, ana);
  await page.goto('/settings/password');
  const section = page.getByRole('region', { name: /^Two-step sign-in/ });
  await expect(section).toContainText('Off');
  await page.getByRole('button', { name: 'Set up an app' }).click();
  await givePassword(page, 'wrong', 'Continue');
  await expect(page.getByRole('alert')).toHaveText('This is not the password of this mailbox.');
  await page.keyboard.press('Escape');
  const secret = await setUpApp(page, ana.password);
  await expect(section).toContainText('On');
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(codes).toHaveCount(0);
  await expect(section).toContainText('10 codes are left');
  await expect(section).toContainText('a mail program still gets in with your password alone');

  await signOut(page);
  await firstStep(page, ana);
  const code = page.getByLabel('Code from your authenticator app');
  await expect(code).toBeFocused();
  await code.fill('000000');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('This code is wrong');
  const right = codeOf(secret, 1);
  await code.fill(`${right.slice(0, 3)} ${right.slice(3)}`);
  await page.keyboard.press('Enter');
  await listIsThere(page);
  await expect(part.row(page, 'Codes of an app are asked for at sign-in')).toBeVisible();

  const other = await otherBrowser();
  await firstStep(other, ana);
  await other.getByLabel('Code from your authenticator app').fill(right);
  await other.getByRole('button', { name: 'Confirm' }).click();
  await expect(other.getByRole('alert')).toContainText('was used before');
  await other.goto('/mail/INBOX');
  await expect(other.getByRole('button', { name: 'Sign in' })).toBeVisible();
});

test('recovery codes are kept as a file, work once each, and a trusted device is not asked', async ({
  page,
  ana,
  otherBrowser,
  complaints,
}) => {
  test.slow();
  complaints.foresee(/401|422/);
  await signIn(page, ana);
  await setUpApp(page, ana.password);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('Recovery codes.txt');
  const text = await readFile(await file.path(), 'utf8');
  const codes = text.match(/^[a-z2-9]{5}-[a-z2-9]{5}$/gm) ?? [];
  expect(codes).toHaveLength(10);
  expect(text).toContain(ana.address);

  const other = await otherBrowser();
  await firstStep(other, ana);
  await other.getByRole('button', { name: 'Use a recovery code' }).click();
  await other.getByLabel('Recovery code', { exact: true }).fill(codes[0] ?? '');
  await other.getByLabel('Trust this device for 30 days').check();
  await other.getByRole('button', { name: 'Confirm' }).click();
  await listIsThere(other);
  await signOut(other);
  await signIn(other, ana);

  await page.goto('/settings/password');
  await expect(page.getByText('9 codes are left')).toBeVisible();
  await page.getByRole('button', { name: 'Ask everywhere again' }).click();
  await expect(part.said(page, 'Every device is asked again')).toBeVisible();
  await signOut(other);
  await firstStep(other, ana);
  await other.getByRole('button', { name: 'Use a recovery code' }).click();
  await other.getByLabel('Recovery code', { exact: true }).fill(codes[0] ?? '');
  await other.getByRole('button', { name: 'Confirm' }).click();
  await expect(other.getByRole('alert')).toContainText('was used before');
});

test('a passkey does the second step, and without it nobody gets in', async ({
  page,
  ana,
  complaints,
}) => {
  test.slow();
  complaints.foresee(/401|422/);
  const key = await plugInKey(page);
  await signIn(page, ana);
  await page.goto('/settings/password');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByLabel('Name of the passkey').fill('Blue <b>key</b>');
  await givePassword(page, ana.password, 'Continue');
  const list = page.getByRole('list', { name: 'Passkeys' }).getByRole('listitem');
  await expect(list).toContainText('Blue <b>key</b>');
  await expect(list).toContainText('never used');
  await page.getByRole('button', { name: 'I have kept them' }).click();

  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByLabel('Name of the passkey').fill('Again');
  await givePassword(page, ana.password, 'Continue');
  await expect(page.getByRole('dialog').getByRole('alert')).toHaveText(
    'This passkey is in your list already.',
  );
  await page.keyboard.press('Escape');

  await signOut(page);
  await firstStep(page, ana);
  await key.touches(false);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await key.touches(true);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await listIsThere(page);

  await page.goto('/settings/password');
  await expect(list).not.toContainText('never used');
  await page.getByRole('button', { name: 'Remove passkey Blue <b>key</b>' }).click();
  await expect(page.getByRole('dialog')).toContainText('It is the last one');
  await givePassword(page, ana.password, 'Remove the passkey');
  await expect(list).toHaveCount(0);
  await signOut(page);
  await signIn(page, ana);
});

test.describe('in French, on a phone in the dark', () => {
  test.use({
    ...{ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    ...{ colorScheme: 'dark', reducedMotion: 'reduce', locale: 'fr-FR' },
  } as object);

  test('the second step and its settings have no barrier and no English word', async ({
    page,
    ana,
    complaints,
  }) => {
    test.slow();
    complaints.foresee(/401|422/);
    const own = [ana.address, 'Bleue'];
    const check = async (place: string) => {
      await expectFrench(page, place, own);
      await expectNoBarrier(page, place);
    };
    const dialog = page.getByRole('dialog');
    const prove = async () => {
      await dialog.getByLabel(word('prove-again')).fill(ana.password);
      await check('password again');
      await dialog.getByRole('button').last().click();
    };
    const signIn = async () => {
      await page.goto('/login');
      await page.getByRole('textbox', { name: word('email') }).fill(ana.address);
      await page.getByLabel(word('password'), { exact: true }).fill(ana.password);
      await page.getByRole('button', { name: word('sign-in') }).click();
    };
    await plugInKey(page);
    await signIn();
    await listIsIn(page);
    await page.goto('/settings/password');
    await expect(page.getByText(word('app-passwords-none'))).toBeVisible();
    await check('off');

    await page.getByRole('button', { name: word('authenticator-set-up') }).click();
    await prove();
    await expect(dialog.getByRole('img')).toBeVisible();
    const key = (await dialog.locator('code').textContent()) ?? '';
    own.push(key);
    await check('QR code');
    await dialog.getByLabel(word('authenticator-first-code')).fill(codeOf(key.replaceAll(' ', '')));
    await dialog.getByRole('button', { name: word('second-step-confirm') }).click();
    const codes = page.getByRole('list', { name: word('recovery-codes') }).getByRole('listitem');
    await expect(codes).toHaveCount(10);
    own.push(...(await codes.allTextContents()));
    await check('recovery codes');
    await page.getByRole('button', { name: word('recovery-codes-kept') }).click();

    await page.getByRole('button', { name: word('passkey-add') }).click();
    await page.getByLabel(word('passkey-name')).fill('Bleue');
    await prove();
    await expect(dialog).toHaveCount(0);
    await page.getByRole('button', { name: word('app-password-new') }).click();
    await page.getByLabel(word('app-password-name')).fill('Bleue');
    await prove();
    const made = page.getByRole('region', { name: 'Bleue' });
    own.push((await made.locator('code').textContent()) ?? '');
    await check('app password');
    await made.getByRole('button', { name: word('app-password-done') }).click();
    await page.getByRole('button', { name: 'Révoquer Bleue' }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await check('revoke');

    await page.context().clearCookies();
    await signIn();
    await expect(page.getByRole('heading', { name: word('second-step') })).toBeVisible();
    await check('code');
    await page.getByRole('button', { name: word('second-step-use-recovery') }).click();
    await page.getByLabel(word('second-step-recovery'), { exact: true }).fill('x');
    await page.getByRole('button', { name: word('second-step-confirm') }).click();
    await expect(page.getByRole('alert')).toHaveText(word('error.recovery-code-wrong'));
    await check('recovery code');
    await page.getByRole('button', { name: word('second-step-use-passkey') }).click();
    await check('passkey');
    await page.getByRole('button', { name: word('second-step-use-passkey') }).click();
    await listIsIn(page);
  });
});

const listIsIn = (page: Page) =>
  expect(page.getByRole('grid', { name: word('messages') })).toHaveAttribute('aria-busy', 'false');
