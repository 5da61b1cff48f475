import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectNoBarrier } from './barriers.ts';
import { keptOnDevice } from './device.ts';
import { expect, test } from './fixtures.ts';
import { word } from './french-words.ts';
import { listIsThere, openMessage, part, signIn } from './mail-page.ts';

test.setTimeout(60_000);

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const radio = (page: Page, group: string, name: string) =>
  page.getByRole('group', { name: group }).getByRole('radio', { name, exact: true });
const split = (page: Page, name: string) => page.getByRole('separator', { name });

test('what is chosen shows at once in another tab, and is there at the first paint', async ({
  page,
  ana,
  complaints,
}) => {
  // What watches the first paint is kept out of the frame of messages, as every script is.
  complaints.foresee(/Blocked script execution in .*\/mail-frame/);
  await ana.has('INBOX', [
    { subject: 'Noon', text: 'Plain words.', date: new Date('2026-01-15T11:00:00Z') },
  ]);
  await signIn(page, ana);
  const other = await page.context().newPage();
  await other.goto('/mail/INBOX');
  await listIsThere(other);
  await openMessage(other, 'Noon');
  const html = other.locator('html');
  const words = part.message(other).getByRole('document');
  const style = (name: 'fontFamily' | 'fontSize') =>
    words.evaluate((text, property) => getComputedStyle(text)[property], name);

  await page.goto('/settings/appearance');
  await radio(page, 'Theme', 'Dark').check();
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await radio(page, 'Letters', 'With serifs, as a book').check();
  await expect.poll(() => style('fontFamily')).toMatch(/^Georgia/);
  await radio(page, 'Size', 'Very large').check();
  await expect.poll(() => style('fontSize')).toBe('20px');
  await expect(split(other, 'Width of the list')).toBeVisible();
  await radio(page, 'Open message', 'Below the list').check();
  await expect(split(other, 'Height of the list')).toBeVisible();

  await page.goto('/settings/general');
  const when = part.message(other).locator('time').first();
  await part.act(other, 'Show details').click();
  await expect(part.message(other)).toContainText('12:00');
  await page.getByRole('combobox', { name: 'Time zone' }).selectOption('Asia/Tokyo');
  await expect(part.message(other)).toContainText('20:00');
  await radio(page, 'Hours', 'Twice 12, morning and afternoon').check();
  await expect(part.message(other)).toContainText(/8:00\s*pm/i);
  await expect(when).toBeVisible();
  await radio(page, 'One-key shortcuts', 'Off').check();
  await page.getByRole('combobox', { name: 'Open the mail with' }).selectOption('Archive');
  const saved = page.waitForResponse(
    (answer) => answer.request().method() === 'PATCH' && answer.ok(),
  );
  await radio(page, 'Language', 'Français').check();
  await expect(html).toHaveAttribute('lang', 'fr');
  await saved;

  // No later moment than the first: whatever is drawn, is drawn so.
  await other.addInitScript(() => {
    const seen = new Set<string>();
    Object.assign(globalThis, { seen });
    new MutationObserver(() => {
      const { lang, dir, dataset } = document.documentElement;
      const pane = document.querySelector<HTMLElement>('[data-pane]')?.dataset.pane;
      if (pane) seen.add([lang, dir, dataset.theme, pane].join(' '));
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  await other.goto('/');
  await expect(other).toHaveURL(/\/mail\/Archive$/);
  await expect(other.getByRole('treeitem', { name: 'Réception' })).toBeVisible();
  await expect
    .poll(() => other.evaluate(() => [...(globalThis as never as { seen: Set<string> }).seen]))
    .toEqual(['fr ltr dark below']);
  await other.keyboard.press('c');
  await other.keyboard.press('Escape');
  await expect(other.getByRole('dialog')).toHaveCount(0);
});

test('the line between list and message is moved by keys and pointer, and stays', async ({
  page,
  ana,
}) => {
  await ana.has('INBOX', [{ subject: 'Wide', text: 'Words' }]);
  await signIn(page, ana);
  const width = async () => Math.round((await part.list(page).boundingBox())!.width);
  const line = split(page, 'Width of the list');
  const before = await width();
  await line.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(width).toBe(before + 24);
  const box = (await line.boundingBox())!;
  await page.mouse.move(box.x + 4, 400);
  await page.mouse.down();
  await page.mouse.move(box.x + 104, 400, { steps: 4 });
  await page.mouse.up();
  await expect.poll(width).toBeGreaterThan(before + 100);
  const moved = await width();
  await page.reload();
  await expect.poll(width).toBe(moved);
  await split(page, 'Width of the list').focus();
  await page.keyboard.press('Home');
  await expect.poll(width).toBeGreaterThanOrEqual(318);
  await page.keyboard.press('Enter');
  await expect.poll(width).toBe(before);

  await page.goto('/settings/appearance');
  await radio(page, 'Open message', 'In place of the list').check();
  await page.getByRole('treeitem', { name: /^Inbox/ }).click();
  await openMessage(page, 'Wide');
  await expect(part.list(page)).toBeHidden();
  await part.act(page, 'Back to the list').click();
  await expect(part.row(page, 'Wide')).toBeVisible();
  await expect(part.message(page)).toBeHidden();
});

test('Arabic on trial: every screen from right to left, messages their own way, no barrier', async ({
  page,
  ana,
}) => {
  test.slow();
  await ana.has('INBOX', [
    { subject: 'مرحبا', text: 'أهلا وسهلا' },
    { subject: 'English words', html: '<p id="p">Left to right.</p>' },
  ]);
  await signIn(page, ana);
  await page.goto('/settings/general');
  await page.getByRole('radio', { name: /^العربية/ }).check();
  const html = page.locator('html');
  await expect(html).toHaveAttribute('dir', 'rtl');
  await expect(html).toHaveAttribute('lang', 'ar');
  await expect(page.getByRole('heading', { name: 'عام' })).toBeVisible();
  // Not translated yet: English, and its full stop at its own end.
  await expect(page.getByText('As plain text')).toBeVisible();
  await expectNoBarrier(page, 'general');
  const sideways = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  for (const address of [
    '/settings/appearance',
    '/settings/sessions',
    '/contacts',
    '/mail/INBOX',
  ]) {
    await page.goto(address);
    await expect(page.getByRole('main')).toContainText(/\p{L}/u);
    await expectNoBarrier(page, address);
    expect(await sideways(), address).toBe(0);
  }
  const tree = page.getByRole('navigation', { name: 'المجلدات' });
  const grid = page.getByRole('grid');
  expect((await tree.boundingBox())!.x).toBeGreaterThan((await grid.boundingBox())!.x);
  await page.getByRole('row', { name: /English words/ }).click();
  const body = page.getByRole('region', { name: 'الرسالة' }).frameLocator('iframe');
  await expect(body.getByText('Left to right.')).toHaveCSS('direction', 'ltr');
  await expectNoBarrier(page, 'a message');
  await page.getByRole('row', { name: /مرحبا/ }).click();
  await expect(page.getByText('أهلا وسهلا').last()).toHaveCSS('direction', 'rtl');
  // In a page that begins at the right, Right makes the list there narrower.
  const line = page.getByRole('separator');
  const before = (await grid.boundingBox())!.width;
  await line.focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(async () => (await grid.boundingBox())!.width).toBe(before + 24);
  await page.reload();
  await expect(html).toHaveAttribute('dir', 'rtl');
});

test.describe('on a phone, in French', () => {
  test.use({ ...PHONE, locale: 'fr-FR' } as object);

  test('preferences travel as a file, shown before they are taken over', async ({ page, ana }) => {
    await page.goto('/login');
    await page.getByRole('textbox', { name: word('email') }).fill(ana.address);
    await page.getByLabel(word('password'), { exact: true }).fill(ana.password);
    await page.getByRole('button', { name: word('sign-in') }).tap();
    await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
    await page.goto('/settings/appearance');
    await radio(page, word('theme'), word('theme-dark')).check();
    await page.goto('/settings/general');
    const started = page.waitForEvent('download');
    await page.getByRole('button', { name: word('preferences-save') }).tap();
    const download = await started;
    const text = readFileSync(await download.path(), 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      format: 'sobre-preferences',
      version: 1,
      preferences: { theme: 'dark', undoSend: 'off' },
    });
    expect(text).not.toContain(ana.password);
    expect(text).not.toContain(ana.address);

    const take = (content: string) =>
      page.getByLabel(word('preferences-open')).setInputFiles({
        name: 'x.json',
        mimeType: 'application/json',
        buffer: Buffer.from(content),
      });
    await take('{"theme":"light"}');
    await expect(page.getByRole('alert')).toContainText('Ce n’est pas un fichier de préférences');
    await take(text);
    await expect(page.getByText(word('choices-nothing-new'))).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await take(
      text
        .replace('"theme": "dark"', '"theme": "light"')
        .replace('"pane": "right"', '"pane": "up"'),
    );
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('listitem')).toHaveText([/Sombre.*Clair/]);
    await expect(dialog).toContainText('illisible');
    await expectNoBarrier(page, 'import');
    await dialog.getByRole('button', { name: word('choices-take') }).tap();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    await page.getByRole('button', { name: word('undo') }).tap();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expectNoBarrier(page, 'general');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      390,
    );
  });
});

test('data of this device goes from it, and from nowhere else', async ({
  page,
  ana,
  otherBrowser,
  complaints,
}) => {
  complaints.foresee(/401/);
  await ana.has('INBOX', [{ subject: 'Secret plan', text: 'Treasure' }]);
  await signIn(page, ana);
  const elsewhere = await otherBrowser();
  await signIn(elsewhere, ana);
  await openMessage(page, 'Secret plan');
  await page.goto('/settings/appearance');
  await radio(page, 'Theme', 'Dark').check();
  await expect.poll(() => keptOnDevice(page)).toContain('Secret plan');
  await page.goto('/settings/general');
  await page.getByRole('button', { name: 'Delete my data on this device' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('stay on the server');
  await question.getByRole('button', { name: 'Delete my data on this device' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  // The page that comes then is a new one.
  const left = () => keptOnDevice(page).catch(() => 'on the way: Secret');
  await expect.poll(left).not.toMatch(/Secret|Treasure|dark/);
  expect(await left()).not.toContain(ana.address);
  expect(await page.context().cookies()).toEqual([]);
  await elsewhere.reload();
  await listIsThere(elsewhere);
  await signIn(page, ana);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(part.row(page, 'Secret plan')).toBeVisible();
});

test('places where one is signed in come and go as one looks', async ({
  page,
  ana,
  otherBrowser,
  complaints,
}) => {
  complaints.foresee(/401/);
  await signIn(page, ana);
  await page.goto('/settings/sessions');
  const places = page.getByRole('list', { name: 'Sessions' }).getByRole('listitem');
  await expect(places).toHaveCount(1);
  await expect(places.first()).toContainText('Chrome on Linux');
  await expect(places.first()).toContainText('From this computer');
  const second = await otherBrowser();
  await signIn(second, ana);
  const third = await otherBrowser();
  await signIn(third, ana);
  await expect(places).toHaveCount(3);
  await expect(places.first()).toContainText('This device');
  await page.getByRole('button', { name: 'Sign out all others' }).click();
  await expect(part.said(page, '2 other places signed out')).toBeVisible();
  for (const one of [second, third])
    await expect(one.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect(places).toHaveCount(1);
});
