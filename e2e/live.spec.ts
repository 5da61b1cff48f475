import { expectKept } from './device.ts';
import { expect, test } from './fixtures.ts';
import { listIsThere, openFolder, openMessage, part, send, signIn, write } from './mail-page.ts';

const MAIL_SERVER_AWAY = 'The mail server does not answer. Trying again …';

test('what one user sends shows in the other’s open page within a moment', async ({
  page,
  ana,
  bruno,
  otherBrowser,
}) => {
  await signIn(page, ana);
  const brunos = await otherBrowser();
  await signIn(brunos, bruno);
  await write(page, { to: bruno.address, subject: 'Lunch?', text: 'At noon.' });
  await send(page);
  const sent = Date.now();
  await expect(part.row(brunos, 'Lunch?')).toBeVisible();
  const seconds = (Date.now() - sent) / 1000;
  expect(seconds, 'seconds from “Sent” to the row').toBeLessThan(2);
  await expect(part.folder(brunos, 'Inbox')).toHaveAccessibleName('Inbox, 1 unread');
  await expect(brunos).toHaveTitle('(1) Inbox — Sobre');
});

test('mail arrives in a folder that is not on screen: the tree counts it', async ({
  page,
  ana,
}) => {
  await signIn(page, ana);
  await openFolder(page, 'Archive');
  await ana.receives({ subject: 'For later' });
  await expect(part.folder(page, 'Inbox')).toHaveAccessibleName('Inbox, 1 unread');
  await openFolder(page, 'Inbox');
  await expect(part.row(page, 'For later')).toBeVisible();
});

test('two tabs keep in step: read, star, archive, undo', async ({ page, ana, context }) => {
  await ana.has('INBOX', [{ subject: 'One' }, { subject: 'Two' }]);
  await signIn(page, ana);
  const second = await context.newPage();
  await second.goto('/');
  await expect(part.row(second, 'Two')).toBeVisible();

  await openMessage(page, 'Two');
  await expect(part.row(second, 'Two')).toHaveAccessibleName(/^Clara Vidal, Two/);
  await expect(second).toHaveTitle('(1) Inbox — Sobre');
  await part.act(page, 'Star').click();
  await expect(part.row(second, 'Two').getByRole('img', { name: 'Starred' })).toBeVisible();
  await part.act(page, 'Archive').click();
  await expect(part.row(second, 'Two')).toHaveCount(0);
  await expect(part.list(second)).toHaveAttribute('aria-rowcount', '1');
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(part.row(second, 'Two')).toBeVisible();
  await expect(part.list(second)).toHaveAttribute('aria-rowcount', '2');
});

test('flags and moves made in another mail program appear', async ({ page, ana }) => {
  await ana.has('INBOX', [{ subject: 'One' }, { subject: 'Two' }]);
  await signIn(page, ana);
  await expect(part.folder(page, 'Inbox')).toHaveAccessibleName('Inbox, 2 unread');
  await ana.elsewhere(['flags', 'add'], '\\Seen \\Flagged', 'mailbox', 'INBOX', 'subject', 'One');
  await expect(part.row(page, /^Clara Vidal, One/)).toBeVisible();
  await expect(part.row(page, 'One').getByRole('img', { name: 'Starred' })).toBeVisible();
  await expect(part.folder(page, 'Inbox')).toHaveAccessibleName('Inbox, 1 unread');
  await ana.elsewhere('move', 'Archive', 'mailbox', 'INBOX', 'subject', 'Two');
  await expect(part.row(page, 'Two')).toHaveCount(0);
  await expect(part.folder(page, 'Inbox')).toHaveAccessibleName('Inbox');
  await openFolder(page, 'Archive');
  await expect(part.row(page, 'Two')).toBeVisible();
});

test('the mail server goes away under the open page and comes back', async ({
  page,
  ana,
  rig,
  complaints,
}) => {
  complaints.foresee(/50[234]/);
  await ana.has('INBOX', [{ subject: 'Before', text: 'The words of before.' }]);
  await signIn(page, ana);
  await write(page, { subject: 'Half a letter', text: 'It begins' });
  await rig.stack.stopDovecot();
  try {
    await expect(page.getByText(MAIL_SERVER_AWAY)).toBeVisible({ timeout: 10_000 });
    await expect(part.row(page, 'Before')).toBeVisible();
    await part.field(page, 'Message').pressSequentially(' and goes on');
  } finally {
    await rig.stack.startDovecot();
  }
  await ana.receives({ subject: 'After' });
  await expect(part.row(page, 'After')).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText(MAIL_SERVER_AWAY)).toHaveCount(0);
  await expect(part.field(page, 'Message')).toHaveText('It begins and goes on');
  await expect(part.list(page)).toHaveAttribute('aria-rowcount', '2');
  await openMessage(page, 'Before');
  await expect(part.message(page)).toContainText('The words of before.');
});

