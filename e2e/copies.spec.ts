import { expectNoBarrier } from './barriers.ts';
import { daysAgo, HELENE } from './clean-up-mail.ts';
import { expect, test } from './fixtures.ts';
import { signIn } from './mail-page.ts';

const PAGE = '/settings/storage/copies';
const WORDS = 'We meet on Thursday at seven in the old school; bring the blue scores, please.';
const twice = {
  from: HELENE,
  subject: 'Programme of the season',
  text: 'The same words.',
  date: daysAgo(90),
  messageId: '<programme@else.example>',
};

test('duplicates are looked for, compared, and put into the basket', async ({ page, ana }) => {
  test.slow();
  await ana.has('INBOX', [twice, { subject: 'Alone', date: daysAgo(80) }]);
  await ana.has('Choir', [twice]);
  await signIn(page, ana);
  await page.goto(PAGE);
  const card = page.getByRole('region', { name: 'Duplicates' });
  await card.getByRole('button', { name: 'Look for duplicates' }).click();
  await expect(card.getByRole('status')).toContainText('1 message,');
  const example = card.getByRole('list').getByRole('listitem');
  await expect(example).toContainText('Programme of the season');
  await expect(example.getByRole('definition').first()).toContainText('Choir');
  await expect(example.getByRole('definition').last()).toContainText('Inbox');
  await expectNoBarrier(page, 'duplicates');
  await card.getByRole('button', { name: 'Add to the basket: Duplicates' }).click();
  await page.goto('/settings/storage/basket');
  await expect(page.getByRole('region', { name: 'Duplicates' })).toContainText('1 message,');
  await page.goto(PAGE);
  await card.getByRole('link', { name: 'Review: Duplicates' }).click();
  await expect(page.getByRole('grid', { name: 'Messages' })).toHaveAttribute('aria-rowcount', '1');
});

test('a quoted copy is found on a phone, and a mailbox without one is told so', async ({
  page,
  ana,
}) => {
  test.slow();
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, ana);
  await page.goto(PAGE);
  const card = page.getByRole('region', { name: 'Quoted copies' });
  await card.getByRole('button', { name: 'Look for quoted copies' }).click();
  await expect(card.getByRole('status')).toHaveText('No quoted copies were found.');
  const messageId = '<first@else.example>';
  const answer = { inReplyTo: messageId, references: messageId };
  await ana.has('INBOX', [
    { from: HELENE, subject: 'Thursday', text: WORDS, date: daysAgo(60), messageId },
    { subject: 'Re: Thursday', text: `Fine\n> ${WORDS}`, date: daysAgo(59), ...answer },
  ]);
  await card.getByRole('button', { name: 'Look for quoted copies again' }).click();
  await expect(card.getByRole('status')).toContainText('1 message,');
  await expect(card.getByRole('listitem')).toContainText('The later message holds the whole text.');
  await expectNoBarrier(page, 'quoted copies');
});
