import type { Page } from '@playwright/test';
import { expectNoBarrier } from './barriers.ts';
import { expect, type Person, startServed, test } from './fixtures.ts';
import { expectFrench, word } from './french-words.ts';
import { part, signIn } from './mail-page.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const LONG_AGO = new Date('2023-04-05T10:00:00Z');
const text = (size: number) =>
  'A sober line of sixty characters, written again and again. \r\n'.repeat(size / 60);
const table = (page: Page, name: string) => page.getByRole('table', { name });
const storage = async (page: Page) => {
  await page.goto('/settings/storage');
  // The reading has come to its end.
  await expect(page.getByText(/^Read: /)).toBeVisible({ timeout: 30_000 });
};

/** Some letters, three senders, two years, a file and a list. */
async function fill(somebody: Person) {
  await somebody.has('INBOX', [
    { subject: 'Long', text: text(90_000), date: LONG_AGO },
    {
      subject: 'A photo',
      attachments: [{ filename: 'lake.png', content: Buffer.alloc(60_000, 7) }],
    },
    { subject: 'Short', from: 'Jonas Novák <jonas@else.example>' },
    {
      subject: 'Issue 7',
      from: 'Le Club <club@lists.example>',
      headers: {
        'List-Id': 'Le Club <club.lists.example>',
        'List-Unsubscribe': '<https://lists.example/out>',
      },
      text: text(30_000),
      date: LONG_AGO,
    },
  ]);
  await somebody.has('Trash', [{ subject: 'Gone', text: text(50_000) }, { subject: 'Gone, too' }]);
  await somebody.has('Été', [{ subject: 'Sun', text: text(3000) }]);
}

/** Bytes of a folder as doveadm counts them. */
async function bytesIn(somebody: Person, folder: string): Promise<number> {
  const answer = await somebody.elsewhere(['mailbox', 'status'], 'vsize', folder);
  return Number(/vsize=(\d+)/.exec(answer)?.[1]);
}

test('the page shows where the space went, and Trash is emptied after an exact question', async ({
  page,
  somebody,
}) => {
  test.slow();
  const ana = await somebody('ana', { quotaBytes: 2_000_000 });
  await fill(ana);
  await signIn(page, ana);
  await storage(page);
  await expect(page.getByRole('meter', { name: 'Storage used' })).toBeVisible();
  await expect(page.getByText(/Trash 5\d kB, still counted/)).toBeVisible();

  const folders = await page.evaluate(async () => {
    const answer = await fetch('/api/storage/map/folder', { headers: { 'X-Sobre': '1' } });
    return ((await answer.json()) as { entries: { key: string; bytes: number }[] }).entries;
  });
  for (const folder of ['INBOX', 'Trash', 'Été'])
    expect(folders.find(({ key }) => key === folder)?.bytes).toBe(await bytesIn(ana, folder));

  const byFolder = table(page, 'By folder');
  await expect(byFolder.getByRole('row').nth(1)).toContainText('Inbox');
  await expect(byFolder.getByRole('button', { name: 'Review' })).toHaveCount(3);
  await page.getByRole('tab', { name: 'By folder' }).press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'By sender' })).toBeFocused();
  await expect(table(page, 'By sender').getByRole('row', { name: /Jonas Novák/ })).toContainText(
    '1 message',
  );
  for (const [tab, first] of [
    ['By domain', 'else.example'],
    ['By year', String(new Date().getFullYear())],
    ['By type', 'Pictures'],
    ['By size', '20 kB to 100 kB'],
    ['By list', 'Le Club'],
  ] as const) {
    await page.getByRole('tab', { name: tab }).click();
    await expect(table(page, tab).getByRole('row').nth(1)).toContainText(first);
  }
  await expectNoBarrier(page, 'storage');

  await page.getByRole('button', { name: 'Empty Trash' }).click();
  const question = page.getByRole('alertdialog', { name: /Trash/ });
  await expect(question).toContainText('2 messages');
  await expect(question).toContainText(/5\d kB/);
  await expectNoBarrier(page, 'question');
  await question.getByRole('button', { name: 'Empty Trash' }).click();
  await expect(page.getByText(/Trash 0 bytes, still counted/)).toBeVisible();
  expect(await ana.find('uid', 'mailbox', 'Trash', 'all')).toBe('');
  await page.getByRole('tab', { name: 'By folder' }).click();
  await expect(table(page, 'By folder').getByRole('button', { name: 'Review' })).toHaveCount(2);

  await table(page, 'By folder').getByRole('row', { name: /Été/ }).getByRole('button').click();
  await expect(page).toHaveURL(/\/settings\/storage\/review\?/);
  expect(JSON.parse(new URL(page.url()).searchParams.get('choice') ?? '')).toEqual({
    folders: ['Été'],
  });
});

