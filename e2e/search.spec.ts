/// <reference lib="dom" />
import type { Locator, Page } from '@playwright/test';
import { expect, type Person, test } from './fixtures.ts';
import { openMessage, part, signIn, signOut } from './mail-page.ts';

const box = (page: Page) => page.getByRole('searchbox', { name: 'Search mail' });
const options = (page: Page) => page.getByRole('listbox', { name: 'Suggestions' });
const heading = (page: Page, words: string | RegExp) => page.getByRole('heading', { name: words });
const HOUR = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR);

/** Mail in several folders, of which "orchard" is in four messages. */
async function hasOrchards(who: Person) {
  await who.has('INBOX', [
    { subject: 'Orchard plan', text: 'Twelve trees.', date: ago(50) },
    { subject: 'A walk', html: '<p>Through the <b>orchard</b> at noon.</p>', date: ago(20) },
    { subject: 'Nothing of the kind', date: ago(1) },
  ]);
  await who.has('Archive', [
    { from: 'Zoé Été <zoe@orchard.example>', subject: 'Old news', date: ago(90) },
  ]);
  await who.has('Garden', [{ subject: 'The ORCHARD at night', flags: ['\\Seen'], date: ago(10) }]);
  await who.has('Sent', [
    { from: who.address, to: 'Bruno Roux <bruno@else.example>', subject: 'Trees', date: ago(2) },
  ]);
  await who.has('Trash', [{ subject: 'Orchard thrown away', date: ago(5) }]);
}

async function search(page: Page, text: string) {
  await box(page).fill(text);
  await box(page).press('Enter');
}

const names = async (page: Page) =>
  (await part.rows(page).all()).map((row) => row.getAttribute('aria-label'));

test('words are found in every folder, newest first, each naming its folder', async ({
  page,
  ana,
}) => {
  await hasOrchards(ana);
  await signIn(page, ana);
  await search(page, 'orchard');
  await expect(heading(page, '4 messages found')).toBeVisible();
  await expect(page).toHaveURL(/\/search\?q=orchard$/);
  await expect(page).toHaveTitle('Search: orchard — Sobre');
  const rows = await Promise.all(await names(page));
  expect(rows.map((name) => name?.replace(/^(Unread, )?.*?, (.*), .*?, (.*)$/, '$2 | $3'))).toEqual(
    [
      'The ORCHARD at night | Garden',
      'A walk | Inbox',
      'Orchard plan | Inbox',
      'Old news | Archive',
    ],
  );
  await expect(part.list(page)).toHaveAttribute('aria-rowcount', '4');
  await page.getByRole('button', { name: 'Search Junk and Trash too' }).click();
  await expect(heading(page, '5 messages found')).toBeVisible();
  await expect(box(page)).toHaveValue('orchard in:anywhere');
  await expect(part.row(page, /Orchard thrown away, .*, Trash$/)).toBeVisible();
  // What one sent is known by whom it was sent to.
  await search(page, 'trees');
  await expect(part.row(page, /^Unread, Bruno Roux, Trees, .*, Sent$/)).toBeVisible();
});

test('a message opens beside the results, with the words marked in both', async ({ page, ana }) => {
  await hasOrchards(ana);
  await signIn(page, ana);
  await search(page, 'orchard');
  await expect(heading(page, '4 messages found')).toBeVisible();
  await openMessage(page, 'A walk');
  await expect(page).toHaveURL(/\/search\/INBOX\/\d+\?q=orchard$/);
  await expect(part.body(page).getByText('orchard')).toBeVisible();
  await expect(part.row(page, /^(?!Unread).*A walk/)).toBeVisible();
  await expect.poll(() => marked(page)).toEqual(['Orchard', 'ORCHARD']);
  await expect.poll(() => marked(page, 'iframe[title="Message body"]')).toEqual(['orchard']);
  // Nothing was put into the message to mark it (S-5).
  expect(await part.body(page).locator('mark, span').count()).toBe(0);
  await page.reload();
  await expect(part.message(page).getByRole('heading', { name: 'A walk' })).toBeVisible();
  await expect(heading(page, '4 messages found')).toBeVisible();
  await page.goBack();
  await page.goBack();
  await expect(part.row(page, 'Nothing of the kind')).toBeVisible();
});

