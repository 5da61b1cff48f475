/// <reference lib="dom" />
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { fillSignIn, listIsThere, openAccountMenu, part, signIn, write } from './mail-page.ts';

const MARKUP = `"><img src=x onerror="top.wasRun=1"><b id=planted>`;
const FOLDER = '"><img src=x onerror=top.wasRun=1><b id=planted>';
const KEYWORD = '<img/src=x/onerror=top.wasRun=1>';

test('markup in subjects, names, file names, folders and flags stays text on every screen (S-10)', async ({
  page,
  ana,
  otherBrowser,
}) => {
  test.slow();
  const dialogs: string[] = [];
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => asked.push(request.url()));
  const file = { filename: `${MARKUP}.txt`, content: 'x' };
  const message = {
    subject: `Subject ${MARKUP}`,
    from: { name: MARKUP, address: 'x@else.example' },
    to: [{ name: MARKUP, address: ana.address }],
    cc: [{ name: MARKUP, address: 'y@else.example' }],
    replyTo: [{ name: MARKUP, address: 'z@else.example' }],
    attachments: [file, { ...file, contentType: `text/${MARKUP.replace(/[^a-z<>="]/g, '')}` }],
    headers: { 'List-Id': MARKUP, 'X-Mailer': MARKUP },
    flags: ['\\Flagged', KEYWORD],
  };
  await ana.has('INBOX', [
    { ...message, text: MARKUP },
    { ...message, html: `<p>${MARKUP}</p>`, messageId: `<${'a'.repeat(20)}@else.example>` },
  ]);
  await ana.elsewhere(['mailbox', 'create'], '-s', FOLDER);
  await ana.elsewhere(['mailbox', 'create'], '-s', `Parent/${FOLDER}`);
  const check = (place: string) => expectHarmless(page, place);

  // Another place of theirs, whose browser has a strange name.
  const strange = await otherBrowser({ userAgent: `${MARKUP} Browser` });
  await signIn(strange, ana);

  await page.goto('/login');
  await fillSignIn(page, ana);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await listIsThere(page);
  await expect(part.rows(page)).toHaveCount(2);
  await expect(part.rows(page).first()).toContainText(`Subject ${MARKUP}`);
  await check('list');
  for (const index of [0, 1]) {
    await part.rows(page).nth(index).click();
    await expect(part.message(page).getByRole('heading', { level: 1 })).toHaveText(
      `Subject ${MARKUP}`,
    );
    await part.message(page).getByRole('button', { name: 'Show details' }).click();
    await check(`message ${index}`);
    await part.act(page, 'Move to…').click();
    await expect(page.getByRole('menuitem', { name: FOLDER }).first()).toBeVisible();
    await check('move menu');
    await page.keyboard.press('Escape');
    for (const kind of ['Reply', 'Reply all', 'Forward']) {
      await part.act(page, kind).click();
      await expect(part.composer(page)).toBeVisible();
      await check(kind);
      await part.composer(page).getByRole('button', { name: 'Discard draft' }).click();
    }
  }
  await part.act(page, 'Move to…').click();
  await page.getByRole('menuitem', { name: FOLDER }).first().click();
  await expect(part.said(page, 'Message moved to')).toBeVisible();
  await check('what was done');

  const line = part.tree(page).getByRole('treeitem', { name: FOLDER }).first();
  await line.click();
  await listIsThere(page);
  await check('the folder');
  expect(await page.title()).toContain(FOLDER);
  for (const entry of ['Rename', 'Move to another folder', 'Delete folder', 'New folder in']) {
    await line.hover();
    await line.getByRole('button', { name: /^Actions for/ }).click();
    await page.getByRole('menuitem', { name: entry }).click();
    await expect(page.getByRole('dialog').or(page.getByRole('alertdialog'))).toBeVisible();
    await check(`${entry} dialog`);
    await page.keyboard.press('Escape');
  }
  await write(page, { to: `"${MARKUP.replaceAll('"', '')}" <w@else.example>`, subject: MARKUP });
  await part.field(page, 'Message').fill(MARKUP);
  await check('composer');
  await part.composer(page).getByRole('button', { name: 'Discard draft' }).click();
  await openAccountMenu(page);
  await check('account menu');
  await page.keyboard.press('Escape');
  await page.goto('/settings/sessions');
  await expect(page.getByRole('button', { name: /^Sign out "><img/ })).toBeVisible();
  await check('sessions');
  await page.goto(`/mail/${encodeURIComponent('<img src=x onerror=top.wasRun=1>')}`);
  await check('a folder that is not there');
  await page.goto(`/settings/${encodeURIComponent('<img src=x onerror=top.wasRun=1>')}`);
  await check('settings that are not there');

  expect(dialogs).toEqual([]);
  expect(asked.filter((url) => new URL(url).pathname.endsWith('/x'))).toEqual([]);
});

test.beforeEach(({ complaints }) => {
  // A folder that does not exist is refused, and the browser says so.
  complaints.foresee(/404/);
});

async function expectHarmless(page: Page, place: string) {
  const found = await page.evaluate(() => ({
    wasRun: (window as { wasRun?: number }).wasRun,
    planted: document.querySelectorAll('#planted, img[src=x], img[onerror]').length,
  }));
  expect(found, place).toEqual({ wasRun: undefined, planted: 0 });
  for (const frame of page.frames().slice(1)) {
    expect(await frame.locator('img[onerror], [onerror]').count(), place).toBe(0);
  }
}