test.describe('on a French phone in the dark', () => {
  test.use({ ...PHONE, locale: 'fr-FR', colorScheme: 'dark', reducedMotion: 'reduce' } as object);

  test('the storage pages are French, whole, and have no barrier', async ({ page, somebody }) => {
    test.slow();
    const ana = await somebody('ana', { quotaBytes: 270_000 });
    await fill(ana);
    await page.goto('/login');
    await page.getByRole('textbox', { name: word('email') }).fill(ana.address);
    await page.getByLabel(word('password'), { exact: true }).fill(ana.password);
    await page.getByRole('button', { name: word('sign-in') }).click();
    const notice = page.getByRole('region', { name: word('full-notice') });
    await expect(notice.getByRole('button')).not.toHaveCount(1);
    const own = [ana.address, 'ana', 'else.example', 'lists.example', 'Clara Vidal', 'Jonas Novák'];
    own.push(
      'Le Club',
      'Été',
      'Long',
      'Short',
      'Issue 7',
      'A photo',
      'A sober line',
      'Good morning',
    );
    own.push('Your mailbox', 'Mail system', 'postmaster');
    await expect(page).toHaveTitle(/Réception/);
    await expectNoBarrier(page, 'notice');
    await expectFrench(page, 'notice', own);
    await page.goto('/settings/storage?by=sender');
    await expect(page.getByText(/^Lue\s: /)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('table').getByRole('row', { name: /Jonas/ })).toBeVisible();
    await expectNoBarrier(page, 'storage');
    await expectFrench(page, 'storage', own);
    await expectFitsWide(page);
    await page.getByRole('link', { name: word('storage-page-sobriety') }).click();
    await expect(page.getByRole('heading', { name: word('light-title') })).toBeVisible();
    await expect(page.getByText(word('light-unopened'), { exact: true })).toBeVisible();
    await expectNoBarrier(page, 'sobriety');
    await expectFrench(page, 'sobriety', own);
    await expectFitsWide(page);
  });
});

/** Nothing makes the page scroll sideways. */
async function expectFitsWide(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
}

test('a mailbox at 100 % is brought to 60 % from the notice, by keyboard alone', async ({
  page,
  somebody,
}) => {
  test.slow();
  const ana = await somebody('ana', { quotaBytes: 1_000_000 });
  await ana.has('INBOX', [{ subject: 'Kept', text: text(570_000) }]);
  await ana.has('Trash', [{ subject: 'Gone', text: text(420_000), date: LONG_AGO }]);
  await signIn(page, ana);
  const notice = page.getByRole('region', { name: 'Room in your mailbox' });
  await expect(notice).toContainText(/full/);
  const empty = notice.getByRole('button', { name: /^Empty Trash: / });
  await expect(empty).toBeVisible();
  await tabTo(page, /^Empty Trash: /);
  await page.keyboard.press('Enter');
  const question = page.getByRole('alertdialog', { name: /Trash/ });
  await expect(question).toContainText('1 message');
  await expect(question.getByRole('button', { name: 'Empty Trash' })).toBeEnabled();
  await tabTo(page, /^Empty Trash$/);
  await page.keyboard.press('Enter');
  await expect(notice).toHaveCount(0);
  const meter = page.getByRole('meter', { name: 'Storage used' });
  await expect
    .poll(async () => Number(await meter.getAttribute('aria-valuenow')) / 1_000_000)
    .toBeLessThan(0.65);
  expect(await ana.find('uid', 'mailbox', 'INBOX', 'subject', 'Kept')).not.toBe('');
});

/** Goes along with Tab until what has the focus is named so. */
async function tabTo(page: Page, name: RegExp) {
  for (let steps = 0; steps < 80; steps++) {
    await page.keyboard.press('Tab');
    const text = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    if (name.test(text)) return;
  }
  throw new Error(`Tab does not lead to ${name}`);
}

test('the notice can wait until tomorrow', async ({ page, somebody }) => {
  const ana = await somebody('ana', { quotaBytes: 100_000 });
  await ana.has('INBOX', [{ subject: 'Kept', text: text(94_000) }]);
  await signIn(page, ana);
  const notice = page.getByRole('region', { name: 'Room in your mailbox' });
  await expect(notice).toContainText(/Your mailbox is 9\d% full|Your mailbox is full/);
  await expect(page.getByRole('meter', { name: 'Storage used' })).toHaveAttribute(
    'aria-valuetext',
    /room left|Almost full|refused/,
  );
  await notice.getByRole('button', { name: 'Not today' }).click();
  await expect(notice).toHaveCount(0);
  await page.reload();
  await expect(part.row(page, 'Kept')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Account' })).toBeVisible();
  await expect(notice).toHaveCount(0);
});

test('how light a mailbox is: figures, a goal of one’s own, CO₂ only where it is switched on', async ({
  page,
  somebody,
  rig,
}) => {
  test.slow();
  const ana = await somebody('ana', { quotaBytes: 5_000_000 });
  await fill(ana);
  await signIn(page, ana);
  await page.goto('/settings/storage/sobriety');
  await expect(
    page.getByText('2 of 2 messages from others that are older than a week.'),
  ).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('in 7 messages')).toBeVisible();
  await expect(page.getByText('CO₂')).toHaveCount(0);
  const goal = page.getByLabel('Stay under (MB)');
  await goal.fill('0');
  await page.getByRole('button', { name: 'Set the goal' }).click();
  await expect(page.getByRole('alert')).toContainText('Give a number of megabytes');
  await goal.fill('3');
  const kept = page.waitForResponse(/\/api\/preferences/);
  await page.getByRole('button', { name: 'Set the goal' }).click();
  await expect(part.said(page, /under your goal of 3 MB/)).toBeVisible();
  await kept;
  await page.reload();
  await expect(part.said(page, /under your goal of 3 MB/)).toBeVisible();
  await page.getByRole('button', { name: 'No goal' }).click();
  await expect(part.said(page, /under your goal/)).toHaveCount(0);

  const served = await startServed(rig.stack, { CO2_GRAMS_PER_MAIL_YEAR: '10' });
  try {
    await page.goto(`${served.url}/login`);
    await page.getByRole('textbox', { name: 'Email address' }).fill(ana.address);
    await page.getByLabel('Password', { exact: true }).fill(ana.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(part.list(page)).toBeVisible();
    await page.goto(`${served.url}/settings/storage/sobriety`);
    await expect(page.getByText('About 70 g a year for keeping these messages.')).toBeVisible({
      timeout: 30_000,
    });
    await expect(page.getByText(/7 messages × 10 g a year each/)).toContainText('2.1 g to 350 g');
    await expectNoBarrier(page, 'CO₂');
  } finally {
    await served.stop();
  }
});
