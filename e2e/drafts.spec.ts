import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { writePreferences } from '../server/store/preferences.ts';
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
/** Rich words stand in the page, plain ones are the value of their field. */
async function expectWords(place: Locator, text: string | RegExp) {
  await expect(place).toBeVisible();
  const isPlain = await place.evaluate((element) => element.tagName === 'TEXTAREA');
  if (isPlain) await expect(place).toHaveValue(text);
  else await expect(place).toHaveText(text);
}
/** A save begins within ten seconds; until then the page says what it said of the one before. */
const LATER = { timeout: 15_000 };
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
  await expect
    .poll(() => ana.find('flags', 'mailbox', 'Drafts', 'all'))
    .toMatch(/\\Draft.*\\Seen|\\Seen.*\\Draft/);
  const phone = await otherBrowser();
  await signIn(phone, ana);
  await openDraft(phone, 'Long work');
  await expectWords(words(phone), 'Chapter one');
  await expect(part.composer(phone)).toContainText('eva@else.example');
  await words(phone).fill('Chapter one and two');
  await draftSaved(phone);
  // The first device has nothing of its own to add: it follows, and says so.
  await expectWords(words(page), 'Chapter one and two');
  await expect(part.said(page, 'continued in another place')).toBeVisible();
  await expect.poll(() => subjectsIn(ana, 'Drafts'), LATER).toEqual(['Long work']);
});

test('two places that write at once: no word is lost, and both say so (F-10)', async ({
  page,
  ana,
  otherBrowser,
  complaints,
}) => {
  complaints.foresee(/409|ERR_INTERNET_DISCONNECTED/);
  await signIn(page, ana);
  await write(page, { subject: 'Ours', text: 'Begun' });
  await draftSaved(page);
  const other = await otherBrowser();
  await signIn(other, ana);
  await openDraft(other, 'Ours');
  await other.context().setOffline(true);
  await words(other).fill('Begun, from the train');
  await words(page).fill('Begun, from the desk');
  // The page may still say it of the save before.
  const inDrafts = () => ana.find('text', 'mailbox', 'Drafts', 'all');
  await expect.poll(inDrafts, { timeout: 15_000 }).toContain('from the desk');
  await other.context().setOffline(false);
  await expect(part.said(other, 'here you go on with your own')).toBeVisible();
  await expectWords(words(other), 'Begun, from the train');
  await draftSaved(other);
  await expect(part.said(page, 'The words from there are in Drafts')).toBeVisible();
  await expectWords(words(page), 'Begun, from the desk');
  await expect.poll(() => subjectsIn(ana, 'Drafts'), LATER).toEqual(['Ours', 'Ours']);
  expect(await inDrafts()).toContain('from the train');
  expect(await inDrafts()).toContain('from the desk');
  await button(other, 'Show the other text').click();
  await expect(words(other)).toHaveCount(2);
  await expectWords(words(other).last(), 'Begun, from the desk');
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
  await expectWords(words(tab), 'Begun and not saved yet');
  await expect(part.composer(page)).toHaveCount(0);
  await expect(part.said(page, 'in another tab')).toBeVisible();
  await draftSaved(tab);
  await expect.poll(() => subjectsIn(ana, 'Drafts'), LATER).toEqual(['One sheet']);
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
  await expectWords(words(page), 'Every word');
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
  await expectWords(words(page), 'One two');
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
  await expect
    .poll(() => ana.find('text', 'mailbox', 'Drafts', 'all'), LATER)
    .toContain('Before and during');
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
  await expectWords(words(page), `${long}The end.`);
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
  await expect.poll(() => subjectsIn(bruno, 'Drafts'), LATER).toEqual([]);
  await signIn(page, ana);
  await expectWords(words(page), 'For nobody else, really');
  await draftSaved(page);
  await expect
    .poll(() => ana.find('text', 'mailbox', 'Drafts', 'all'), LATER)
    .toContain('For nobody else, really');
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
  await expectWords(words(page), 'Half and half');
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
  await expect.poll(() => subjectsIn(ana, 'Drafts'), LATER).toEqual(['Resignation']);
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
  await expectWords(words(page), 'Only here');
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
  await expect.poll(() => subjectsIn(ana, 'Drafts'), LATER).toEqual(['Put away']);
  await write(page, {});
  await words(page).press('Escape');
  await expect(part.composer(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'New message' })).toHaveCount(0);
  await page.reload();
  await listIsThere(page);
  await expect(part.composer(page)).toHaveCount(0);
  await expect.poll(() => subjectsIn(ana, 'Drafts'), LATER).toEqual(['Put away']);
});