test('with the keyboard alone: find, go through, open, star, delete, undo, back', async ({
  page,
  ana,
}) => {
  await hasOrchards(ana);
  await signIn(page, ana);
  await page.keyboard.press('/');
  await expect(box(page)).toBeFocused();
  await page.keyboard.type('orchard');
  await page.keyboard.press('Enter');
  await expect(heading(page, '4 messages found')).toBeVisible();
  await expect(box(page)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(part.row(page, /The ORCHARD at night/)).toBeFocused();
  await page.keyboard.press('s');
  await expect(part.said(page, 'Starred')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(part.row(page, /A walk/)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(part.message(page).getByRole('heading', { name: 'A walk' })).toBeVisible();
  await page.keyboard.press('j');
  await expect(part.message(page).getByRole('heading', { name: 'Orchard plan' })).toBeVisible();
  await expect(part.row(page, /Orchard plan/)).toBeFocused();
  await page.keyboard.press('#');
  await expect(part.said(page, 'Message moved to Trash')).toBeVisible();
  await expect(heading(page, '3 messages found')).toBeVisible();
  await expect(part.row(page, 'Orchard plan')).toBeHidden();
  await expect
    .poll(() => ana.find('hdr.subject', 'mailbox', 'Trash', 'subject', 'plan'))
    .toContain('plan');
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(heading(page, '4 messages found')).toBeVisible();
  await expect(part.row(page, 'Orchard plan')).toBeVisible();
  await expect.poll(() => ana.find('flags', 'mailbox', 'Garden', 'all')).toContain('\\Flagged');
});

test('acts on several hits go to their own folders, with one Undo', async ({ page, ana }) => {
  await hasOrchards(ana);
  await signIn(page, ana);
  await search(page, 'orchard');
  await expect(heading(page, '4 messages found')).toBeVisible();
  await part.row(page, 'A walk').getByRole('checkbox', { name: 'Select' }).check({ force: true });
  await page.getByRole('button', { name: 'Select all 4 messages found' }).click();
  await page
    .getByRole('toolbar', { name: '4 selected' })
    .getByRole('button', { name: 'Archive' })
    .click();
  // One of them lies in Archive already.
  await expect(part.said(page, '3 messages archived')).toBeVisible();
  await expect(heading(page, '1 message found')).toBeVisible();
  const inArchive = () => ana.find('uid', 'mailbox', 'Archive', 'all');
  expect((await inArchive()).match(/uid:/g)).toHaveLength(4);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(heading(page, '4 messages found')).toBeVisible();
  await expect.poll(async () => (await inArchive()).match(/uid:/g)).toHaveLength(1);
  await expect.poll(() => ana.find('uid', 'mailbox', 'Garden', 'all')).toContain('uid:');
});

test('several hits are tagged and copied wherever they lie', async ({ page, ana }) => {
  await hasOrchards(ana);
  await signIn(page, ana);
  await search(page, 'orchard');
  const choose = async () => {
    await expect(heading(page, '4 messages found')).toBeVisible();
    await part.row(page, 'A walk').getByRole('checkbox', { name: 'Select' }).check({ force: true });
    await page.getByRole('button', { name: 'Select all 4 messages found' }).click();
    return page.getByRole('toolbar', { name: '4 selected' });
  };
  await (await choose()).getByRole('button', { name: 'Tags' }).click();
  await page.getByRole('group', { name: 'Add' }).getByRole('menuitem', { name: 'Work' }).click();
  await expect(part.said(page, '4 messages tagged Work')).toBeVisible();
  const tagged = () => ana.find('uid', 'mailbox', '*', 'keyword', '$label2');
  await expect.poll(async () => (await tagged()).match(/uid:/g)).toHaveLength(4);
  await (await choose()).getByRole('button', { name: 'Copy to…' }).click();
  await page.getByRole('menuitem', { name: 'Drafts' }).click();
  await expect(part.said(page, '4 messages copied to Drafts')).toBeVisible();
  const copies = () => ana.find('uid', 'mailbox', 'Drafts', 'all');
  expect((await copies()).match(/uid:/g)).toHaveLength(4);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(copies).not.toContain('uid:');
});

test('what changes elsewhere changes in the results', async ({ page, ana }) => {
  await hasOrchards(ana);
  await signIn(page, ana);
  await search(page, 'orchard');
  await expect(part.row(page, /^Unread, .*Old news/)).toBeVisible();
  await ana.elsewhere(['flags', 'add'], '\\Seen', 'mailbox', 'Archive', 'all');
  await expect(part.row(page, /^(?!Unread).*Old news/)).toBeVisible();
  await ana.elsewhere('expunge', 'mailbox', 'Garden', 'all');
  await expect(heading(page, '3 messages found')).toBeVisible();
  await expect(part.row(page, /The ORCHARD at night/)).toBeHidden();
});

test('hits in Trash are deleted for good only after a question', async ({ page, ana }) => {
  await hasOrchards(ana);
  await signIn(page, ana);
  await search(page, 'in:trash orchard');
  await expect(heading(page, '1 message found')).toBeVisible();
  await openMessage(page, 'Orchard thrown away');
  await part.act(page, 'Delete').click();
  const question = page.getByRole('alertdialog', { name: 'Delete this message for good?' });
  // Until that is confirmed the message stays open.
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(
    page.getByRole('region', { name: 'Message' }).getByRole('heading', { level: 1 }),
  ).toHaveText(/thrown away/);
  await part.act(page, 'Delete').click();
  await question.getByRole('button', { name: 'Delete for good' }).click();
  await expect(heading(page, 'Nothing found')).toBeVisible();
  await expect.poll(() => ana.find('uid', 'mailbox', 'Trash', 'all')).toBe('');
});

test('people and searches of before are suggested, and forgotten at sign-out', async ({
  page,
  ana,
}) => {
  await hasOrchards(ana);
  await signIn(page, ana);
  await box(page).pressSequentially('cl');
  const clara = options(page).getByRole('option', { name: /Clara Vidal/ });
  await expect(clara).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(clara).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(box(page)).toHaveValue('with:clara@else.example ');
  await page.keyboard.type('orch');
  await page.keyboard.press('Enter');
  await expect(heading(page, '3 messages found')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await expect(part.row(page, 'Nothing of the kind')).toBeVisible();
  await box(page).click();
  await options(page).getByRole('option', { name: 'with:clara@else.example orch' }).click();
  await expect(heading(page, '3 messages found')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await box(page).fill('is:un');
  await expect(options(page).getByRole('option')).toHaveText([
    'is:unread',
    'is:unstarred',
    'is:unanswered',
  ]);
  await box(page).fill('in:gar');
  await expect(options(page).getByRole('option', { name: 'in:Garden' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(options(page)).toBeHidden();
  await signOut(page);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('orch');
});

test('the form writes the same query text, and keeps what it does not know', async ({
  page,
  ana,
}) => {
  await hasOrchards(ana);
  await signIn(page, ana);
  await box(page).fill('orchard is:unread OR is:starred');
  await page.getByRole('button', { name: 'Search options' }).click();
  const form = page.getByRole('dialog', { name: 'Search options' });
  await expect(form.getByLabel('Has the words')).toHaveValue('orchard');
  await form.getByLabel('From', { exact: true }).fill('"Clara Vidal"');
  await form.getByLabel('Without the words').fill('plan');
  await form.getByLabel('Folder').selectOption({ label: 'Inbox' });
  await form.getByLabel('Larger than').fill('huge');
  await form.getByRole('button', { name: 'Search' }).click();
  await expect(form.getByRole('alert')).toHaveText('“huge” is no size. Write 5M or 500k.');
  await form.getByLabel('Larger than').fill('100');
  await form.getByRole('button', { name: 'Search' }).click();
  await expect(box(page)).toHaveValue(
    'from:"Clara Vidal" orchard -plan larger:100 in:INBOX is:unread OR is:starred',
  );
  await expect(heading(page, '1 message found')).toBeVisible();
  await expect(part.row(page, 'A walk')).toBeVisible();
});

test('what cannot be right is said in words, and nothing found helps on', async ({
  page,
  ana,
  complaints,
}) => {
  complaints.foresee(/422/);
  await hasOrchards(ana);
  await signIn(page, ana);
  await search(page, 'larger:big orchard');
  await expect(part.refused(page, '“larger:big” is no size. Write 5M or 500k.')).toBeVisible();
  await expect(page).toHaveURL(/\/mail\/INBOX$/);
  await search(page, 'in:Nowhere orchard');
  await expect(part.refused(page, 'There is no folder named “Nowhere”.')).toBeVisible();
  await search(page, 'zebra');
  await expect(heading(page, 'Nothing found')).toBeVisible();
  await expect(part.list(page)).toHaveAttribute('aria-rowcount', '0');
  await expect(page.getByText('has:attachment larger:5M')).toBeVisible();
  await page.goto('/search?q=before%3Asoon');
  await expect(part.refused(page, '“before:soon” is no date.')).toBeVisible();
  await page.goto('/search');
  await expect(page.getByText('from:clara')).toBeVisible();
  await box(page).fill('<img src=x onerror=alert(1)> "><b>');
  await box(page).press('Enter');
  await expect(heading(page, 'Nothing found')).toBeVisible();
});

test('a long search says what it does, keeps what it found, and stops when asked', async ({
  page,
  ana,
}) => {
  await hasOrchards(ana);
  await signIn(page, ana);
  // The mail server is at the third folder, and does not come to an end.
  await page.evaluate(slowSearches);
  await search(page, 'orchard');
  await expect(
    part.said(page, /Searched 3 of 4 folders. The server reads every message of/),
  ).toBeVisible();
  await expect(part.row(page, 'Orchard plan')).toBeVisible();
  await expect(part.list(page)).toHaveAttribute('aria-busy', 'false');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(part.said(page, 'Stopped after 3 of 4 folders.')).toBeVisible();
  await expect(part.row(page, 'Orchard plan')).toBeVisible();
  await page.evaluate(quickSearches);
  await page.getByRole('button', { name: 'Search again' }).click();
  await expect(heading(page, '4 messages found')).toBeVisible();
});

test('a long search ends when its page is left, and begins again on return', async ({
  page,
  ana,
}) => {
  await hasOrchards(ana);
  await signIn(page, ana);
  await page.evaluate(slowSearches);
  await search(page, 'orchard');
  await expect(part.said(page, /Searched 3 of 4 folders/)).toBeVisible();
  await part.folder(page, 'Inbox').click();
  await expect(part.row(page, 'Nothing of the kind')).toBeVisible();
  await expect.poll(() => page.evaluate(() => 'leftSearch' in window)).toBe(true);
  await page.evaluate(quickSearches);
  await page.goBack();
  await expect(heading(page, '4 messages found')).toBeVisible();
});

test('scrolls through more hits than travel at once', async ({ page, ana }) => {
  const many = (folder: string) =>
    ana.has(
      folder,
      Array.from({ length: 90 }, (_, i) => ({
        subject: `leaf ${folder} ${i}`,
        date: ago(200 - i),
      })),
    );
  await many('INBOX');
  await many('Archive');
  await signIn(page, ana);
  await search(page, 'subject:leaf');
  await expect(heading(page, '180 messages found')).toBeVisible();
  await expect(part.list(page)).toHaveAttribute('aria-rowcount', '180');
  await box(page).press('ArrowDown');
  await page.keyboard.press('End');
  await expect(part.row(page, /leaf INBOX 0, /)).toBeInViewport();
  await expect(part.row(page, /leaf INBOX 0, /)).toHaveAttribute('aria-rowindex', /^(179|180)$/);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the box is above the list, results and message fill the screen', async ({ page, ana }) => {
    await hasOrchards(ana);
    await signIn(page, ana);
    await box(page).tap();
    await box(page).fill('orchard');
    await box(page).press('Enter');
    await expect(part.row(page, 'A walk')).toBeInViewport();
    await expect(box(page)).not.toBeFocused();
    await part.row(page, 'A walk').tap();
    await expect(part.message(page).getByRole('heading', { name: 'A walk' })).toBeInViewport();
    await part.act(page, 'Back to the list').tap();
    await expect(part.row(page, 'A walk')).toBeInViewport();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      390,
    );
    for (const target of [
      page.getByRole('button', { name: 'Search options' }),
      page.getByRole('button', { name: 'Clear the search' }),
      page.getByRole('button', { name: 'Search Junk and Trash too' }),
    ])
      await expectLarge(target);
  });
});

test.describe('in French', () => {
  test.use({ locale: 'fr-FR' });

  test('words, operators and sentences are French', async ({ page, ana }) => {
    await hasOrchards(ana);
    await page.goto('/login');
    await page.getByRole('textbox', { name: 'Adresse électronique' }).fill(ana.address);
    await page.getByLabel('Mot de passe', { exact: true }).fill(ana.password);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    const french = page.getByRole('searchbox', { name: 'Rechercher dans le courrier' });
    await french.fill('objet:orchard OU de:zoé');
    await french.press('Enter');
    await expect(heading(page, '3 messages trouvés')).toBeVisible();
    await expect(page.getByText('4 dossiers parcourus.')).toBeVisible();
    await french.fill('est:non');
    await expect(page.getByRole('option', { name: 'est:non-lu' })).toBeVisible();
    await french.fill('avant:bientôt');
    await french.press('Enter');
    await expect(page.getByRole('alert')).toHaveText(/^«\s?avant:bientôt\s?» n’est pas une date\./);
    await french.fill('dans:corbeille');
    await french.press('Enter');
    await expect(heading(page, '1 message trouvé')).toBeVisible();
    await expect(
      page.getByRole('row', { name: /Orchard thrown away, .*, Corbeille$/ }),
    ).toBeVisible();
  });
});

async function expectLarge(target: Locator) {
  const { width = 0, height = 0 } = (await target.boundingBox()) ?? {};
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(43.5);
}

/** Words that the page marks, as they stand, in its own document or in a frame's. */
function marked(page: Page, frame?: string): Promise<string[]> {
  return page.evaluate((selector) => {
    const realm = selector
      ? (document.querySelector<HTMLIFrameElement>(selector)?.contentWindow as typeof window)
      : window;
    const ranges = [...(realm.CSS.highlights.get('found') ?? [])] as Range[];
    return [...new Set(ranges.map((range) => range.toString()))].sort().reverse();
  }, frame);
}

/** From now on the answer to a search stays open at the last folder, and what follows never comes. */
function slowSearches() {
  const real = window.fetch;
  Object.assign(window, { realFetch: real });
  window.fetch = async (input, init) => {
    const response = await real(input, init);
    if (input !== '/api/searches') return response;
    const lines = (await response.text()).split('\n');
    const last = lines.findLastIndex((line) => line.includes('"type":"reading"'));
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(`${lines.slice(0, last + 1).join('\n')}\n`));
        init?.signal?.addEventListener('abort', () => {
          Object.assign(window, { leftSearch: true });
          controller.error(new DOMException('left', 'AbortError'));
        });
      },
    });
    return new Response(body, { headers: response.headers });
  };
}

function quickSearches() {
  window.fetch = (window as unknown as { realFetch: typeof fetch }).realFetch;
}
