/// <reference lib="dom" />
import type { Locator, Page, Request } from '@playwright/test';
import { expect, type Person, test } from './fixtures.ts';
import { listIsThere, openFolder, openMessage, part, signIn } from './mail-page.ts';

test.beforeEach(() => test.slow());

test.describe('all of a view', () => {
  test('is one command: no list of UIDs travels, late mail stays, Undo is exact', async ({
    page,
    ana,
  }) => {
    await ana.has('INBOX', [
      ...numbered(6).map((subject) => ({ subject, flags: ['\\Seen'] })),
      ...numbered(70, 'New').map((subject) => ({ subject })),
    ]);
    await signIn(page, ana);
    const sent = listenTo(page);
    await choose(page, 'Unread');
    await expect(part.list(page)).toHaveAttribute('aria-rowcount', '70');
    await select(part.row(page, 'New 70'));
    await page.getByRole('button', { name: 'Select all 70 messages in Inbox' }).click();
    await ana.receives({ subject: 'Arrived since' });
    await expect(part.row(page, 'Arrived since')).toBeVisible();
    const bar = page.getByRole('toolbar', { name: '70 selected' });
    await checkbox(part.row(page, 'New 69')).click();
    await expect(page.getByRole('toolbar', { name: '69 selected' })).toBeVisible();
    await checkbox(part.row(page, 'New 69')).click();
    await bar.getByRole('button', { name: 'Delete' }).click();
    const done = part.said(page, '70 messages moved to Trash');
    await expect(done).toBeVisible();
    expect(await countOf(ana, 'all', 'Trash')).toBe(70);
    expect(await countOf(ana, 'all')).toBe(7);
    await expect(part.list(page)).toHaveAttribute('aria-rowcount', '1');
    for (const text of await Promise.all(sent.map(wholeText)))
      expect(text.length).toBeLessThan(400);

    await done.getByRole('button', { name: 'Undo' }).click();
    await expect(part.said(page, 'Undone')).toBeVisible();
    await expect(part.list(page)).toHaveAttribute('aria-rowcount', '71');
    expect(await countOf(ana, 'all', 'Trash')).toBe(0);
    expect(await countOf(ana, 'seen')).toBe(6);
  });

  test('is dragged whole to a folder', async ({ page, ana }) => {
    await ana.has(
      'INBOX',
      numbered(60).map((subject) => ({ subject })),
    );
    await ana.has('Archive', [{ subject: 'Before' }]);
    await signIn(page, ana);
    await select(part.row(page, 'Number 60'));
    await page.getByRole('button', { name: 'Select all 60 messages in Inbox' }).click();
    await part.row(page, 'Number 58').dragTo(part.folder(page, 'Archive'));
    await expect(part.said(page, '60 messages moved to Archive')).toBeVisible();
    await expect(part.list(page)).toHaveAttribute('aria-rowcount', '0');
    expect(await countOf(ana, 'all', 'Archive')).toBe(61);
  });
});

test('what the server cannot do comes back into the list, with a sentence', async ({
  page,
  context,
  ana,
  complaints,
}) => {
  complaints.foresee(/ERR_INTERNET_DISCONNECTED/);
  await ana.has('INBOX', [{ subject: 'Stays' }, { subject: 'Other' }]);
  await signIn(page, ana);
  await openMessage(page, 'Stays');
  await context.setOffline(true);
  await part.act(page, 'Archive').click();
  await expect(part.refused(page, 'You are offline: this needs the network.')).toBeVisible();
  await expect(part.row(page, 'Stays')).toBeVisible();
  await context.setOffline(false);
  await expect(part.list(page)).toHaveAttribute('aria-rowcount', '2');
  expect(await countOf(ana, 'all')).toBe(2);
});

test('a message is copied, and Undo takes the copy away', async ({ page, ana }) => {
  await ana.has('INBOX', [{ subject: 'Twice' }]);
  await ana.has('Archive', [{ subject: 'Before' }]);
  await signIn(page, ana);
  await openMessage(page, 'Twice');
  await part.act(page, 'More').click();
  await page.getByRole('menuitem', { name: 'Copy to…' }).click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  const done = part.said(page, 'Message copied to Archive');
  await expect(done).toBeVisible();
  expect(await countOf(ana, 'all', 'Archive')).toBe(2);
  await done.getByRole('button', { name: 'Undo' }).click();
  await expect(part.said(page, 'Undone')).toBeVisible();
  expect(await countOf(ana, 'all', 'Archive')).toBe(1);
  expect(await countOf(ana, 'all')).toBe(1);
});

