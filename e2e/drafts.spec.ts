import type { Page } from '@playwright/test';
import { expectKept, keptOnDevice } from './device.ts';
import { expect, type Person, test } from './fixtures.ts';
import {
  addRecipient,
  fillSignIn,
  listIsThere,
  openFolder,
  openMessage,
  part,
  send,
  sendButton,
  signIn,
  signOut,
  write,
} from './mail-page.ts';

const button = (page: Page, name: string) => part.composer(page).getByRole('button', { name });
const words = (page: Page) => part.field(page, 'Message');
const draftSaved = (page: Page) =>
  expect(part.composer(page).getByRole('status').filter({ hasText: 'Draft saved' })).toBeVisible();

/** Subjects in a folder, as another mail program sees them. */
const subjectsIn = async (who: Person, folder: string) =>
  [...(await who.find('hdr.subject', 'mailbox', folder, 'all')).matchAll(/^hdr\.subject: (.*)$/gm)]
    .map(([, subject]) => subject!)
    .sort();

async function openDraft(page: Page, subject: string) {
  await openFolder(page, 'Drafts');
  await part.row(page, subject).click();
  await expect(part.field(page, 'Subject')).toHaveValue(subject);
}

test('what is written is in Drafts by itself, and goes on on a second device', async ({
  page,
  ana,
  otherBrowser,
}) => {
  await signIn(page, ana);
  await write(page, { to: 'eva@else.example', subject: 'Long work', text: 'Chapter one' });
  await draftSaved(page);
  expect(await ana.find('flags', 'mailbox', 'Drafts', 'all')).toMatch(
    /\\Draft.*\\Seen|\\Seen.*\\Draft/,
  );
  const phone = await otherBrowser();
  await signIn(phone, ana);
  await openDraft(phone, 'Long work');
  await expect(words(phone)).toHaveValue('Chapter one');
  await expect(part.composer(phone)).toContainText('eva@else.example');
  await words(phone).fill('Chapter one and two');
  await draftSaved(phone);
  // The first device has nothing of its own to add: it follows, and says so.
  await expect(words(page)).toHaveValue('Chapter one and two');
  await expect(part.said(page, 'continued in another place')).toBeVisible();
  expect(await subjectsIn(ana, 'Drafts')).toEqual(['Long work']);
});

test('two places that write at once: no word is lost, and both say so (F-10)', async ({
  page,
  ana,
  otherBrowser,
  complaints,
}) => {
  complaints.foresee(/409/);
  await signIn(page, ana);
  await write(page, { subject: 'Ours', text: 'Begun' });
  await draftSaved(page);
  const other = await otherBrowser();
  await signIn(other, ana);
  await openDraft(other, 'Ours');
  await other.context().setOffline(true);
  await words(other).fill('Begun, from the train');
  await words(page).fill('Begun, from the desk');
  await draftSaved(page);
  await other.context().setOffline(false);
  await expect(part.said(other, 'here you go on with your own')).toBeVisible();
  await expect(words(other)).toHaveValue('Begun, from the train');
  await draftSaved(other);
  await expect(part.said(page, 'The words from there are in Drafts')).toBeVisible();
  await expect(words(page)).toHaveValue('Begun, from the desk');
  expect(await subjectsIn(ana, 'Drafts')).toEqual(['Ours', 'Ours']);
  const texts = await ana.find('text', 'mailbox', 'Drafts', 'all');
  expect(texts).toContain('from the train');
  expect(texts).toContain('from the desk');
  await button(other, 'Show the other text').click();
  await expect(words(other)).toHaveCount(2);
  await expect(words(other).last()).toHaveValue('Begun, from the desk');
});

test('a letter goes over to the tab that opens it, with its last word', async ({ page, ana }) => {
  await signIn(page, ana);
  await write(page, { subject: 'One sheet', text: 'Begun' });
  await draftSaved(page);
  const tab = await page.context().newPage();
  await tab.goto('/mail/Drafts');
  await listIsThere(tab);
  await expect(part.composer(tab)).toHaveCount(0);
  await words(page).fill('Begun and not saved yet');
  await part.row(tab, 'One sheet').click();
  await expect(words(tab)).toHaveValue('Begun and not saved yet');
  await expect(part.composer(page)).toHaveCount(0);
  await expect(part.said(page, 'in another tab')).toBeVisible();
  await draftSaved(tab);
  expect(await subjectsIn(ana, 'Drafts')).toEqual(['One sheet']);
});

