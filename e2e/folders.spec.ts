import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { openFolder, openMessage, part, signIn } from './mail-page.ts';

test('Ana makes a folder, one in it, renames it and moves it', async ({ page, ana }) => {
  await signIn(page, ana);
  await page.getByRole('button', { name: /New folder/ }).click();
  await fillName(page, 'New folder', 'Vereinsgründung', 'Create');
  await expect(part.said(page, 'Vereinsgründung created')).toBeVisible();
  await expect(part.folder(page, 'Vereinsgründung')).toBeVisible();

  await act(page, 'Vereinsgründung', 'New folder in Vereinsgründung');
  await fillName(page, 'New folder in Vereinsgründung', '会議 2026', 'Create');
  await expect(part.folder(page, '会議 2026')).toHaveAttribute('aria-level', '2');

  await act(page, '会議 2026', 'Rename');
  await fillName(page, 'Rename', 'Réunions & co', 'Rename');
  await expect(part.folder(page, 'Réunions & co')).toBeVisible();
  await expect(part.folder(page, '会議 2026')).toHaveCount(0);

  await act(page, 'Réunions & co', 'Move to another folder');
  const dialog = page.getByRole('dialog', { name: 'Where should Réunions & co go?' });
  await dialog.getByRole('combobox').selectOption({ label: 'Top level' });
  await dialog.getByRole('button', { name: 'Move to another folder' }).click();
  await expect(part.folder(page, 'Réunions & co')).toHaveAttribute('aria-level', '1');
  const names = await ana.elsewhere(['mailbox', 'list'], '-8');
  expect(names.split('\n')).toEqual(expect.arrayContaining(['Vereinsgründung', 'Réunions & co']));
});

test('a name that is taken or cannot be is refused in the field, and stays for another try', async ({
  page,
  ana,
  complaints,
}) => {
  complaints.foresee(/4\d\d/);
  await ana.elsewhere(['mailbox', 'create'], 'Taken');
  await signIn(page, ana);
  await page.getByRole('button', { name: /New folder/ }).click();
  const dialog = page.getByRole('dialog', { name: 'New folder' });
  const name = dialog.getByRole('textbox', { name: 'Folder name' });
  await name.fill('Taken');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('There is already a folder with this name.');
  await name.fill('a/b');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog.getByRole('alert')).toContainText('This name cannot be used for a folder.');
  await expect(name).toHaveValue('a/b');
});

test('deleting a folder names exactly what goes with it', async ({ page, ana }) => {
  await ana.has('Old', [{ subject: 'One' }, { subject: 'Two' }]);
  await ana.has('Old/Older', [{ subject: 'Three' }]);
  await signIn(page, ana);
  await openFolder(page, 'Older');
  await act(page, 'Old', 'Delete folder');
  const question = page.getByRole('alertdialog', { name: 'Delete Old?' });
  await expect(question).toContainText(/3 messages in it \(\d+ bytes\) are deleted for good\./);
  await expect(question).toContainText('So is the folder below it.');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(part.folder(page, 'Older')).toBeVisible();
  await act(page, 'Old', 'Delete folder');
  await question.getByRole('button', { name: 'Delete folder' }).click();
  await expect(part.said(page, 'Old deleted')).toBeVisible();
  await expect(part.folder(page, 'Old')).toHaveCount(0);
  await expect(part.folder(page, 'Older')).toHaveCount(0);
  await expect(page).toHaveURL(/\/mail\/INBOX$/);
  expect(await ana.elsewhere(['mailbox', 'list'], '-8')).not.toContain('Old');
});

test('folders made and renamed elsewhere appear and change', async ({ page, ana }) => {
  await signIn(page, ana);
  await ana.elsewhere(['mailbox', 'create'], '-s', 'Käse/Schweiz');
  await expect(part.folder(page, 'Schweiz')).toHaveAttribute('aria-level', '2');
  await ana.elsewhere(['mailbox', 'rename'], '-s', 'Käse/Schweiz', 'Käse/Suisse');
  await expect(part.folder(page, 'Suisse')).toBeVisible();
  await expect(part.folder(page, 'Schweiz')).toHaveCount(0);
});

test('a folder deleted elsewhere goes', async ({ page, ana }) => {
  await ana.elsewhere(['mailbox', 'create'], '-s', 'Käse/Schweiz');
  await signIn(page, ana);
  await expect(part.folder(page, 'Schweiz')).toBeVisible();
  await ana.elsewhere(['mailbox', 'delete'], '-s', 'Käse/Schweiz');
  await expect(part.folder(page, 'Schweiz')).toHaveCount(0);
});

test('a folder renamed elsewhere and then deleted goes, and the next one appears', async ({
  page,
  ana,
}) => {
  await ana.elsewhere(['mailbox', 'create'], '-s', 'Käse/Schweiz');
  await signIn(page, ana);
  await expect(part.folder(page, 'Schweiz')).toBeVisible();
  await ana.elsewhere(['mailbox', 'rename'], '-s', 'Käse/Schweiz', 'Käse/Suisse');
  await expect(part.folder(page, 'Suisse')).toBeVisible();
  await ana.elsewhere(['mailbox', 'delete'], '-s', 'Käse/Suisse');
  await expect(part.folder(page, 'Suisse')).toHaveCount(0);
  await ana.elsewhere(['mailbox', 'create'], '-s', 'Wein');
  await expect(part.folder(page, 'Wein')).toBeVisible();
});