test('spam is marked and moved; Undo gives back both', async ({ page, ana }) => {
  await ana.has('INBOX', [{ subject: 'Pills', flags: ['$NotJunk'] }]);
  await signIn(page, ana);
  await openMessage(page, 'Pills');
  await part.act(page, 'Report spam').click();
  const done = part.said(page, 'Message moved to Junk');
  await expect(done).toBeVisible();
  expect(await countOf(ana, 'keyword $Junk unkeyword $NotJunk', 'Junk')).toBe(1);
  await done.getByRole('button', { name: 'Undo' }).click();
  await expect(part.row(page, 'Pills')).toBeVisible();
  expect(await countOf(ana, 'unkeyword $Junk keyword $NotJunk')).toBe(1);
});

test.describe('tags', () => {
  test('are made, shown, searched and taken off; other programs see them', async ({
    page,
    ana,
  }) => {
    await ana.has('INBOX', [
      { subject: 'Plain' },
      { subject: 'Camp', flags: ['$label2', 'receipts', '$Forwarded'] },
    ]);
    await signIn(page, ana);
    await expect(part.row(page, /Camp.*, Work, receipts$/)).toBeVisible();
    await openMessage(page, 'Camp');
    const tags = part.message(page).getByRole('list', { name: 'Tags' });
    await expect(tags.getByRole('listitem')).toHaveText(['Work', 'receipts']);

    await part.act(page, 'Tags').click();
    await expect(page.getByRole('menuitem', { name: 'Work ✓' })).toBeVisible();
    await page.getByRole('menuitem', { name: 'New tag' }).click();
    const dialog = page.getByRole('dialog', { name: 'New tag' });
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expect(dialog.getByRole('alert')).toHaveText('Give the tag a name.');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('work');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expect(dialog.getByRole('alert')).toHaveText('There is already a tag work.');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('<b>Été</b>');
    await dialog.getByRole('radio', { name: 'Pink' }).check({ force: true });
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expect(part.said(page, 'Tagged <b>Été</b>')).toBeVisible();
    await expect(tags.getByRole('listitem')).toHaveText(['Work', '<b>Été</b>', 'receipts']);
    expect(await flagsOf(ana, 'Camp')).toContain('_b_&AMk-t&AOk-__b_');

    await tags.getByRole('button', { name: 'Remove tag Work' }).click();
    const done = part.said(page, 'Tag Work removed');
    await expect(done).toBeVisible();
    expect(await flagsOf(ana, 'Camp')).not.toContain('$label2');
    await done.getByRole('button', { name: 'Undo' }).click();
    await expect(part.row(page, /Camp.*, Work, <b>Été<\/b>, receipts$/)).toBeVisible();

    await page.reload();
    await listIsThere(page);
    await tags.getByRole('link', { name: '<b>Été</b>' }).click();
    await expect(page.getByRole('region', { name: 'Search results' })).toBeVisible();
    await expect(part.row(page, 'Camp')).toBeVisible();
    await expect(part.row(page, 'Plain')).toHaveCount(0);
  });

  test('go on many at once, and off by the row', async ({ page, ana }) => {
    await ana.has(
      'INBOX',
      numbered(60).map((subject) => ({ subject })),
    );
    await signIn(page, ana);
    await select(part.row(page, 'Number 60'));
    await page.getByRole('button', { name: 'Select all 60 messages in Inbox' }).click();
    await page
      .getByRole('toolbar', { name: '60 selected' })
      .getByRole('button', { name: 'Tags' })
      .click();
    await page
      .getByRole('group', { name: 'Add a tag' })
      .getByRole('menuitem', { name: 'To do' })
      .click();
    await expect(part.said(page, '60 messages tagged To do')).toBeVisible();
    expect(await countOf(ana, 'keyword $label4')).toBe(60);
    const row = part.row(page, 'Number 60');
    await expect(row).toHaveAccessibleName(/, To do$/);
    await row.hover();
    await row.getByRole('button', { name: 'Tags' }).click();
    await page.getByRole('menuitem', { name: 'To do ✓' }).click();
    await expect(part.said(page, 'Tag To do removed')).toBeVisible();
    expect(await countOf(ana, 'keyword $label4')).toBe(59);
  });

  test('are renamed, recoloured and taken off the list in the settings', async ({ page, ana }) => {
    await signIn(page, ana);
    await page.goto('/settings/tags');
    const tags = page.getByRole('list', { name: 'Tags' });
    await tags.getByRole('button', { name: 'Change tag Later' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change tag' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('One day');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(tags.getByRole('listitem').nth(4)).toHaveText('One day');
    await page.getByRole('button', { name: 'New tag' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Family');
    await page.getByRole('button', { name: 'Create' }).click();
    await expect(tags.getByRole('listitem')).toHaveCount(6);
    await tags.getByRole('button', { name: 'Take tag Family off this list' }).click();
    await expect(tags.getByRole('listitem')).toHaveCount(5);
    await page.reload();
    await expect(tags.getByRole('listitem').nth(4)).toHaveText('One day');
    await expect(tags.getByRole('listitem')).toHaveCount(5);
  });
});

test.describe('a message that is opened becomes read', () => {
  test('after the seconds of choice, when it is still open', async ({ page, ana, complaints }) => {
    await ana.has('INBOX', [{ subject: 'Second' }, { subject: 'First' }]);
    // The clock is put into every frame, and the letter's lets nothing run.
    complaints.foresee(/Blocked script execution/);
    await page.clock.install();
    await signIn(page, ana);
    await chooseReading(page, 'After 5 seconds');
    await page.clock.pauseAt(Date.now() + 60_000);
    await openWhilePaused(page, 'First');
    await page.clock.runFor(3000);
    await openWhilePaused(page, 'Second');
    await page.clock.runFor(3000);
    expect(await countOf(ana, 'unseen')).toBe(2);
    await page.clock.runFor(3000);
    await expect(part.row(page, 'Second')).not.toHaveAccessibleName(/^Unread/);
    await expect.poll(() => countOf(ana, 'unseen')).toBe(1);
    await expect(part.row(page, 'First')).toHaveAccessibleName(/^Unread/);
  });

  test('or only by hand', async ({ page, ana }) => {
    await ana.has('INBOX', [{ subject: 'By hand' }]);
    await signIn(page, ana);
    await chooseReading(page, 'Only by hand');
    await openMessage(page, 'By hand');
    await page.keyboard.press('s');
    await expect(part.said(page, 'Starred')).toBeVisible();
    expect(await countOf(ana, 'unseen')).toBe(1);
    await page.keyboard.press('Shift+I');
    await expect(part.said(page, 'Marked as read')).toBeVisible();
    expect(await countOf(ana, 'unseen')).toBe(0);
  });
});

test.describe('keys', () => {
  test('act on the row, the message and the selection, and z takes back', async ({ page, ana }) => {
    await ana.has('INBOX', [
      { subject: 'Third' },
      { subject: 'Second', cc: 'Bruno <bruno@else.example>' },
      { subject: 'First' },
    ]);
    await signIn(page, ana);
    const keys = page.keyboard;
    await part.row(page, 'First').focus();
    await keys.press('ArrowDown');
    await keys.press('x');
    await keys.press('ArrowDown');
    await keys.press('x');
    await expect(page.getByRole('toolbar', { name: '2 selected' })).toBeVisible();
    await keys.press('Shift+U');
    await keys.press('*');
    await keys.press('a');
    await expect(page.getByRole('toolbar', { name: '3 selected' })).toBeVisible();
    await keys.press('e');
    await expect(part.said(page, '3 messages archived')).toBeVisible();
    await keys.press('z');
    await expect(part.said(page, 'Undone')).toBeVisible();
    await expect(part.list(page)).toHaveAttribute('aria-rowcount', '3');
    await keys.press('z');
    await expect(part.said(page, 'There is nothing to undo.')).toBeVisible();

    await part.row(page, 'Second').focus();
    await keys.press('o');
    const heading = part.message(page).getByRole('heading', { name: 'Second' });
    await expect(heading).toBeVisible();
    await keys.press('l');
    await expect(page.getByRole('menu', { name: 'Tags' })).toBeVisible();
    await keys.press('e');
    await keys.press('Escape');
    await keys.press('v');
    await expect(page.getByRole('menu', { name: 'Move to…' })).toBeVisible();
    await keys.press('Escape');
    await expect(heading).toBeVisible();
    await keys.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await keys.press('e');
    await keys.press('Escape');
    await expect(part.row(page, 'Second')).toBeVisible();
    await keys.press('a');
    await expect(part.composer(page)).toContainText('bruno@else.example');
    await part.field(page, 'Message').pressSequentially('e#!xz');
    await expect(part.row(page, 'Second')).toBeVisible();
    await part.composer(page).getByRole('button', { name: 'Discard draft' }).click();
    await part.row(page, 'Second').focus();
    await keys.press('u');
    await expect(page).toHaveURL(/\/mail\/INBOX$/);
  });

  test('are found on a French keyboard by what is printed on them', async ({
    page,
    ana,
    complaints,
  }) => {
    // What has the focus is read ahead, and is gone meanwhile.
    complaints.foresee(/404/);
    await ana.has('INBOX', [{ subject: 'Third' }, { subject: 'Second' }, { subject: 'First' }]);
    await signIn(page, ana);
    await part.row(page, 'First').focus();
    // Windows: AltGr+3, told as Ctrl and Alt.
    await press(page, { key: '#', code: 'Digit3', ctrlKey: true, altKey: true });
    await expect(part.said(page, 'Message moved to Trash')).toBeVisible();
    await expect(part.row(page, 'First')).toHaveCount(0);
    await part.row(page, 'Second').focus();
    // The key beside the right Shift, which is Slash on an English keyboard.
    await press(page, { key: '!', code: 'Slash' });
    await expect(part.said(page, 'Message moved to Junk')).toBeVisible();
    await part.row(page, 'Third').focus();
    // Linux: AltGr alone. And a letter whose place on an English keyboard is another's.
    await press(page, { key: '*', code: 'Backslash' });
    await press(page, { key: 'a', code: 'KeyQ' });
    await expect(page.getByRole('toolbar', { name: '1 selected' })).toBeVisible();
    await press(page, { key: '#', code: 'Digit3', modifierAltGraph: true });
    await expect(part.list(page)).toHaveAttribute('aria-rowcount', '0');
    await press(page, { key: 'z', code: 'KeyW' });
    await expect(part.row(page, 'Third')).toBeVisible();
  });
});

test.describe('in French, on a phone', () => {
  test.use({
    locale: 'fr-FR',
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  } as object);

  test('a tag is made and put on a message', async ({ page, ana }) => {
    await ana.has('INBOX', [{ subject: 'Colonie' }]);
    await page.goto('/login');
    await page.getByRole('textbox', { name: 'Adresse électronique' }).fill(ana.address);
    await page.getByLabel('Mot de passe', { exact: true }).fill(ana.password);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('grid').getByRole('row', { name: 'Colonie' }).tap();
    await page.getByRole('button', { name: 'Étiquettes' }).tap();
    await expect(page.getByRole('menuitem')).toHaveText([
      'Important',
      'Travail',
      'Personnel',
      'À faire',
      'Plus tard',
      'Nouvelle étiquette',
    ]);
    await page.getByRole('menuitem', { name: 'Nouvelle étiquette' }).tap();
    await page.getByRole('textbox', { name: 'Nom' }).fill('Été');
    await page.getByRole('button', { name: 'Créer' }).tap();
    await expect(page.getByRole('status').filter({ hasText: 'Étiqueté « Été »' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Été' })).toBeInViewport();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      390,
    );
  });
});

const numbered = (count: number, word = 'Number') =>
  Array.from({ length: count }, (_, i) => `${word} ${i + 1}`);

const checkbox = (row: Locator) => row.getByRole('checkbox', { name: 'Select' });

async function select(row: Locator) {
  await row.hover();
  await checkbox(row).click();
  await expect(checkbox(row)).toBeChecked();
}

async function choose(page: Page, entry: string) {
  await page.getByRole('button', { name: /^Sort and filter/ }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${entry}( ✓)?$`) }).click();
}

async function chooseReading(page: Page, choice: string) {
  await page.goto('/settings/general');
  await page.getByRole('radio', { name: choice }).click();
  await openFolder(page, 'Inbox');
}

/** Opens a message while the page's time stands still, but for a second at most. */
async function openWhilePaused(page: Page, subject: string) {
  const heading = part.message(page).getByRole('heading', { name: subject });
  await part.row(page, subject).click();
  let ticks = 0;
  await expect
    .poll(async () => {
      if (ticks++ < 20) await page.clock.runFor(50);
      return heading.isVisible();
    })
    .toBe(true);
}

/** Requests that act on messages. */
function listenTo(page: Page): Request[] {
  const sent: Request[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && !request.url().includes('/previews')) sent.push(request);
  });
  return sent;
}

async function wholeText(request: Request): Promise<string> {
  return (request.postData() ?? '') + (await (await request.response())?.text());
}

interface Pressed {
  key: string;
  code: string;
  ctrlKey?: boolean;
  altKey?: boolean;
  modifierAltGraph?: boolean;
}

/** A key as another keyboard tells it. */
async function press(page: Page, init: Pressed) {
  await page.evaluate((given) => {
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new KeyboardEvent('keydown', { ...given, bubbles: true }));
  }, init);
}

async function countOf(who: Person, query: string, folder = 'INBOX'): Promise<number> {
  const found = await who.elsewhere('search', 'mailbox', folder, ...query.split(' '));
  return found.split('\n').filter(Boolean).length;
}

const flagsOf = (who: Person, subject: string) =>
  who.find('flags', 'mailbox', 'INBOX', 'subject', subject);