test('with the mail server away, an act is taken back and told; the row is not lost', async ({
  page,
  ana,
  rig,
  complaints,
}) => {
  complaints.foresee(/50[234]/);
  await ana.has('INBOX', [{ subject: 'Keep me' }]);
  await signIn(page, ana);
  await openMessage(page, 'Keep me');
  await rig.stack.stopDovecot();
  try {
    await part.act(page, 'Archive').click();
    await expect(
      part.refused(page, 'The mail server does not answer. Please try again in a moment.'),
    ).toBeVisible({ timeout: 20_000 });
  } finally {
    await rig.stack.startDovecot();
  }
  await expect(part.row(page, 'Keep me')).toBeVisible({ timeout: 15_000 });
});

test('signing in while the mail server is away says so, and works when it is back', async ({
  page,
  ana,
  rig,
  complaints,
}) => {
  complaints.foresee(/50[234]/);
  await rig.stack.stopDovecot();
  try {
    await page.goto('/login');
    await page.getByRole('textbox', { name: 'Email address' }).fill(ana.address);
    await page.getByLabel('Password', { exact: true }).fill(ana.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toHaveText(
      'The mail server does not answer. Please try again in a moment.',
      { timeout: 20_000 },
    );
  } finally {
    await rig.stack.startDovecot();
  }
  await page.getByRole('button', { name: 'Sign in' }).click();
  await listIsThere(page);
});

test('a reload paints the list from the device before any answer', async ({ page, ana }) => {
  await ana.has('INBOX', [{ subject: 'Remembered' }]);
  await signIn(page, ana);
  await expect(part.row(page, 'Remembered')).toBeVisible();
  await expectKept(page, 'Remembered');
  let answers = 0;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/api/**', async (route) => {
    await held;
    answers++;
    await route.continue();
  });
  await page.reload();
  await expect(part.row(page, 'Remembered')).toBeVisible();
  await expect(part.folder(page, 'Inbox')).toHaveAccessibleName('Inbox, 1 unread');
  expect(answers).toBe(0);
  await ana.receives({ subject: 'Newer' });
  release();
  await expect(part.row(page, 'Newer')).toBeVisible();
  await page.unrouteAll({ behavior: 'wait' });
});

test('what changed while the page was closed is there after the reload', async ({ page, ana }) => {
  await ana.has('INBOX', [{ subject: 'Goes' }, { subject: 'Stays' }]);
  await signIn(page, ana);
  await expectKept(page, 'Stays');
  await page.goto('about:blank');
  await ana.elsewhere('expunge', 'mailbox', 'INBOX', 'subject', 'Goes');
  await ana.elsewhere(['flags', 'add'], '\\Seen', 'mailbox', 'INBOX', 'subject', 'Stays');
  await ana.has('INBOX', [{ subject: 'Came' }]);
  await page.goto('/');
  await expect(part.row(page, 'Came')).toBeVisible();
  await expect(part.row(page, 'Goes')).toHaveCount(0);
  await expect(part.row(page, /^Clara Vidal, Stays/)).toBeVisible();
  await expect(part.list(page)).toHaveAttribute('aria-rowcount', '2');
  await expect(part.folder(page, 'Inbox')).toHaveAccessibleName('Inbox, 1 unread');
});

test('offline is told, and passes by itself; what was missed arrives', async ({
  page,
  ana,
  context,
  complaints,
}) => {
  complaints.foresee(/ERR_INTERNET_DISCONNECTED/);
  await ana.has('INBOX', [{ subject: 'Before' }]);
  const live = page.waitForEvent('websocket');
  await signIn(page, ana);
  await (await live).waitForEvent('framereceived');
  const banner = page.getByText('Offline: showing what this device holds.');
  await context.setOffline(true);
  await expect(banner).toBeVisible();
  await ana.receives({ subject: 'Missed' });
  await context.setOffline(false);
  await expect(banner).toHaveCount(0);
  await expect(part.row(page, 'Missed')).toBeVisible({ timeout: 10_000 });
});