test('emptying Trash asks first and names the exact number', async ({ page, ana }) => {
  await ana.has('Trash', [{ subject: 'One' }, { subject: 'Two' }, { subject: 'Three' }]);
  await signIn(page, ana);
  await act(page, 'Trash', 'Empty Trash');
  const question = page.getByRole('alertdialog', { name: 'Empty Trash?' });
  await expect(question).toContainText(
    /3 messages \(\d+ bytes\) are deleted for good\. This cannot be undone\./,
  );
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => ana.find('uid', 'mailbox', 'Trash', 'all')).toContain('uid: 3');
  // What comes meanwhile is counted, too.
  await ana.has('Trash', [{ subject: 'Four' }]);
  await openFolder(page, 'Trash');
  await expect(part.list(page)).toHaveAttribute('aria-rowcount', '4');
  await act(page, 'Trash', 'Empty Trash');
  await expect(question).toContainText(/4 messages \([\d.]+ (bytes|kB)\) are deleted for good\./);
  await question.getByRole('button', { name: 'Empty Trash' }).click();
  await expect(part.said(page, '4 messages deleted for good')).toBeVisible();
  await expect(part.list(page)).toHaveAttribute('aria-rowcount', '0');
  await expect.poll(async () => (await ana.find('uid', 'mailbox', 'Trash', 'all')).trim()).toBe('');
});

test('deleting for good from Trash asks, and does what it said', async ({ page, ana }) => {
  await ana.has('Trash', [{ subject: 'Stays' }, { subject: 'Goes for good' }]);
  await signIn(page, ana);
  await openFolder(page, 'Trash');
  await openMessage(page, 'Goes for good');
  await part.act(page, 'Delete').click();
  const question = page.getByRole('alertdialog', { name: 'Delete this message for good?' });
  await expect(question).toContainText('This cannot be undone.');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(part.row(page, 'Goes for good')).toBeVisible();
  await openMessage(page, 'Goes for good');
  await part.act(page, 'Delete').click();
  await question.getByRole('button', { name: 'Delete for good' }).click();
  await expect(part.said(page, 'Message deleted for good')).toBeVisible();
  await expect(part.row(page, 'Goes for good')).toHaveCount(0);
  await expect.poll(() => ana.find('hdr.subject', 'mailbox', 'Trash', 'all')).not.toContain('Goes');
});

test('a row is dragged into a folder', async ({ page, ana }) => {
  await ana.has('INBOX', [{ subject: 'Stays' }, { subject: 'To be filed' }]);
  await ana.elsewhere(['mailbox', 'create'], '-s', 'Filed');
  await signIn(page, ana);
  await part.row(page, 'To be filed').dragTo(part.folder(page, 'Filed'));
  await expect(part.said(page, 'Message moved to Filed')).toBeVisible();
  await expect(part.row(page, 'To be filed')).toHaveCount(0);
  await expect(part.folder(page, 'Filed')).toHaveAccessibleName('Filed, 1 unread');
  await openFolder(page, 'Filed');
  await expect(part.row(page, 'To be filed')).toBeVisible();
});

test('a message is moved by the menu, and all of a folder is marked as read', async ({
  page,
  ana,
}) => {
  await ana.has('INBOX', [{ subject: 'One' }, { subject: 'Two' }]);
  await ana.elsewhere(['mailbox', 'create'], '-s', 'Filed');
  await signIn(page, ana);
  await act(page, 'Inbox', 'Mark all as read');
  await expect(part.said(page, '2 messages marked as read')).toBeVisible();
  await expect(part.folder(page, 'Inbox')).toHaveAccessibleName('Inbox');
  await openMessage(page, 'Two');
  await part.act(page, 'Move to…').click();
  await page.getByRole('menuitem', { name: 'Filed' }).click();
  await expect(part.said(page, 'Message moved to Filed')).toBeVisible();
  await expect(part.row(page, 'Two')).toHaveCount(0);
});

test('the tree is walked, folded and opened with the keyboard', async ({ page, ana }) => {
  await ana.has('Club/Board', [{ subject: 'Agenda' }]);
  await signIn(page, ana);
  await part.folder(page, 'Inbox').focus();
  await page.keyboard.press('End');
  await expect(part.folder(page, 'Board')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(part.folder(page, 'Club')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(part.folder(page, 'Club')).toHaveAttribute('aria-expanded', 'false');
  await expect(part.folder(page, 'Board')).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(part.folder(page, 'Board')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(part.row(page, 'Agenda')).toBeVisible();
});

/** Chooses from the menu of a folder. */
async function act(page: Page, folder: string, entry: string) {
  await part.folder(page, folder).hover();
  await part
    .folder(page, folder)
    .getByRole('button', { name: `Actions for ${folder}` })
    .click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}

async function fillName(page: Page, title: string, name: string, button: string) {
  const dialog = page.getByRole('dialog', { name: title, exact: true });
  await dialog.getByRole('textbox', { name: 'Folder name' }).fill(name);
  await dialog.getByRole('button', { name: button, exact: true }).click();
  await expect(dialog).toHaveCount(0);
}
