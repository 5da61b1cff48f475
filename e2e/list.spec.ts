/// <reference lib="dom" />
import type { Locator, Page } from '@playwright/test';
import { simpleMessages } from '../mailstack/demo/simple-mail.ts';
import { expect, type Person, test } from './fixtures.ts';
import {
  fillSignIn,
  listIsThere,
  openFolder,
  openMessage,
  part,
  showSingleMessages,
  signIn,
} from './mail-page.ts';

const MANY = 5000;

test.describe('a list of 5,000 messages', () => {
  test('scrolls to its middle and its end, every row in its true place', async ({ page, ana }) => {
    await ana.hasLoaded(simpleMessages(MANY, new Date(), 11));
    const subjects = await subjectsOf(ana);
    expect(subjects).toHaveLength(MANY);
    await signIn(page, ana);
    await showSingleMessages(page);
    await expect(part.list(page)).toHaveAttribute('aria-rowcount', String(MANY));
    await expect(part.rows(page).first()).toHaveAttribute('aria-rowindex', '1');
    await expectRowsOf(page, subjects, 1);

    await scrollTo(page, 0.5);
    await expectRowsOf(page, subjects, MANY / 2);
    await scrollTo(page, 1);
    await expectRowsOf(page, subjects, MANY);
    await scrollTo(page, 0);
    await expectRowsOf(page, subjects, 1);
  });

  test('filters by what is unread, starred and attached, with the server’s counts', async ({
    page,
    ana,
  }) => {
    await ana.hasLoaded(simpleMessages(MANY, new Date(), 12));
    const unread = await countOf(ana, 'unseen');
    const starred = await countOf(ana, 'flagged');
    await signIn(page, ana);
    await showSingleMessages(page);
    await choose(page, 'Unread');
    await expect(part.list(page)).toHaveAttribute('aria-rowcount', String(unread));
    await expect(part.rows(page).first()).toHaveAccessibleName(/^Unread, /);
    await choose(page, 'Starred');
    await expect(part.list(page)).toHaveAttribute('aria-rowcount', String(starred));
    await choose(page, 'All');
    await expect(part.list(page)).toHaveAttribute('aria-rowcount', String(MANY));
  });

  test('is selected whole, archived and taken back with exact numbers', async ({ page, ana }) => {
    test.slow();
    await ana.hasLoaded(simpleMessages(MANY, new Date(), 13));
    await signIn(page, ana);
    await select(part.rows(page).first());
    // The folder is grouped behind the first window: until then each message that is not counts as one.
    const rows = async () => Number(await part.list(page).getAttribute('aria-rowcount'));
    await expect.poll(rows, { timeout: 20_000 }).toBeLessThan(MANY * 0.9);
    const conversations = await rows();
    await page.getByRole('button', { name: 'Select all 5,000 messages in Inbox' }).click();
    await expect(page.getByText('All 5,000 messages in Inbox are selected.')).toBeVisible();
    await page.getByRole('button', { name: 'Archive', exact: true }).first().click();
    const done = part.said(page, '5,000 messages archived');
    await expect(done).toBeVisible({ timeout: 20_000 });
    await expect(part.list(page)).toHaveAttribute('aria-rowcount', '0');
    expect(await countOf(ana, 'all', 'Archive')).toBe(MANY);
    await done.getByRole('button', { name: 'Undo' }).click();
    await expect(part.list(page)).toHaveAttribute('aria-rowcount', String(conversations), {
      timeout: 20_000,
    });
    expect(await countOf(ana, 'all')).toBe(MANY);
    expect(await countOf(ana, 'all', 'Archive')).toBe(0);
  });
});

test('the list sorts by date, sender, subject and size, both ways', async ({ page, ana }) => {
  const at = (day: number) => new Date(Date.UTC(2025, 0, day));
  await ana.has('INBOX', [
    { subject: 'Banana', from: 'Zoe <zoe@else.example>', date: at(1), text: 'x'.repeat(9000) },
    { subject: 'Cherry', from: 'Adam <adam@else.example>', date: at(2), text: 'short' },
    { subject: 'Apple', from: 'Mia <mia@else.example>', date: at(3), text: 'x'.repeat(3000) },
  ]);
  await signIn(page, ana);
  await expectOrder(page, ['Apple', 'Cherry', 'Banana']);
  await choose(page, 'Oldest first');
  await expectOrder(page, ['Banana', 'Cherry', 'Apple']);
  await choose(page, 'Sender');
  await expectOrder(page, ['Cherry', 'Apple', 'Banana']);
  await choose(page, 'Subject');
  await expectOrder(page, ['Apple', 'Banana', 'Cherry']);
  await choose(page, 'Z to A');
  await expectOrder(page, ['Cherry', 'Banana', 'Apple']);
  await choose(page, 'Size');
  await expectOrder(page, ['Banana', 'Apple', 'Cherry']);
  await choose(page, 'Smallest first');
  await expectOrder(page, ['Cherry', 'Apple', 'Banana']);
});

