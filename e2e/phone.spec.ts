/// <reference lib="dom" />
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { addRecipient, fillSignIn, part, send, signIn } from './mail-page.ts';
import { smallTargets } from './touch.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
test.use(PHONE);

test('on a phone: the list, a message over it, and back', async ({ page, ana }) => {
  await ana.has('INBOX', [
    { subject: 'A walk', text: 'On Sunday?' },
    {
      subject: 'A talk',
      html: '<p>On Monday</p><table width="900"><tr><td>wide</td></tr></table>',
    },
  ]);
  await signIn(page, ana);
  await expect(part.row(page, 'A walk')).toBeInViewport();
  await part.row(page, 'A walk').tap();
  await expect(part.message(page).getByRole('heading', { name: 'A walk' })).toBeInViewport();
  await expect(part.row(page, 'A walk')).not.toBeInViewport();
  await expectNoSidewaysScroll(page);
  await part.act(page, 'Back to the list').tap();
  await expect(part.row(page, 'A talk')).toBeInViewport();
  await part.row(page, 'A talk').tap();
  await expect(part.body(page).getByText('On Monday')).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.goBack();
  await expect(part.row(page, 'A talk')).toBeInViewport();
});

test('the tabs below lead to mail, folders and settings', async ({ page, ana }) => {
  await ana.has('Archive', [{ subject: 'Filed' }]);
  await signIn(page, ana);
  const tabs = page.getByRole('navigation', { name: 'Sobre' });
  await tabs.getByRole('button', { name: 'Folders' }).tap();
  await expect(part.folder(page, 'Archive')).toBeInViewport();
  await part.folder(page, 'Archive').tap();
  await expect(part.row(page, 'Filed')).toBeInViewport();
  await tabs.getByRole('button', { name: 'Settings' }).tap();
  await expect(page.getByRole('heading', { name: 'General' })).toBeInViewport();
  await expectNoSidewaysScroll(page);
  await tabs.getByRole('button', { name: 'Mail' }).tap();
  await expect(part.list(page)).toBeAttached();
});

test('a letter is written over the whole screen and sent', async ({ page, ana, bruno }) => {
  await signIn(page, ana);
  await page.getByRole('button', { name: 'Compose' }).last().tap();
  const box = await part.composer(page).boundingBox();
  expect(box).toMatchObject({ x: 0, y: 0, width: 390, height: 844 });
  await addRecipient(page, 'To', bruno.address);
  await part.field(page, 'Subject').fill('From the train');
  await part.field(page, 'Message').fill('Late again.');
  await expect(
    part.composer(page).getByRole('button', { name: 'Send', exact: true }),
  ).toBeInViewport();
  await send(page);
  await expect.poll(() => bruno.find('uid', 'mailbox', 'INBOX', 'all')).toContain('uid:');
});

test('everything to be touched is at least 44 pixels wide and high', async ({ page, ana }) => {
  await ana.has('INBOX', [
    {
      subject: 'Fingers',
      flags: ['$label1', 'own'],
      text: 'Large ones.',
      attachments: [{ filename: 'notes.txt', content: 'notes' }],
    },
    { subject: 'Thumbs', html: '<p>Wide</p><img src="https://else.example/a.png">' },
  ]);
  await page.goto('/login');
  const small: Record<string, string[]> = { 'sign-in': await smallTargets(page) };
  await fillSignIn(page, ana);
  await page.getByRole('button', { name: 'Sign in' }).tap();
  await expect(part.row(page, 'Fingers')).toBeVisible();
  small.list = await smallTargets(page);
  await part.row(page, 'Fingers').tap();
  await expect(part.message(page).getByRole('link', { name: /^Download/ })).toBeVisible();
  small.message = await smallTargets(page);
  await page.goto('/mail/INBOX');
  await part.row(page, 'Thumbs').tap();
  await expect(part.act(page, 'Show images')).toBeVisible();
  small.html = await smallTargets(page);
  await page.goto('/mail/INBOX');
  await page
    .getByRole('navigation', { name: 'Sobre' })
    .getByRole('button', { name: 'Folders' })
    .tap();
  await expect(part.folder(page, 'Inbox')).toBeInViewport();
  small.folders = await smallTargets(page);
  for (const name of ['general', 'appearance', 'tags', 'sessions']) {
    await page.goto(`/settings/${name}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    small[name] = await smallTargets(page);
  }
  await page.goto('/mail/INBOX');
  await page.getByRole('button', { name: 'Compose' }).last().tap();
  await expect(part.composer(page)).toBeVisible();
  small.composer = await smallTargets(page, '[role=dialog]');
  const found = Object.entries(small).flatMap(([screen, ones]) =>
    ones.map((one) => `${screen}: ${one}`),
  );
  expect(found).toEqual([]);
});

async function expectNoSidewaysScroll(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
}