test('folded with Escape, a letter is saved and waits below', async ({ page, ana, complaints }) => {
  complaints.foresee(/ERR_FAILED/);
  await signIn(page, ana);
  await write(page, { subject: 'Folded', text: 'For a moment' });
  await words(page).press('Escape');
  await expect(part.composer(page)).toHaveCount(0);
  await expect.poll(() => subjectsIn(ana, 'Drafts')).toEqual(['Folded']);
  await page.getByRole('button', { name: 'Open “Folded”' }).click();
  await expectWords(words(page), 'For a moment');
  // Out of sight, it says so all the same when Drafts does not have it.
  await page.route('**/api/drafts/**', (route) => route.abort());
  await words(page).fill('For a moment more');
  await words(page).press('Escape');
  const told = part.refused(page, 'Kept on this device, not in Drafts');
  await told.getByRole('button', { name: 'Open the letter' }).click();
  await expectWords(words(page), 'For a moment more');
});

test('a discarded letter leaves Drafts, and Undo brings it back', async ({ page, ana }) => {
  await signIn(page, ana);
  await write(page, { subject: 'Perhaps', text: 'Not sure' });
  await draftSaved(page);
  await button(page, 'Discard draft').click();
  await expect.poll(() => subjectsIn(ana, 'Drafts')).toEqual([]);
  await part.said(page, 'Draft discarded').getByRole('button', { name: 'Undo' }).click();
  await expectWords(words(page), 'Not sure');
  await expect.poll(() => subjectsIn(ana, 'Drafts')).toEqual(['Perhaps']);
  await words(page).fill('Quite sure');
  await draftSaved(page);
  await expect.poll(() => subjectsIn(ana, 'Drafts'), LATER).toEqual(['Perhaps']);
  await expect.poll(() => subjectsIn(ana, 'Trash'), LATER).toEqual([]);
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
  await expect
    .poll(() => subjectsIn(ana, 'Drafts'), LATER)
    .toEqual(['A bystander', 'From my old program']);
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
  await expectWords(words(page), /So far/);
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

test('files go along into Drafts, and come back from there', async ({
  page,
  ana,
  otherBrowser,
}) => {
  await signIn(page, ana);
  await write(page, { subject: 'With a file', text: 'See below' });
  const chooser = page.waitForEvent('filechooser');
  await button(page, 'Attach files').click();
  const file = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Some notes') };
  await (await chooser).setFiles(file);
  await draftSaved(page);
  await expect
    .poll(async () => (await ana.find('text', 'mailbox', 'Drafts', 'all')).includes('notes.txt'))
    .toBe(true);
  const other = await otherBrowser();
  await signIn(other, ana);
  await openDraft(other, 'With a file');
  await expect(part.composer(other).getByRole('list', { name: 'Attachments' })).toContainText(
    'notes.txt',
  );
  await part.field(other, 'Subject').fill('With a file still');
  await draftSaved(other);
  const text = await ana.find('text', 'mailbox', 'Drafts', 'all');
  expect(text).toContain('notes.txt');
  expect(text).toContain(Buffer.from('Some notes').toString('base64'));
});

test('an answer comes back from Drafts with its original folded, and marks what it answers', async ({
  page,
  ana,
  bruno,
  otherBrowser,
}) => {
  const html = '<p>It <b>leaks</b>.</p>';
  await ana.has('INBOX', [{ subject: 'The roof', from: bruno.address, html }]);
  await signIn(page, ana);
  await openMessage(page, 'The roof');
  await part.act(page, 'Reply').click();
  await words(page).fill('I come on Monday.');
  await draftSaved(page);
  const other = await otherBrowser();
  await signIn(other, ana);
  await openDraft(other, 'Re: The roof');
  await expectWords(words(other), 'I come on Monday.');
  await expect(button(other, 'Show quoted text')).toBeVisible();
  await send(other);
  await expect.poll(() => subjectsIn(bruno, 'INBOX')).toEqual(['Re: The roof']);
  await expect.poll(() => bruno.find('text', 'mailbox', 'INBOX', 'all')).toContain('leaks');
  await expect.poll(() => ana.find('flags', 'mailbox', 'INBOX', 'all')).toContain('\\Answered');
});

test('a letter whose sending is taken back is the same draft again', async ({
  page,
  ana,
  bruno,
  rig,
}) => {
  await writePreferences(rig.bridge.context.store, ana.address, { undoSend: '30' });
  await signIn(page, ana);
  await write(page, { to: bruno.address, subject: 'Hasty', text: 'You are wrong.' });
  await draftSaved(page);
  await sendButton(page).click();
  await expect(part.composer(page)).toHaveCount(0);
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expectWords(words(page), 'You are wrong.');
  await words(page).fill('You may be right.');
  await draftSaved(page);
  await expect.poll(() => subjectsIn(ana, 'Drafts'), LATER).toEqual(['Hasty']);
  await expect
    .poll(() => ana.find('text', 'mailbox', 'Drafts', 'all'), LATER)
    .toContain('You may be right.');
});

test('a draft that somebody planted runs nothing and asks nobody (S-14, S-19)', async ({
  page,
  ana,
}) => {
  const html =
    '<p>Words</p><img src="x" onerror="document.title=`owned`"><script>document.title=`owned`</script>' +
    '<img src="https://spy.example/pixel.png"><div class="sobre-quote" hidden>Unseen</div>';
  await ana.has('Drafts', [{ subject: 'Trap', from: ana.address, html, flags: ['\\Draft'] }]);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await signIn(page, ana);
  await openDraft(page, 'Trap');
  await expect(words(page)).toContainText('Words');
  // What is hidden is not put into the writer's mouth by being folded away.
  await expect(button(page, 'Show quoted text')).toHaveCount(0);
  await expect(page).not.toHaveTitle(/owned/);
  expect(asked.filter((url) => url.includes('spy.example'))).toEqual([]);
});

test.describe('on a phone, in French', () => {
  test.use({
    ...{ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    ...{ locale: 'fr-FR', colorScheme: 'dark' },
  } as object);

  test('a letter is kept, and what is in the way is said', async ({ page, ana, complaints }) => {
    complaints.foresee(/ERR_FAILED/);
    await page.goto('/login');
    await page.getByRole('textbox', { name: 'Adresse' }).fill(ana.address);
    await page.getByLabel('Mot de passe', { exact: true }).fill(ana.password);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('button', { name: 'Écrire' }).last().click();
    const letter = page.getByRole('dialog', { name: 'Nouveau message' });
    await letter.getByRole('textbox', { name: 'Objet' }).fill('Les vacances');
    await letter.getByRole('textbox', { name: 'Message' }).fill('Nous partons samedi.');
    await expect(
      letter.getByRole('status').filter({ hasText: 'Brouillon enregistré' }),
    ).toBeVisible();
    await page.route('**/api/drafts/**', (route) => route.abort());
    await letter.getByRole('textbox', { name: 'Message' }).fill('Nous partons dimanche.');
    await expect(letter.getByRole('alert')).toContainText(
      'Gardé sur cet appareil, pas dans les brouillons.',
    );
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await page.unroute('**/api/drafts/**');
    await letter.getByRole('button', { name: 'Réessayer' }).click();
    await expect(letter.getByRole('alert')).toHaveCount(0);
    await letter.getByRole('button', { name: 'Fermer' }).click();
    await expect(letter).toHaveCount(0);
    await page.goto('/mail/Drafts');
    await page.getByRole('row', { name: 'Les vacances' }).click();
    await expect(letter.getByRole('textbox', { name: 'Message' })).toHaveText(
      'Nous partons dimanche.',
    );
  });
});