test('a tab that crashed: the letter is there at the next start, and the page says so', async ({
  page,
  ana,
}) => {
  await signIn(page, ana);
  const tab = await page.context().newPage();
  await tab.goto('/mail/INBOX');
  await listIsThere(tab);
  // The server never hears of it: only the device can know.
  await tab.route('**/api/drafts/**', () => {});
  await write(tab, { subject: 'Almost lost', text: 'Every word' });
  await expectKept(page, 'Every word');
  const crashed = tab.waitForEvent('crash');
  await tab.goto('chrome://crash').catch(() => {});
  await crashed;
  await tab.close();
  await page.reload();
  await expect(words(page)).toHaveValue('Every word');
  await expect(part.said(page, 'Your letter is back')).toBeVisible();
  await draftSaved(page);
});

test('a word typed just before the page is left is there as well', async ({ page, ana }) => {
  await signIn(page, ana);
  await write(page, { subject: 'Quick', text: 'One' });
  await draftSaved(page);
  await page.evaluate(() => {
    addEventListener('beforeunload', () => document.execCommand('insertText', false, ' two'));
  });
  await words(page).press('End');
  await page.reload();
  await expect(words(page)).toHaveValue('One two');
});

test('the mail server is away: the words stay here, the page says so, and they go when it is back', async ({
  page,
  ana,
  rig,
  complaints,
}) => {
  complaints.foresee(/503/);
  await signIn(page, ana);
  await write(page, { subject: 'Storm', text: 'Before' });
  await draftSaved(page);
  await rig.stack.stopDovecot();
  await words(page).fill('Before and during');
  await expect(
    part.refused(page, 'Kept on this device, not in Drafts. The mail server'),
  ).toBeVisible({ timeout: 20_000 });
  await rig.stack.startDovecot();
  await button(page, 'Try again').click();
  await draftSaved(page);
  await expect(part.composer(page).getByRole('alert')).toHaveCount(0);
  expect(await ana.find('text', 'mailbox', 'Drafts', 'all')).toContain('Before and during');
});

test('a full mailbox: the words stay here, and nothing is tried again and again (F-8)', async ({
  page,
  somebody,
  complaints,
}) => {
  complaints.foresee(/422/);
  const ana = await somebody('ana', { quotaBytes: 20_000 });
  await signIn(page, ana);
  let saves = 0;
  page.on('request', (request) => {
    if (request.method() === 'PUT' && request.url().includes('/api/drafts/')) saves++;
  });
  const long = 'A long story. '.repeat(3000);
  await write(page, { subject: 'Epic', text: long });
  await expect(part.refused(page, 'Your mailbox is full')).toBeVisible({ timeout: 10_000 });
  expect(saves).toBe(1);
  await words(page).fill(`${long}The end.`);
  await expectKept(page, 'The end.');
  await page.reload();
  await expect(words(page)).toHaveValue(`${long}The end.`);
  await expect(part.refused(page, 'Your mailbox is full')).toBeVisible();
  // Once when it came back, and not for every word.
  expect(saves).toBe(2);
  await words(page).fill('Short.');
  await button(page, 'Try again').click();
  await draftSaved(page);
});

test('the session ends while somebody writes: the text waits for its writer alone (F-9)', async ({
  page,
  ana,
  bruno,
  rig,
  complaints,
}) => {
  complaints.foresee(/401/, /WebSocket .* 400/);
  await signIn(page, ana);
  await write(page, { subject: 'Private', text: 'For nobody else' });
  await draftSaved(page);
  await rig.bridge.context.store
    .deleteFrom('sessions')
    .where('account', '=', ana.address)
    .execute();
  await words(page).fill('For nobody else, really');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByRole('status')).toContainText('kept on this device');
  await fillSignIn(page, bruno);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await listIsThere(page);
  await expect(part.composer(page)).toHaveCount(0);
  await expect(page.getByText('Private')).toHaveCount(0);
  await signOut(page);
  expect(await subjectsIn(bruno, 'Drafts')).toEqual([]);
  await signIn(page, ana);
  await expect(words(page)).toHaveValue('For nobody else, really');
  await draftSaved(page);
  expect(await ana.find('text', 'mailbox', 'Drafts', 'all')).toContain('For nobody else, really');
});

test('signing in again in the same page goes on where it was, and sends', async ({
  page,
  ana,
  bruno,
  rig,
  complaints,
}) => {
  complaints.foresee(/401/, /WebSocket .* 400/);
  await signIn(page, ana);
  await write(page, { to: bruno.address, subject: 'Later', text: 'Half' });
  await rig.bridge.context.store
    .deleteFrom('sessions')
    .where('account', '=', ana.address)
    .execute();
  await words(page).fill('Half and half');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await fillSignIn(page, ana);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(words(page)).toHaveValue('Half and half');
  await draftSaved(page);
  await send(page);
  await expect.poll(() => subjectsIn(ana, 'Drafts')).toEqual([]);
});

