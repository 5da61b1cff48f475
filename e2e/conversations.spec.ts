import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Person, test } from './fixtures.ts';
import { openFolder, openMessage, part, showSingleMessages, signIn } from './mail-page.ts';

const MINUTE = 60_000;
const start = Date.now() - 60 * MINUTE;

/** Clara asks, Ana answers from elsewhere, Paul and Clara go on; something else came between. */
async function hasTalk(ana: Person, { lastIsRead = true } = {}) {
  const read = ['\\Seen'];
  const at = (minutes: number) => new Date(start + minutes * MINUTE);
  const id = (name: string) => `<${name}-${ana.address}>`;
  await ana.has('INBOX', [
    { subject: 'Garden day', text: 'Who comes?', messageId: id('1'), date: at(0), flags: read },
    { subject: 'Other news', text: 'Nothing to do with it.', date: at(1), flags: read },
    {
      subject: 'Re: Garden day',
      from: 'Paul Garnier <paul@else.example>',
      text: 'I bring a spade.',
      messageId: id('3'),
      references: [id('1'), id('2')],
      date: at(3),
      flags: read,
    },
    {
      subject: 'Re: Garden day',
      text: 'And I the soup.',
      messageId: id('4'),
      references: [id('1'), id('3')],
      date: at(4),
      flags: lastIsRead ? read : [],
    },
  ]);
  await ana.has('Sent', [
    {
      subject: 'Re: Garden day',
      from: `Ana <${ana.address}>`,
      text: 'I come with pleasure.',
      messageId: id('2'),
      references: [id('1')],
      date: at(2),
      flags: read,
    },
  ]);
}

test('a conversation is one row, and one page with what was sent', async ({ page, ana }) => {
  await hasTalk(ana);
  await signIn(page, ana);
  await expect(part.list(page)).toHaveAttribute('aria-rowcount', '2');
  const row = part.row(page, /Clara Vidal, Paul Garnier, Re: Garden day/);
  await expect(row).toHaveAttribute('aria-rowindex', '1');
  await expect(row.getByTitle('3 messages')).toHaveText('3');

  await row.click();
  const message = part.message(page);
  await expect(message.getByText('And I the soup.')).toBeVisible();
  const others = message.locator('button[aria-expanded=false]', {
    hasText: /Who comes|pleasure|spade/,
  });
  await expect(others).toHaveText([/Who comes/, /Sent.*I come with pleasure/, /I bring a spade/]);
  await others.nth(1).click();
  await expect(message.getByText('I come with pleasure.')).toBeVisible();
  await message.getByRole('button', { name: 'Fold this message' }).click();
  await expect(others).toHaveCount(3);
});

test('what is unread in it is open, and then read', async ({ page, ana }) => {
  await hasTalk(ana, { lastIsRead: false });
  await ana.elsewhere(['flags', 'remove'], '\\Seen', 'mailbox', 'INBOX', 'from', 'paul');
  await signIn(page, ana);
  await part.row(page, /^Unread.*Garden day/).click();
  const message = part.message(page);
  await expect(message.getByText('I bring a spade.')).toBeVisible();
  await expect(message.getByText('And I the soup.')).toBeVisible();
  await expect(part.row(page, /^Clara.*Garden day/)).toBeVisible();
  await expect(part.folder(page, 'Inbox')).toHaveAccessibleName('Inbox');
});

test('acts are for all of it, and Undo brings all of it back', async ({ page, ana }) => {
  await hasTalk(ana);
  await signIn(page, ana);
  await part.row(page, /Garden day/).click();
  await part.act(page, 'Archive').click();
  await expect(part.said(page, '3 messages')).toBeVisible();
  await expect(part.list(page)).toHaveAttribute('aria-rowcount', '1');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(part.list(page)).toHaveAttribute('aria-rowcount', '2');
  await expect(part.row(page, /Garden day/).getByTitle('3 messages')).toBeVisible();
  await openFolder(page, 'Archive');
  await expect(part.list(page)).toHaveAttribute('aria-rowcount', '0');
});

test('an answer that arrives joins its conversation, above all others', async ({ page, ana }) => {
  await hasTalk(ana);
  await ana.has('INBOX', [{ subject: 'Newest of all', text: 'Here.', flags: ['\\Seen'] }]);
  await signIn(page, ana);
  await expect(part.row(page, 'Newest of all')).toHaveAttribute('aria-rowindex', '1');
  await part.row(page, /Garden day/).click();
  await ana.receives({
    subject: 'Re: Garden day',
    text: 'Rain is announced.',
    references: [`<1-${ana.address}>`],
  });
  const row = part.row(page, /Garden day/);
  await expect(row).toHaveAttribute('aria-rowindex', '1');
  await expect(row.getByTitle('4 messages')).toBeVisible();
  await expect(part.message(page).getByText('Rain is announced.')).toBeVisible();
});

test('one who prefers single messages has them', async ({ page, ana }) => {
  await hasTalk(ana);
  await signIn(page, ana);
  await showSingleMessages(page);
  await expect(part.list(page)).toHaveAttribute('aria-rowcount', '4');
  await part.row(page, /Paul Garnier, Re: Garden day/).click();
  await expect(part.message(page).getByText('I bring a spade.')).toBeVisible();
  await expect(part.message(page).getByText('Who comes?')).toHaveCount(0);
});

test('by keyboard, in French, on a phone, without a barrier', async ({ otherBrowser, ana }) => {
  const page = await otherBrowser({ locale: 'fr-FR', viewport: { width: 390, height: 844 } });
  await hasTalk(ana);
  await page.goto('/login');
  await page.getByRole('textbox', { name: 'Adresse électronique' }).fill(ana.address);
  await page.getByLabel('Mot de passe', { exact: true }).fill(ana.password);
  await page.keyboard.press('Enter');
  const row = page.getByRole('row', { name: /Garden day/ });
  await expect(row.getByTitle('3 messages')).toBeVisible();
  await row.focus();
  await page.keyboard.press('Enter');
  const first = page.getByRole('button', { name: /Who comes/ });
  await first.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Who comes?', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Replier ce message' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
});

test('a message of a conversation is found by its own address', async ({ page, ana }) => {
  await hasTalk(ana);
  await signIn(page, ana);
  await page.goto('/mail/INBOX/3');
  await expect(part.message(page).getByText('I bring a spade.')).toBeVisible();
  await expect(part.message(page).getByRole('button', { name: /And I the soup/ })).toBeVisible();
  await openMessage(page, 'Other news');
  await expect(part.message(page).getByText('Nothing to do with it.')).toBeVisible();
});
