import type { Page } from '@playwright/test';
import { expectNoBarrier } from './barriers.ts';
import {
  CLUB,
  daysAgo,
  HELENE,
  hasPast,
  newsletters,
  reviewOf,
  subjectsIn,
  tabTo,
} from './clean-up-mail.ts';
import { expect, test } from './fixtures.ts';
import { expectFrench, word } from './french-words.ts';
import { openMessage, part, signIn } from './mail-page.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const CLUB_REVIEW = reviewOf({ sender: 'club@shop.example' }, 'sender', 'Le Club');
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const cleanUp = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Clean-ups' }).getByRole('region', { name });
const row = (page: Page, name: string | RegExp) =>
  page.getByRole('grid', { name: 'Messages' }).getByRole('row', { name });

test('messages are looked at, put into the basket, moved to Trash and put back, on two devices', async ({
  page,
  ana,
  otherBrowser,
}) => {
  test.slow();
  await hasPast(ana);
  await signIn(page, ana);
  await page.goto(CLUB_REVIEW);
  await expect(page.getByRole('heading', { name: 'Messages from Le Club' })).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Messages' })).toHaveAttribute('aria-rowcount', '8');
  await page.getByRole('combobox', { name: 'Order' }).selectOption('Oldest first');
  await row(page, /Offer 1,/).press('x');
  await expect(page.getByText('7 of 8 ticked')).toBeVisible();
  // Read first, then decided on; the list is as it was.
  await row(page, /Offer 2,/).click();
  const letter = page.getByRole('dialog', { name: 'Offer 2' });
  await expect(letter.getByText('A sober line').first()).toBeAttached();
  await letter.getByRole('checkbox', { name: 'Ticked' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(letter).toHaveCount(0);
  await expect(row(page, /Offer 2,/)).toBeFocused();
  await page.getByRole('combobox', { name: 'Keep' }).selectOption('the latest stays');
  await page.goBack();
  await page.goForward();
  await page.getByRole('combobox', { name: 'Keep' }).selectOption('None');
  await expect(page.getByText('6 of 8 ticked')).toBeVisible();
  await button(page, 'Add to the basket').click();
  await part
    .said(page, 'Added to the basket')
    .getByRole('button', { name: 'Open the basket' })
    .click();

  const second = await otherBrowser();
  await signIn(second, ana);
  await second.goto('/settings/storage/basket');
  const move = /^Move 5 messages \(.+\) to Trash$/;
  await expect(button(second, move)).toBeVisible();

  // Meanwhile another program takes one away: nothing happens before the new figures were seen.
  await expect(button(page, move)).toBeEnabled();
  await ana.elsewhere('expunge', 'mailbox', 'INBOX', 'header', 'subject', 'Offer 8');
  await page.getByRole('checkbox', { name: '1 starred' }).click();
  const exact = /^Move 5 messages \(.+\) to Trash$/;
  await expect(page.getByRole('checkbox', { name: 'Starred: taken along' })).not.toBeChecked();
  await page.getByRole('checkbox', { name: 'Starred: taken along' }).click();
  await expect(button(page, /^Move 4 messages/)).toBeEnabled();
  await expect(button(page, exact)).toHaveCount(0);
  await button(page, /^Move 4 messages/).click();
  await expect(cleanUp(page, 'Messages from Le Club')).toContainText('4 messages');
  await expect(cleanUp(page, 'Messages from Le Club')).toContainText('moved to Trash');
  await expect(page.getByText('The basket is empty.')).toBeVisible();
  expect((await subjectsIn(ana, 'Trash')).sort()).toEqual([
    'Offer 4',
    'Offer 5',
    'Offer 6',
    'Offer 7',
  ]);

  await expect(cleanUp(second, 'Messages from Le Club')).toContainText('moved to Trash');
  await cleanUp(second, 'Messages from Le Club')
    .getByRole('button', { name: 'Put it all back' })
    .click();
  await expect(cleanUp(page, 'Messages from Le Club')).toContainText('4 messages are back');
  expect(await subjectsIn(ana, 'Trash')).toEqual([]);
  expect((await subjectsIn(ana, 'INBOX')).filter((one) => one.startsWith('Offer'))).toHaveLength(7);
  await page.reload();
  await expect(cleanUp(page, 'Messages from Le Club')).toContainText('are back');
});

test('a mailbox at 100 % is brought to 60 % by keyboard alone', async ({ page, somebody }) => {
  test.slow();
  const LIMIT = 2_000_000;
  const ana = await somebody('ana', { quotaBytes: LIMIT });
  const old = newsletters(8, 100_000).map((one) => ({ ...one, flags: [] }));
  await ana.has('INBOX', old);
  const kept = (bytes: number) => ({
    from: HELENE,
    subject: 'Kept',
    text: 'x\r\n'.repeat(bytes / 3),
  });
  await ana.has('INBOX', [kept(LIMIT * 0.592)]);
  await signIn(page, ana);
  const share = () =>
    page
      .getByRole('meter', { name: 'Storage used' })
      .first()
      .evaluate((meter) => Number(meter.ariaValueNow) / Number(meter.ariaValueMax));
  await expect.poll(share).toBeGreaterThan(0.99);

  await tabTo(page, page.getByRole('link', { name: 'Make room' }).first());
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('link', { name: 'Tools to make room' }));
  await page.keyboard.press('Enter');
  await tabTo(page, button(page, 'Add to the basket: Newsletters'));
  await page.keyboard.press('Enter');
  const bar = page.getByRole('region', { name: 'Basket' });
  await tabTo(page, bar.getByRole('link', { name: /^Move 8 messages/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Basket' })).toBeVisible();
  await tabTo(page, button(page, /^Move 8 messages \(.+\) to Trash$/));
  await page.keyboard.press('Enter');
  await expect(cleanUp(page, 'Newsletters')).toContainText('empty Trash to win this room');
  expect(await share()).toBeGreaterThan(0.99);
  await tabTo(page, cleanUp(page, 'Newsletters').getByRole('button', { name: 'Empty Trash…' }));
  await page.keyboard.press('Enter');
  const question = page.getByRole('alertdialog', { name: 'Empty Trash?' });
  await expect(question).toContainText('8 messages');
  await tabTo(page, question.getByRole('button', { name: 'Empty Trash' }));
  await page.keyboard.press('Enter');
  await expect.poll(share).toBeLessThan(0.605);
  expect(await subjectsIn(ana, 'INBOX')).toEqual(['Kept']);
});

test('one sender is swept from a message, now and from now on', async ({ page, ana }) => {
  test.slow();
  await hasPast(ana);
  await signIn(page, ana);
  const sweep = async (subject: string, name: string) => {
    await page.goto('/mail/INBOX');
    await openMessage(page, subject);
    await part.message(page).getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: `Sweep mail from ${name}…` }).click();
    return page.getByRole('dialog', { name: `Sweep mail from ${name}` });
  };
  const letters = await sweep('Hello', 'Hélène Marchand');
  // Four ways, each with its figures: what came these days is left alone.
  await expect(
    letters.getByRole('radio', { name: 'Everything there is now', exact: true }),
  ).toHaveAccessibleDescription(/^2 messages, \d+ kB$/);
  await expect(
    letters.getByRole('radio', { name: 'Everything older than 30 days' }),
  ).toHaveAccessibleDescription(/^2 messages/);
  await letters.getByRole('radio', { name: 'Everything older than 30 days' }).check();
  await letters.getByLabel('Days that stay').selectOption('365 days');
  await expect(letters.getByRole('button', { name: 'Nothing to clean up' })).toBeDisabled();
  await letters.getByRole('radio', { name: 'Everything but the latest message' }).check();
  await letters.getByLabel('And so from now on, by a rule').check();
  await letters.getByRole('button', { name: /^Move 2 messages/ }).click();
  await expect(cleanUp(page, 'Messages from Hélène Marchand')).toContainText('2 messages');
  await expect(part.said(page, /^A rule keeps/)).toBeVisible();
  await expect
    .poll(() => subjectsIn(ana, 'Trash'))
    .toEqual(['Photos of the garden', 'From the sea']);
  await page.goto('/settings/storage/rules');
  await expect(page.getByText('Hélène Marchand').first()).toBeVisible();

  const offers = await sweep('Offer 8', 'Le Club');
  await offers.getByRole('radio', { name: /and what comes later$/ }).check();
  await offers.getByRole('checkbox', { name: '1 starred' }).click();
  await offers.getByRole('button', { name: /^Move 8 messages/ }).click();
  await expect(cleanUp(page, 'Messages from Le Club')).toContainText('8 messages');
  await expect(part.said(page, /club@shop.example/)).toBeVisible();
  await ana.receives({ from: CLUB, subject: 'One more offer' });
  await expect.poll(() => subjectsIn(ana, 'Junk')).toEqual(['One more offer']);
});

test('a list says what it sends, and less of it is kept', async ({ page, ana }) => {
  await hasPast(ana);
  await signIn(page, ana);
  await page.goto('/settings/storage/lists');
  const club = page.getByRole('list', { name: 'Newsletters and lists' }).getByRole('listitem');
  await expect(club).toHaveCount(1);
  await expect(club).toContainText('Le Club');
  await expect(club).toContainText('0 of 8 opened');
  await expect(club).toContainText('< 1 a month');
  await button(page, 'Unsubscribe: Le Club').click();
  const leaving = page.getByRole('dialog', { name: 'Unsubscribe from Le Club' });
  await expect(leaving.getByRole('link', { name: 'Unsubscribe' })).toHaveAttribute(
    'href',
    'https://shop.example/leave',
  );
  await leaving.getByRole('button', { name: 'Close' }).click();
  await button(page, 'Keep less: Le Club').click();
  await page.getByRole('menuitem', { name: 'Keep only the latest' }).click();
  const question = page.getByRole('dialog', { name: 'Le Club: Keep only the latest' });
  await question.getByRole('button', { name: /^Move 6 messages/ }).click();
  await expect(cleanUp(page, 'Messages of Le Club')).toContainText('6 messages');
  await expect
    .poll(async () => (await subjectsIn(ana, 'INBOX')).filter((one) => one.startsWith('Offer')))
    .toEqual(['Offer 3', 'Offer 8']);
});

test('empty folders go, and come back with Undo; what an address cannot mean is said', async ({
  page,
  ana,
}) => {
  await hasPast(ana);
  await ana.elsewhere(['mailbox', 'create'], 'Old/Plans', 'Void');
  await ana.has('Full', [{ subject: 'Here' }]);
  await signIn(page, ana);
  await page.goto('/settings/storage/tools');
  const folders = page.getByRole('list', { name: 'Empty folders' });
  await expect(folders.getByRole('listitem')).toHaveCount(2);
  await button(page, 'Delete all 2').click();
  await expect(part.said(page, '2 empty folders deleted')).toBeVisible();
  await expect.poll(() => ana.elsewhere(['mailbox', 'list'])).not.toMatch(/Plans|Void/);
  await part.said(page, '2 empty folders deleted').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => ana.elsewhere(['mailbox', 'list'])).toMatch(/Void/);
  expect(await ana.elsewhere(['mailbox', 'list'])).toContain('Full');
  await page.goto('/settings/storage/review?choice=%7B%22year%22:12%7D');
  await expect(page.getByRole('alert')).toContainText('does not say which messages are meant');
  // The words of an address are text, whatever they hold (S-10).
  await page.goto(
    reviewOf({ sender: 'club@shop.example' }, 'sender', '<img src=x onerror=alert(1)>'),
  );
  await expect(
    page.getByRole('heading', { name: 'Messages from <img src=x onerror=alert(1)>' }),
  ).toBeVisible();
});

for (const [theme, french] of [
  ['light', false],
  ['dark', true],
] as const) {
  test.describe(`${theme}${french ? ', in French, on a phone' : ''}`, () => {
    test.use({
      colorScheme: theme,
      reducedMotion: 'reduce',
      ...(french && { ...PHONE, locale: 'fr-FR' }),
    } as object);
    test('the pages have no barrier', async ({ page, ana }) => {
      test.slow();
      await hasPast(ana);
      await ana.has('INBOX', [{ from: HELENE, subject: 'Elder', date: daysAgo(3000) }]);
      const own = [
        'Le Club',
        'Offer',
        'Hélène',
        'garden',
        'Hello',
        'sea',
        'Elder',
        'INBOX',
        'ana',
        'example',
        'sober',
      ];
      const isFine = async (place: string) => {
        await expectNoBarrier(page, place);
        if (french) await expectFrench(page, place, own);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect.soft(width, place).toBeLessThanOrEqual(page.viewportSize()!.width);
      };
      const said = (id: string, en: string) => (french ? word(id) : en);
      await page.goto('/login');
      await page.getByRole('textbox').first().fill(ana.address);
      await page.locator('input[type=password]').fill(ana.password);
      await page.locator('form button[type=submit]').click();
      await expect(part.row(page, 'Hello').or(page.getByRole('row').first()).first()).toBeVisible();
      await page.goto(CLUB_REVIEW);
      await expect(page.getByRole('row').first()).toBeVisible();
      await isFine('review');
      await button(page, said('review-delete', 'Delete now…')).click();
      await expect(page.getByRole('dialog').getByRole('checkbox')).toBeVisible();
      await isFine('question');
      await page.keyboard.press('Escape');
      await button(page, said('basket-add', 'Add to the basket')).click();
      await page.goto('/settings/storage/tools');
      await expect(page.getByRole('region', { name: said('basket', 'Basket') })).toContainText('7');
      await expect(page.getByText(/[78] messages/).first()).toBeVisible();
      await isFine('tools');
      await page
        .getByLabel(said('tool-sender-address', 'Address of the sender'))
        .fill('helene@else.example');
      await button(page, said('sweep', 'Sweep…')).click();
      await expect(page.getByRole('radio')).toHaveCount(4);
      await expect(page.getByRole('dialog').getByRole('checkbox')).toBeVisible();
      await isFine('sweep');
      await page.goto('/settings/storage/lists');
      await expect(page.getByText('Le Club')).toBeVisible();
      await isFine('lists');
      await page.goto('/settings/storage/basket');
      const begin = page.getByRole('button', { name: /7 messages/ });
      await expect(begin).toBeEnabled();
      await isFine('basket');
      await begin.click();
      await expect(button(page, said('clean-back', 'Put it all back'))).toBeVisible();
      await isFine('done');
    });
  });
}