test('signing out saves what is being written, and leaves nothing on the device', async ({
  page,
  ana,
}) => {
  await signIn(page, ana);
  await write(page, { subject: 'Resignation', text: 'Dear all' });
  await signOut(page);
  expect(await keptOnDevice(page)).not.toMatch(/Resignation|Dear all/);
  expect(await subjectsIn(ana, 'Drafts')).toEqual(['Resignation']);
});

test('signing out with words that cannot be saved asks first', async ({
  page,
  ana,
  complaints,
}) => {
  complaints.foresee(/ERR_FAILED/);
  await signIn(page, ana);
  await page.route('**/api/drafts/**', (route) => route.abort());
  await write(page, { subject: 'Unsaved', text: 'Only here' });
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('could not be put into Drafts');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(words(page)).toHaveValue('Only here');
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await question.getByRole('button', { name: 'Sign out anyway' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  expect(await keptOnDevice(page)).not.toContain('Only here');
});

test('closing keeps the letter in Drafts; an empty one leaves nothing behind', async ({
  page,
  ana,
}) => {
  await signIn(page, ana);
  await write(page, { subject: 'Put away', text: 'For tomorrow' });
  await button(page, 'Close').click();
  await expect(part.composer(page)).toHaveCount(0);
  await expect(part.said(page, 'Draft saved')).toBeVisible();
  expect(await subjectsIn(ana, 'Drafts')).toEqual(['Put away']);
  await write(page, {});
  await words(page).press('Escape');
  await expect(part.composer(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'New message' })).toHaveCount(0);
  await page.reload();
  await listIsThere(page);
  await expect(part.composer(page)).toHaveCount(0);
  expect(await subjectsIn(ana, 'Drafts')).toEqual(['Put away']);
});

test('a discarded letter leaves Drafts, and Undo brings it back', async ({ page, ana }) => {
  await signIn(page, ana);
  await write(page, { subject: 'Perhaps', text: 'Not sure' });
  await draftSaved(page);
  await button(page, 'Discard draft').click();
  await expect.poll(() => subjectsIn(ana, 'Drafts')).toEqual([]);
  await part.said(page, 'Draft discarded').getByRole('button', { name: 'Undo' }).click();
  await expect(words(page)).toHaveValue('Not sure');
  await expect.poll(() => subjectsIn(ana, 'Drafts')).toEqual(['Perhaps']);
  await words(page).fill('Quite sure');
  await draftSaved(page);
  expect(await subjectsIn(ana, 'Drafts')).toEqual(['Perhaps']);
  expect(await subjectsIn(ana, 'Trash')).toEqual([]);
});

test('a draft of another mail program opens, is replaced, and is gone when sent', async ({
  page,
  ana,
  bruno,
}) => {
  await ana.has('Drafts', [
    {
      subject: 'From my old program',
      from: ana.address,
      to: bruno.address,
      text: 'Dear Bruno,',
      flags: ['\\Draft', '\\Seen'],
    },
    { subject: 'A bystander', from: ana.address, flags: ['\\Draft'] },
  ]);
  await signIn(page, ana);
  await openDraft(page, 'From my old program');
  await words(page).fill('Dear Bruno, hello.');
  await draftSaved(page);
  expect(await subjectsIn(ana, 'Drafts')).toEqual(['A bystander', 'From my old program']);
  await send(page);
  await expect.poll(() => subjectsIn(ana, 'Drafts')).toEqual(['A bystander']);
  await expect.poll(() => subjectsIn(bruno, 'INBOX')).toEqual(['From my old program']);
});

test('a draft that is shown in the mail is edited from there', async ({ page, ana }) => {
  await ana.has('Kept', [{ subject: 'Half done', text: 'So far', flags: ['\\Draft', '\\Seen'] }]);
  await signIn(page, ana);
  await openFolder(page, 'Kept');
  await openMessage(page, 'Half done');
  await part.act(page, 'Edit').click();
  await expect(part.field(page, 'Subject')).toHaveValue('Half done');
  await expect(words(page)).toHaveValue(/So far/);
});

test('recipients that are no addresses yet are kept as they were typed', async ({ page, ana }) => {
  await signIn(page, ana);
  await write(page, { to: 'bruno at home', subject: 'Who?', text: 'Hello' });
  await addRecipient(page, 'To', 'eva@else.example');
  await draftSaved(page);
  await button(page, 'Close').click();
  await expect(part.composer(page)).toHaveCount(0);
  await openDraft(page, 'Who?');
  await expect(part.composer(page)).toContainText('bruno at home');
  await expect(part.composer(page)).toContainText('eva@else.example');
  await sendButton(page).click();
  await expect(part.composer(page).getByRole('alert')).toContainText('is not a complete address');
});
