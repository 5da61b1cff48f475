import type { Page } from '@playwright/test';
import { keptOnDevice } from './device.ts';
import { expect, test } from './fixtures.ts';
import {
  fillSignIn,
  listIsThere,
  openAccountMenu,
  openMessage,
  part,
  signIn,
  signOut,
  write,
} from './mail-page.ts';

const signInButton = (page: Page) => page.getByRole('button', { name: 'Sign in' });

test('Ana signs in and sees her inbox', async ({ page, ana }) => {
  await ana.receives({ subject: 'Minutes of the meeting' });
  await page.goto('/');
  await expect(page).toHaveURL(/\/login$/);
  await fillSignIn(page, ana);
  await signInButton(page).click();
  await expect(part.row(page, /^Unread, Clara Vidal, Minutes of the meeting, /)).toBeVisible();
  await expect(part.folder(page, 'Inbox')).toHaveAccessibleName('Inbox, 1 unread');
  await expect(page).toHaveTitle('(1) Inbox — Sobre');
  await expect(page).toHaveURL(/\/mail\/INBOX$/);
});

test('a wrong password is refused in words, and the right one lets in', async ({
  page,
  ana,
  complaints,
}) => {
  complaints.foresee(/401/);
  await page.goto('/login');
  await fillSignIn(page, { ...ana, password: 'wrong' });
  await signInButton(page).click();
  await expect(page.getByRole('alert')).toHaveText('The address or the password is wrong.');
  await fillSignIn(page, ana);
  await signInButton(page).click();
  await listIsThere(page);
});

test('too many attempts are told how long to wait', async ({ page, ana, baseURL, complaints }) => {
  complaints.foresee(/401|429/);
  const guess = () =>
    page.request.post('/api/session', {
      data: { email: ana.address, password: 'guess' },
      headers: { 'X-Sobre': '1', Origin: baseURL! },
    });
  const guesses = await Promise.all(Array.from({ length: 8 }, guess));
  expect(guesses.map((answer) => answer.status())).toEqual(Array(8).fill(401));
  await page.goto('/login');
  await fillSignIn(page, ana);
  await signInButton(page).click();
  await expect(page.getByRole('alert')).toHaveText(
    /^Too many attempts\. Try again in 1[0-5] minutes\.$/,
  );
});

test('“Keep me signed in” keeps the cookie for thirty days, else the browser’s closing ends it', async ({
  page,
  ana,
  otherBrowser,
}) => {
  const cookieOf = async (one: Page) => {
    const [cookie] = await one.context().cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    return cookie!;
  };
  await signIn(page, ana);
  expect((await cookieOf(page)).expires).toBe(-1);

  const kept = await otherBrowser();
  await kept.goto('/login');
  await kept.getByRole('checkbox', { name: 'Keep me signed in' }).check();
  await fillSignIn(kept, ana);
  await signInButton(kept).click();
  await listIsThere(kept);
  const days = ((await cookieOf(kept)).expires - Date.now() / 1000) / 86_400;
  expect(days).toBeGreaterThan(29);
  expect(days).toBeLessThan(91);
});

test('signing out leaves nothing of the mail on the device', async ({ page, ana }) => {
  await ana.has('INBOX', [{ subject: 'Salaries of November', text: 'Strictly between us.' }]);
  await ana.has('Divorce/Lawyer', [{ subject: 'Appointment' }]);
  await signIn(page, ana);
  await part.tree(page).getByRole('button', { name: 'Hide folders in Divorce' }).click();
  await openMessage(page, 'Salaries of November');
  await expect(part.message(page)).toContainText('Strictly between us.');
  await write(page, { to: 'eva@else.example', subject: 'Resignation', text: 'Dear all' });
  await expect
    .poll(() => keptOnDevice(page), { message: 'kept while signed in' })
    .toContain('Strictly between us.');

  await signOut(page);
  const kept = await keptOnDevice(page);
  for (const word of [
    'Salaries',
    'Strictly',
    'Divorce',
    'Resignation',
    'else.example',
    ana.address,
  ])
    expect(kept, `the device still knows “${word}”`).not.toContain(word);
  expect(await page.context().cookies()).toEqual([]);
});

test('after signing out, Back shows the sign-in page and no mail', async ({ page, ana }) => {
  await ana.has('INBOX', [{ subject: 'Salaries of November' }]);
  await signIn(page, ana);
  await openMessage(page, 'Salaries of November');
  await signOut(page);
  await page.goBack();
  await expect(signInButton(page)).toBeVisible();
  await expect(page.getByText('Salaries of November')).toHaveCount(0);
});

test('the next person at the device finds no draft of the one before', async ({
  page,
  ana,
  bruno,
}) => {
  await signIn(page, ana);
  await write(page, { to: 'eva@else.example', subject: 'Resignation', text: 'Dear all' });
  await signOut(page);
  await signIn(page, bruno);
  await page.getByRole('button', { name: 'Compose' }).first().click();
  await expect(part.composer(page)).toHaveCount(1);
  await expect(part.field(page, 'Subject')).toHaveValue('');
  await expect(page.getByText('Resignation')).toHaveCount(0);
});

test('signing out everywhere closes the page and the socket of another browser', async ({
  page,
  ana,
  otherBrowser,
  complaints,
}) => {
  complaints.foresee(/401/);
  await signIn(page, ana);
  const other = await otherBrowser();
  const socket = other.waitForEvent('websocket');
  await signIn(other, ana);
  const closed = (await socket).waitForEvent('close', { timeout: 15_000 });
  await openAccountMenu(page);
  await page.getByRole('menuitem', { name: 'Sign out everywhere' }).click();
  const start = Date.now();
  await expect(signInButton(page)).toBeVisible();
  await Promise.all([closed, expect(signInButton(other)).toBeVisible()]);
  expect(Date.now() - start).toBeLessThan(5000);
});

test('a place is signed out from the list of sessions', async ({
  page,
  ana,
  otherBrowser,
  complaints,
}) => {
  complaints.foresee(/401/);
  await signIn(page, ana);
  const other = await otherBrowser();
  await signIn(other, ana);
  await page.goto('/settings/sessions');
  await expect(page.getByText('This device')).toHaveCount(1);
  await page.getByRole('button', { name: /^Sign out Chrome/ }).click();
  await expect(part.said(page, 'Signed out there')).toBeVisible();
  await expect(signInButton(other)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Sign out Chrome/ })).toHaveCount(0);
});

test('an expired session brings the sign-in page, and then the place where it ended', async ({
  page,
  ana,
  rig,
  complaints,
}) => {
  complaints.foresee(/401/, /WebSocket .* 400/);
  await ana.has('Archive', [{ subject: 'Still here' }]);
  await signIn(page, ana);
  await rig.bridge.context.store
    .updateTable('sessions')
    .set({ expires_at: Date.now() - 1 })
    .where('account', '=', ana.address)
    .execute();
  await part.folder(page, 'Archive').click();
  await expect(signInButton(page)).toBeVisible();
  await fillSignIn(page, ana);
  await signInButton(page).click();
  await expect(part.row(page, 'Still here')).toBeVisible();
});
