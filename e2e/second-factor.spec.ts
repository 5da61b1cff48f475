import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures.ts';
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
  await expect(page.getByRole('alert')).toHaveText('This is not your password.');
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
