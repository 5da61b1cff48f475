/// <reference lib="dom" />
import type { Page } from '@playwright/test';
import { expectNoBarrier } from './barriers.ts';
import { daysAgo, hasPast } from './clean-up-mail.ts';
import { expect, type Person, test } from './fixtures.ts';
import { expectFrench, word } from './french-words.ts';
import { letter } from './letters.ts';
import { part, signIn } from './mail-page.ts';

const CLUB = 'club@shop.example';
const rules = (page: Page) => page.getByRole('list', { name: 'Rules' }).getByRole('listitem');
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });
const inFolder = async (person: Person, folder: string) =>
  (await person.find('hdr.subject', 'mailbox', folder, 'all')).match(/Offer \d/g)?.sort() ?? [];

async function openRules(page: Page, person: Person) {
  await signIn(page, person);
  await page.goto('/settings/storage');
  await page.getByRole('link', { name: 'Rules that tidy for you' }).click();
  await expect(page.getByText('There is no rule yet.')).toBeVisible();
}

test('a rule shows what it would take, takes it, and gives it back', async ({ page, ana }) => {
  test.slow();
  await hasPast(ana);
  await openRules(page, ana);
  await page.getByRole('button', { name: 'New rule' }).click();
  const made = dialog(page, 'New rule');
  await made.getByLabel('Sender’s address').fill('the club');
  await made.getByLabel('Number').fill('0');
  await made.getByRole('button', { name: 'Save' }).click();
  await expect(made.getByRole('alert')).toHaveText([
    'Give the whole address, like shop@example.org.',
    /^Give a whole number/,
  ]);
  await made.getByLabel('Sender’s address').fill('Club@Shop.example');
  await made.getByLabel('Number').fill('2');
  await expect(made.getByText('So short a time leaves little time to read')).toBeVisible();
  await made.getByLabel('Number').fill('30');
  await expect(made.getByRole('status')).toHaveText(/^Now it would take 7 messages, \d+ kB · from/);
  await expect(made.getByText('Left alone: 1 starred.')).toBeVisible();
  await expect(made.getByRole('list', { name: 'Some of them' })).toContainText('Le Club — Offer');
  await made.getByRole('button', { name: 'Save' }).click();
  await expect(made).toHaveCount(0);
  await expect(rules(page)).toContainText(`${CLUB}: 30 days`);
  await expect(rules(page)).toContainText(`Mail from ${CLUB}: to Trash after 30 days`);
  expect(await inFolder(ana, 'Trash')).toEqual([]);

  await page.getByRole('button', { name: 'Run now' }).click();
  await expect(rules(page)).toContainText(/Last run, .*: 7 messages, \d+ kB to Trash\./);
  expect(await inFolder(ana, 'INBOX')).toEqual(['Offer 3']);
  expect(await inFolder(ana, 'Trash')).toHaveLength(7);
  await expect
    .poll(() => ana.find('body', 'mailbox', 'INBOX', 'header', 'subject', 'Your rules tidied'))
    .toContain(`${CLUB}: 30 days: 7 messages`);

  await page.getByRole('button', { name: `Put back what ${CLUB}: 30 days took` }).click();
  await expect(rules(page)).toContainText('They were put back.');
  await expect.poll(() => inFolder(ana, 'INBOX')).toHaveLength(8);
  await page.reload();
  await expect(rules(page)).toContainText('the rule rests until you let it go on');
  await page.getByRole('button', { name: `Let ${CLUB}: 30 days go on` }).click();
  await expect(rules(page)).not.toContainText('rests');
});