test('in another order, too, mail arrives and leaves', async ({ page, ana }) => {
  await ana.has('INBOX', [{ subject: 'Mango' }, { subject: 'Apple' }]);
  await signIn(page, ana);
  await choose(page, 'Subject');
  await expectOrder(page, ['Apple', 'Mango']);
  await ana.receives({ subject: 'Banana' });
  await expectOrder(page, ['Apple', 'Banana', 'Mango']);
  await ana.elsewhere('expunge', 'mailbox', 'INBOX', 'subject', 'Apple');
  await expectOrder(page, ['Banana', 'Mango']);
});

test('a range is chosen with Shift, and acted on as one', async ({ page, ana }) => {
  await ana.has(
    'INBOX',
    Array.from({ length: 8 }, (_, i) => ({ subject: `Number ${8 - i}` })),
  );
  await signIn(page, ana);
  await select(part.row(page, 'Number 2'));
  await checkbox(part.row(page, 'Number 5')).click({ modifiers: ['Shift'] });
  await expect(page.getByRole('toolbar', { name: '4 selected' })).toBeVisible();
  const bar = page.getByRole('toolbar', { name: '4 selected' });
  await bar.getByRole('button', { name: 'Delete' }).click();
  const done = part.said(page, '4 messages moved to Trash');
  await expect(done).toBeVisible();
  await expectOrder(page, ['Number 1', 'Number 6', 'Number 7', 'Number 8']);
  expect(await countOf(ana, 'all', 'Trash')).toBe(4);
  await done.getByRole('button', { name: 'Undo' }).click();
  await expect(part.list(page)).toHaveAttribute('aria-rowcount', '8');
});

test('many are marked and moved, and only what changed is taken back', async ({ page, ana }) => {
  await ana.has('INBOX', [
    { subject: 'Read before', flags: ['\\Seen'] },
    { subject: 'New one' },
    { subject: 'New two' },
  ]);
  await signIn(page, ana);
  for (const subject of ['Read before', 'New one', 'New two'])
    await select(part.row(page, subject));
  const bar = page.getByRole('toolbar', { name: '3 selected' });
  await bar.getByRole('button', { name: 'Mark as read' }).click();
  const done = part.said(page, '2 messages marked as read');
  await expect(done).toBeVisible();
  await expect(part.folder(page, 'Inbox')).toHaveAccessibleName('Inbox');
  await done.getByRole('button', { name: 'Undo' }).click();
  await expect(part.folder(page, 'Inbox')).toHaveAccessibleName('Inbox, 2 unread');
  await expect(part.row(page, 'Read before')).toHaveAccessibleName(/^Clara Vidal, /);
});

test('the row’s own buttons act without opening it', async ({ page, ana }) => {
  await ana.has('INBOX', [{ subject: 'Second' }, { subject: 'First' }]);
  await signIn(page, ana);
  const row = part.row(page, 'First');
  await row.hover();
  await row.getByRole('button', { name: 'Star', exact: true }).click();
  await page.mouse.move(0, 0);
  await expect(row.getByRole('img', { name: 'Starred' })).toBeVisible();
  await row.hover();
  await row.getByRole('button', { name: 'Mark as read' }).click();
  await expect(row).toHaveAccessibleName(/^Clara Vidal, First/);
  await row.hover();
  await row.getByRole('button', { name: 'Archive' }).click();
  await expect(row).toHaveCount(0);
  await expect(page).toHaveURL(/\/mail\/INBOX$/);
});

test('without a mouse: sign in, open, archive, take back, write and send', async ({
  page,
  ana,
  bruno,
}) => {
  await ana.has('INBOX', [{ subject: 'Second' }, { subject: 'First' }]);
  const keys = page.keyboard;
  await page.goto('/login');
  await tabTo(page, page.getByRole('textbox', { name: 'Email address' }));
  await keys.type(ana.address);
  await tabTo(page, page.getByLabel('Password', { exact: true }));
  await keys.type(ana.password);
  await keys.press('Enter');
  await expect(part.row(page, 'First')).toBeVisible();

  await tabTo(page, part.row(page, 'First'));
  await keys.press('ArrowDown');
  await expect(part.row(page, 'Second')).toBeFocused();
  await keys.press('Enter');
  await expect(part.message(page).getByRole('heading', { name: 'Second' })).toBeVisible();
  await tabTo(page, part.act(page, 'Archive'));
  await keys.press('Enter');
  await expect(part.row(page, 'Second')).toHaveCount(0);
  const done = part.said(page, 'Message archived');
  await tabTo(page, done.getByRole('button', { name: 'Undo' }));
  await keys.press('Enter');
  await expect(part.row(page, 'Second')).toBeVisible();

  await tabTo(page, page.getByRole('button', { name: 'Compose' }).first());
  await keys.press('Enter');
  await expect(part.field(page, 'To')).toBeFocused();
  await keys.type(`${bruno.address},`);
  await tabTo(page, part.field(page, 'Subject'));
  await keys.type('By hand');
  await tabTo(page, part.field(page, 'Message'));
  await keys.type('No mouse was used.');
  await tabTo(page, part.composer(page).getByRole('button', { name: 'Send', exact: true }));
  await keys.press('Enter');
  await expect(part.said(page, /^Sent/)).toBeVisible();
  await expect
    .poll(() => bruno.find('hdr.subject', 'mailbox', 'INBOX', 'all'))
    .toContain('By hand');
});

