/// <reference lib="dom" />
import { expect, type Person, test } from './fixtures.ts';
import { openFolder, openMessage, part, send, signIn } from './mail-page.ts';

type Kept = Parameters<Person['has']>[1][number];

const answer = (n: number, more: Kept = {}): Kept => ({
  subject: 'Boat trip',
  text: `Word ${n}.`,
  messageId: `<boat-${n}@else.example>`,
  ...(n > 1 && { references: '<boat-1@else.example>', inReplyTo: '<boat-1@else.example>' }),
  ...more,
});
const read = { flags: ['\\Seen'] };

test('what is answered stands in the open conversation at once', async ({ page, ana, bruno }) => {
  await ana.has('INBOX', [
    { ...answer(1, { from: bruno.address, to: ana.address }), ...read },
    { ...answer(2, { from: bruno.address, to: ana.address }), ...read },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Boat trip');
  await part.act(page, 'Reply').click();
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill('I am coming.');
  await send(page);
  await expect(part.message(page).getByRole('button', { name: /I am coming/ })).toBeVisible();
});

test('unread messages open ten at once, what was read stays read, the keyboard keeps its place', async ({
  page,
  ana,
}) => {
  await ana.has('INBOX', [
    { ...answer(1), ...read },
    ...Array.from({ length: 14 }, (_, i) => answer(i + 2)),
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Boat trip');
  const message = part.message(page);
  // The opened one, and the ten before it; the oldest unread ones wait.
  await expect(message.getByRole('button', { name: 'Fold this message' })).toHaveCount(10);
  await expect(message.getByRole('img', { name: 'Unread' })).toHaveCount(3);
  await expect(message.getByRole('document', { name: 'Message body' })).toHaveCount(11);
  await message.getByRole('button', { name: /Word 2\./ }).focus();
  await page.keyboard.press('Enter');
  await expect(message.getByRole('img', { name: 'Unread' })).toHaveCount(2);
  await expect(message.getByRole('button', { name: 'Fold this message' }).first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(message.getByRole('button', { name: /Word 2\./ })).toBeFocused();

  await page.keyboard.press('Escape');
  await openMessage(page, 'Boat trip');
  await expect(message.getByRole('img', { name: 'Unread' })).toHaveCount(0);
  await expect(message.getByRole('button', { name: 'Fold this message' })).toHaveCount(2);
});

test('one message of a conversation is printed, not those that are open around it', async ({
  page,
  ana,
}) => {
  await page.addInitScript(() => {
    window.print = () => {};
  });
  await ana.has('INBOX', [answer(1), answer(2)]);
  await signIn(page, ana);
  await openMessage(page, 'Boat trip');
  await expect(part.message(page).getByText('Word 1.')).toBeVisible();
  await part.act(page, 'More').click();
  await page.getByRole('menuitem', { name: 'Print' }).click();
  const paper = page.frameLocator('iframe[title="Printed message"]');
  await expect(paper.getByText('Word 2.')).toHaveCount(1);
  await expect(paper.getByText('Word 1.')).toHaveCount(0);
});

test('in Trash the question is asked before anything else comes into sight', async ({
  page,
  ana,
}) => {
  await ana.has('Trash', [
    { subject: 'Other', ...read },
    { ...answer(1), ...read },
    { ...answer(2), ...read },
  ]);
  await signIn(page, ana);
  await openFolder(page, 'Trash');
  await openMessage(page, 'Boat trip');
  await part.act(page, 'Delete').click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('2 messages');
  await expect(part.message(page).getByRole('heading', { name: 'Boat trip' })).toBeVisible();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(part.message(page).getByRole('heading', { name: 'Boat trip' })).toBeVisible();
  await part.act(page, 'Delete').click();
  await question.getByRole('button', { name: 'Delete for good' }).click();
  await expect(part.message(page).getByRole('heading', { name: 'Other' })).toBeVisible();
  await expect.poll(() => ana.find('uid', 'mailbox', 'Trash')).not.toMatch(/uid: [23]\b/);
});

test('j goes on past what is in sight, and its acts are those of the open message', async ({
  page,
  ana,
}) => {
  await ana.has(
    'INBOX',
    Array.from({ length: 70 }, (_, i) => ({ subject: `Letter ${70 - i}.`, ...read })),
  );
  await signIn(page, ana);
  const open = (n: number) =>
    expect(part.message(page).getByRole('heading', { name: `Letter ${n}.` })).toBeVisible();
  await part.row(page, 'Letter 1.').click();
  await open(1);
  for (let n = 2; n <= 55; n++) {
    await page.keyboard.press('j');
    await open(n);
  }
  await expect(part.row(page, 'Letter 55.')).toBeInViewport();
  await expect(part.row(page, 'Letter 55.')).toBeFocused();
  await page.keyboard.press('e');
  await open(56);
  await expect(part.row(page, 'Letter 55.')).toHaveCount(0);
  await expect(part.row(page, 'Letter 54.')).toHaveCount(1);
});

test('a conversation is dragged whole', async ({ page, ana }) => {
  await ana.has('INBOX', [
    { ...answer(1), ...read },
    { ...answer(2), ...read },
  ]);
  await signIn(page, ana);
  await part.row(page, 'Boat trip').dragTo(part.folder(page, 'Archive'));
  await expect(part.said(page, '2 messages')).toBeVisible();
  await expect(part.row(page, 'Boat trip')).toHaveCount(0);
  await expect.poll(() => ana.find('uid', 'mailbox', 'Archive')).toMatch(/uid: 2/);
});

test('in Archive nothing is archived onto itself', async ({ page, ana }) => {
  await ana.has('Archive', [{ subject: 'Kept', ...read }]);
  await signIn(page, ana);
  await openFolder(page, 'Archive');
  await openMessage(page, 'Kept');
  await page.keyboard.press('e');
  await expect(part.said(page, 'Already in this folder.')).toBeVisible();
  await expect(part.row(page, 'Kept')).toBeVisible();
  await expect.poll(() => ana.find('uid', 'mailbox', 'Archive')).toMatch(/uid: 1\b/);
});

test('a list is flat on a new device for who switched conversations off', async ({
  page,
  ana,
  otherBrowser,
}) => {
  await ana.has('INBOX', [
    { ...answer(1), ...read },
    { ...answer(2), ...read },
  ]);
  await signIn(page, ana);
  await expect(part.list(page)).toHaveAttribute('aria-rowcount', '1');
  await page.goto('/settings/general');
  await page.getByRole('radio', { name: 'One row for each message' }).check();
  await page.goto('/');
  await expect(part.list(page)).toHaveAttribute('aria-rowcount', '2');
  const other = await otherBrowser();
  await signIn(other, ana);
  await expect(part.list(other)).toHaveAttribute('aria-rowcount', '2');
});