test('a rule that would take much asks with the number; it is deleted and brought back', async ({
  page,
  ana,
  complaints,
}) => {
  test.slow();
  complaints.foresee(/409/);
  const raw = await letter({ to: ana.address, subject: 'Old news' });
  const date = daysAgo(500);
  await ana.hasLoaded(Array.from({ length: 501 }, () => ({ folder: 'Old', flags: [], date, raw })));
  await openRules(page, ana);
  await page.getByRole('button', { name: 'Begin with: A folder: 1 year' }).click();
  const made = dialog(page, 'New rule');
  await made.getByLabel('Folder').selectOption('Inbox');
  await expect(made.getByText('This takes everything in your Inbox')).toBeVisible();
  await made.getByLabel('Folder').selectOption('Old');
  await expect(made.getByRole('status')).toHaveText(/^Now it would take 501 messages/);
  await made.getByRole('button', { name: 'Save' }).click();
  const asked = page.getByRole('alertdialog', {
    name: /^This rule takes 501 messages, .* at first$/,
  });
  await asked.getByRole('button', { name: 'Look at the rule again' }).click();
  await expect(asked).toHaveCount(0);
  await made.getByLabel('Name of the rule').fill('News of old');
  await made.getByRole('button', { name: 'Save' }).click();
  await asked.getByRole('button', { name: 'Keep the rule and take 501 messages' }).click();
  await expect(made).toHaveCount(0);
  await expect(rules(page)).toContainText('News of old');

  await page.getByRole('button', { name: 'Delete News of old' }).click();
  await expect(page.getByText('There is no rule yet.')).toBeVisible();
  await part
    .said(page, /News of old deleted/)
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(rules(page)).toContainText('The folder Old: to Trash after 1 year');
  await page.getByRole('switch', { name: 'Use News of old' }).click();
  await expect(page.getByText('No rule is on: nothing goes by itself.')).toBeVisible();
});

test.describe('in French', () => {
  test.use({ locale: 'fr-FR' });

  test('every word is French, and nothing is in the way', async ({ page, ana }) => {
    await ana.has('INBOX', [
      { subject: 'Xylophone', from: 'Xylo <xylo@else.example>', date: daysAgo(99) },
    ]);
    const own = [ana.address, ana.address.split('@')[0]!, 'Xylo', 'xylo@else.example'];
    await page.goto('/login');
    await page.getByRole('textbox', { name: 'Adresse électronique' }).fill(ana.address);
    await page.getByLabel('Mot de passe', { exact: true }).fill(ana.password);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await expect(page.getByRole('row', { name: 'Xylophone' })).toBeVisible();
    await page.goto('/settings/storage/rules');
    await expect(page.getByText('Il n’y a pas encore de règle')).toBeVisible();
    await expectFrench(page, 'no rules', own);
    await page.getByRole('button', { name: word('retention-new') }).click();
    const made = dialog(page, word('retention-new'));
    await made.getByLabel(word('retention-value-sender')).fill('xylo@else.example');
    await expect(made.getByRole('status')).toHaveText(/^Elle prendrait maintenant 1 message, /);
    await expectFrench(page, 'the form', own);
    await expectNoBarrier(page, 'the form');
    await made.getByRole('button', { name: word('retention-save') }).click();
    await expect(made).toHaveCount(0);
    await page.getByRole('button', { name: word('retention-run') }).click();
    await expect(
      page.getByText(/^Dernier passage, .* 1 message, .* à la corbeille\.$/),
    ).toBeVisible();
    await expectFrench(page, 'a rule that ran', own);
    await expectNoBarrier(page, 'a rule that ran');
    await expect
      .poll(() => ana.find('hdr.subject.utf8', 'mailbox', 'INBOX', 'all'))
      .toContain('Vos règles ont fait le ménage');
  });
});

test.describe('on a phone, dark', () => {
  test.use({
    ...{ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    ...{ colorScheme: 'dark', reducedMotion: 'reduce' },
  } as object);

  test('Junk has its rule in two taps, and nothing leaves the screen', async ({ page, ana }) => {
    await ana.has('Junk', [{ subject: 'Buy!', date: daysAgo(400) }]);
    await openRules(page, ana);
    await expectNoBarrier(page, 'no rules');
    await page.getByRole('button', { name: 'Begin with: Junk: 30 days' }).tap();
    const made = dialog(page, 'New rule');
    // It is old, and came there today.
    await expect(made.getByRole('status')).toHaveText('Now it would take nothing.');
    await expect(made.getByText('Then they are deleted for good')).toBeVisible();
    await expectNoBarrier(page, 'the form');
    await made.getByRole('button', { name: 'Save' }).tap();
    await expect(made).toHaveCount(0);
    await expect(rules(page)).toContainText('Junk: deleted for good 30 days after it came there');
    await expect(page.getByRole('button', { name: 'Begin with: Junk: 30 days' })).toHaveCount(0);
    await page.getByRole('checkbox', { name: 'Tell me in a letter what went' }).tap();
    await page.reload();
    await expect(page.getByRole('checkbox', { name: 'Tell me in a letter' })).not.toBeChecked();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      390,
    );
    await expectNoBarrier(page, 'a rule');
  });
});