test('one-key shortcuts work in the list, and not while somebody types', async ({ page, ana }) => {
  await ana.has('INBOX', [{ subject: 'Third' }, { subject: 'Second' }, { subject: 'First' }]);
  await signIn(page, ana);
  const heading = (name: string) => part.message(page).getByRole('heading', { name });
  await expect(part.row(page, 'First')).toBeVisible();
  await page.keyboard.press('j');
  await expect(heading('First')).toBeVisible();
  await page.keyboard.press('j');
  await expect(heading('Second')).toBeVisible();
  await page.keyboard.press('k');
  await expect(heading('First')).toBeVisible();
  await page.keyboard.press('s');
  await expect(part.act(page, 'Unstar')).toBeVisible();
  await page.keyboard.press('e');
  await expect(part.row(page, 'First')).toHaveCount(0);
  await expect(heading('Second')).toBeVisible();
  await page.keyboard.press('#');
  await expect(part.row(page, 'Second')).toHaveCount(0);
  await page.keyboard.press('c');
  await expect(part.composer(page)).toBeVisible();
  await part.field(page, 'Message').pressSequentially('jesk#?');
  await expect(part.field(page, 'Message')).toHaveText('jesk#?');
  await expect(part.row(page, 'Third')).toBeVisible();
});

test('the next message opens when the open one leaves; with none left the folder is shown', async ({
  page,
  ana,
}) => {
  await ana.has('INBOX', [{ subject: 'Below' }, { subject: 'Above' }]);
  await signIn(page, ana);
  await openMessage(page, 'Above');
  await part.act(page, 'Delete').click();
  await expect(part.message(page).getByRole('heading', { name: 'Below' })).toBeVisible();
  await part.act(page, 'Delete').click();
  await expect(
    page.getByText('All read, all done. New mail appears here by itself.'),
  ).toBeVisible();
  await openFolder(page, 'Trash');
  await expect(part.list(page)).toHaveAttribute('aria-rowcount', '2');
});

test('a second folder begins with a list of its own', async ({ page, ana }) => {
  await ana.has('INBOX', [{ subject: 'In the inbox' }]);
  await ana.has('Archive', [{ subject: 'In the archive' }]);
  await page.goto('/login');
  await fillSignIn(page, ana);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await listIsThere(page);
  await choose(page, 'Unread');
  await openFolder(page, 'Archive');
  await expectOrder(page, ['In the archive']);
  await expect(page.getByRole('button', { name: /Newest first/ })).toBeVisible();
  await page.goBack();
  await expectOrder(page, ['In the inbox']);
});

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

async function expectOrder(page: Page, subjects: string[]) {
  await expect(part.list(page)).toHaveAttribute('aria-rowcount', String(subjects.length));
  await expect(part.rows(page)).toHaveCount(subjects.length);
  for (const [i, subject] of subjects.entries()) {
    await expect(part.row(page, subject)).toHaveAttribute('aria-rowindex', String(i + 1));
  }
}

async function scrollTo(page: Page, ratio: number) {
  await part.list(page).evaluate((grid, share) => {
    const scroller = grid.closest('[data-scroller]')!;
    scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) * share;
  }, ratio);
}

/** The row is there, and every row in sight says what the server has at its place: UIDs grow with arrival. */
async function expectRowsOf(page: Page, subjects: string[], rowIndex: number) {
  const row = part.list(page).locator(`[role=row][aria-rowindex="${rowIndex}"]`);
  await expect(row).toHaveAccessibleName(/./);
  await expect(row).toBeInViewport();
  const shown = await part.rows(page).evaluateAll((rows) =>
    rows.map((one) => ({
      index: Number(one.getAttribute('aria-rowindex')),
      subject: one.querySelector('[data-subject]')?.textContent ?? '',
    })),
  );
  expect(shown).toEqual(
    shown.map(({ index }) => ({ index, subject: subjects[subjects.length - index] })),
  );
}

/** Subjects in the order of arrival, as the server tells them. */
async function subjectsOf(who: Person): Promise<string[]> {
  const found = await who.find('hdr.subject.utf8', 'mailbox', 'INBOX', 'all');
  return found
    .replaceAll('\f', '')
    .split(/^hdr\.subject\.utf8: /m)
    .slice(1)
    .map((text) => text.replace(/[ \t\r\n]+/g, ' ').trim());
}

async function countOf(who: Person, query: string, folder = 'INBOX'): Promise<number> {
  const found = await who.elsewhere('search', 'mailbox', folder, query);
  return found.split('\n').filter(Boolean).length;
}

/** Presses Tab until the element has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator) {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target, 'reached with Tab').toBeFocused();
}
