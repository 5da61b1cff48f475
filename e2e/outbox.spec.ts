/// <reference lib="dom" />
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type SmtpFault, startSmtpProxy } from '../mailstack/fault-proxy.ts';
import { startTestStack } from '../mailstack/testing.ts';
import type { Context } from '../server/context.ts';
import { writePreferences } from '../server/store/preferences.ts';
import { expectNoBarrier } from './barriers.ts';
import { test as base, expect, type Person, startServed } from './fixtures.ts';
import { expectFrench, word } from './french-words.ts';
import { addRecipient, openFolder, part, sendButton, signIn, write } from './mail-page.ts';

/** A mail stack behind a wire that breaks when a test says so. */
const test = base.extend<object, { faults: SmtpFault[] }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs
  faults: [async ({}, use) => use([]), { scope: 'worker' }],
  rig: [
    async ({ faults }, use) => {
      const stack = await startTestStack();
      const wire = await startSmtpProxy(stack, () => faults.shift() ?? null);
      const { bridge, url, stop } = await startServed(stack, { SMTP_URL: wire.url });
      await use({ stack, bridge, url });
      await stop();
      await wire.stop();
      await stack.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

/** Somebody who takes their time after Send. */
const thinksTwice = (context: Context, { address }: Person) =>
  writePreferences(context.store, address, { undoSend: '30' });

/** As if the time of all letters that wait had come. */
async function timePasses(context: Context) {
  await context.store
    .updateTable('outbox')
    .set({ due_at: 1 })
    .where('state', '=', 'held')
    .where('due_at', 'is not', null)
    .execute();
  context.postman.look();
}

const undo = (page: Page) => part.said(page, 'Sending').getByRole('button', { name: 'Undo' });
const outboxLink = (page: Page) => part.tree(page).getByRole('link', { name: /^Outbox, / });
const letterOf = (page: Page, subject: string) => page.getByRole('article', { name: subject });
const act = (page: Page, subject: string, name: string) =>
  letterOf(page, subject).getByRole('button', { name, exact: true });

test('Undo brings the letter back as it was; sent again, it arrives once', async ({
  page,
  rig,
  ana,
  bruno,
}) => {
  await thinksTwice(rig.bridge.context, ana);
  await signIn(page, ana);
  await write(page, { to: bruno.address, subject: 'A hasty word', text: 'You are all wrong.' });
  await part.field(page, 'Message').press('Control+Enter');
  await expect(undo(page)).toBeVisible();
  await expect(part.composer(page)).toHaveCount(0);
  await undo(page).click();
  await expect(part.field(page, 'Subject')).toHaveValue('A hasty word');
  await expect(part.field(page, 'Message')).toHaveText('You are all wrong.');
  await expect(part.field(page, 'Message')).toBeFocused();
  await expect(undo(page)).toHaveCount(0);
  await part.field(page, 'Message').fill('You may be right.');
  await sendButton(page).click();
  await expect(undo(page)).toBeVisible();
  await timePasses(rig.bridge.context);
  await expect(part.said(page, /^Sent$/)).toBeVisible();
  await expect(undo(page)).toHaveCount(0);
  await expect
    .poll(() => bruno.find('text', 'mailbox', 'INBOX', 'all'))
    .toContain('You may be right.');
  await expect
    .poll(async () => (await bruno.find('uid', 'mailbox', 'INBOX', 'all')).match(/uid:/g))
    .toHaveLength(1);
  await openFolder(page, 'Sent');
  await expect(part.row(page, 'A hasty word')).toHaveCount(1);
});

test('Undo is there after a reload', async ({ page, rig, ana, bruno }) => {
  await thinksTwice(rig.bridge.context, ana);
  await signIn(page, ana);
  await write(page, { to: bruno.address, subject: 'Reloaded', text: 'Every word.' });
  await sendButton(page).click();
  await expect(undo(page)).toBeVisible();
  await page.reload();
  await undo(page).click();
  await expect(part.field(page, 'Message')).toHaveText('Every word.');
  await expect(part.field(page, 'Subject')).toHaveValue('Reloaded');
  await expect(
    part.composer(page).getByRole('button', { name: `Remove ${bruno.address}` }),
  ).toBeVisible();
  await timePasses(rig.bridge.context);
  await expect.poll(() => bruno.find('uid', 'mailbox', 'INBOX', 'all')).not.toContain('uid:');
});

test('a held letter leaves though its tab is closed and the bridge was away', async ({
  page,
  rig,
  ana,
  bruno,
  complaints,
}) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sobre-held-'));
  const first = await startServed(rig.stack, { DATA_DIR: dataDir });
  await thinksTwice(first.bridge.context, ana);
  await page.goto(`${first.url}/login`);
  await page.getByRole('textbox', { name: 'Email address' }).fill(ana.address);
  await page.getByLabel('Password', { exact: true }).fill(ana.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await write(page, { to: bruno.address, subject: 'Goodnight', text: 'I close the lid.' });
  await sendButton(page).click();
  await expect(undo(page)).toBeVisible();
  complaints.foresee(/./);
  await page.close();
  await first.stop();
  await expect.poll(() => bruno.find('uid', 'mailbox', 'INBOX', 'all')).not.toContain('uid:');
  const second = await startServed(rig.stack, { DATA_DIR: dataDir });
  try {
    await timePasses(second.bridge.context);
    await expect
      .poll(() => bruno.find('text', 'mailbox', 'INBOX', 'all'))
      .toContain('I close the lid.');
    await expect
      .poll(() => ana.find('hdr.subject', 'mailbox', 'Sent', 'all'))
      .toContain('Goodnight');
  } finally {
    await second.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});

// NOTE: the drafts of two tabs part when both save the same words at once: then they are two letters.
test('“Send later”, by keyboard alone: seen, moved, sent now', async ({
  page,
  rig,
  ana,
  bruno,
}) => {
  await signIn(page, ana);
  await expect(outboxLink(page)).toHaveCount(0);
  await write(page, { to: bruno.address, subject: 'On Monday', text: 'Not before.' });
  const later = part.composer(page).getByRole('button', { name: 'Send later' });
  await later.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: /^Tomorrow morning, / })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(part.composer(page)).toBeVisible();
  await later.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: /^Tomorrow morning, / }).press('Enter');
  await expect(part.said(page, /^Leaves tomorrow at 08:00/)).toBeVisible();
  await expect(part.composer(page)).toHaveCount(0);
  await expect(outboxLink(page)).toHaveAccessibleName('Outbox, 1 letter');
  await outboxLink(page).press('Enter');
  await expect(letterOf(page, 'On Monday')).toContainText(`To ${bruno.address}`);
  await expect(letterOf(page, 'On Monday')).toContainText(/Leaves tomorrow at 08:00/);
  await act(page, 'On Monday', 'Change time').press('Enter');
  const field = page.getByLabel(/^Date and time/);
  await field.fill('2020-01-01T10:00');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('This moment is over.');
  const inTwoDays = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  await field.fill(`${inTwoDays}T11:45`);
  await page.keyboard.press('Enter');
  await expect(letterOf(page, 'On Monday')).toContainText(/Leaves .*11:45/);
  await page.reload();
  await expect(letterOf(page, 'On Monday')).toContainText(/Leaves .*11:45/);
  await act(page, 'On Monday', 'Send now').press('Enter');
  await expect(letterOf(page, 'On Monday')).toHaveCount(0);
  await expect(page.getByText('Nothing waits here.')).toBeVisible();
  await expect.poll(() => bruno.find('text', 'mailbox', 'INBOX', 'all')).toContain('Not before.');
  await openFolder(page, 'Inbox');
  await expect(outboxLink(page)).toHaveCount(0);
  expect(rig.url).toContain('localhost');
});

test('a letter for later is taken back to be written again', async ({ page, ana, bruno }) => {
  await signIn(page, ana);
  await write(page, { to: bruno.address, subject: 'Perhaps', text: 'First thoughts.' });
  await part.composer(page).getByRole('button', { name: 'Send later' }).click();
  await page.getByRole('menuitem', { name: 'Pick date and time…' }).click();
  await page
    .getByRole('dialog', { name: 'Send later' })
    .getByLabel(/^Date and time/)
    .press('Escape');
  await expect(part.field(page, 'Subject')).toHaveValue('Perhaps');
  await part.composer(page).getByRole('button', { name: 'Send later' }).click();
  await page.getByRole('menuitem', { name: 'Pick date and time…' }).click();
  const asked = page.getByRole('dialog', { name: 'Send later' });
  await asked.getByRole('button', { name: 'Send later' }).click();
  await outboxLink(page).click();
  await act(page, 'Perhaps', 'Stop and edit').click();
  await expect(part.field(page, 'Message')).toHaveText('First thoughts.');
  await expect(letterOf(page, 'Perhaps')).toHaveCount(0);
  await sendButton(page).click();
  await expect(part.said(page, /^Sent$/)).toBeVisible();
  await expect
    .poll(() => bruno.find('text', 'mailbox', 'INBOX', 'all'))
    .toContain('First thoughts.');
});

test('what nobody confirmed is shown as such, and filed when it arrived', async ({
  page,
  faults,
  ana,
  bruno,
}) => {
  await signIn(page, ana);
  faults.push('answer-lost');
  await write(page, { to: bruno.address, subject: 'Lost answer', text: 'Did you get it?' });
  await sendButton(page).click();
  const told = page
    .getByRole('alert')
    .filter({ hasText: 'Nobody knows whether “Lost answer” left' });
  await told.getByRole('button', { name: 'Open Outbox' }).click();
  await expect(letterOf(page, 'Lost answer')).toContainText('Ask the recipient');
  for (const name of ['Send again anyway', 'Put back to drafts']) {
    await expect(act(page, 'Lost answer', name)).toBeVisible();
  }
  await expect.poll(() => ana.find('uid', 'mailbox', 'Sent', 'all')).not.toContain('uid:');
  await act(page, 'Lost answer', 'It arrived: file the copy').click();
  await expect(letterOf(page, 'Lost answer')).toHaveCount(0);
  await expect.poll(() => ana.find('uid', 'mailbox', 'Sent', 'all')).toContain('uid:');
  await expect
    .poll(async () => (await bruno.find('uid', 'mailbox', 'INBOX', 'all')).match(/uid:/g))
    .toHaveLength(1);
});

test('what was refused after second thoughts comes back with the server’s words', async ({
  page,
  rig,
  faults,
  ana,
  bruno,
}) => {
  await thinksTwice(rig.bridge.context, ana);
  await signIn(page, ana);
  faults.push('refuse');
  await write(page, { to: bruno.address, subject: 'Refused', text: 'Every word of it.' });
  await sendButton(page).click();
  await expect(undo(page)).toBeVisible();
  await timePasses(rig.bridge.context);
  const told = page.getByRole('alert').filter({ hasText: '“Refused” was not sent.' });
  await expect(told).toContainText('Not here');
  await expect(told).toContainText(bruno.address);
  await told.getByRole('button', { name: 'Edit' }).click();
  await expect(part.field(page, 'Message')).toHaveText('Every word of it.');
  await expect(part.composer(page).getByRole('alert')).toContainText('Not here');
  await expect(outboxLink(page)).toHaveCount(0);
});

test('what the server does not take yet waits in sight, and leaves when it does', async ({
  page,
  faults,
  ana,
  bruno,
}) => {
  await signIn(page, ana);
  faults.push('defer');
  await write(page, { to: bruno.address, subject: 'Patience', text: 'No hurry.' });
  await sendButton(page).click();
  await part.said(page, '“Patience” has not left yet').getByRole('button').first().click();
  await expect(letterOf(page, 'Patience')).toContainText('It says: “Come back later”.');
  await act(page, 'Patience', 'Send now').click();
  await expect(page.getByText('Nothing waits here.')).toBeVisible();
  await expect.poll(() => bruno.find('text', 'mailbox', 'INBOX', 'all')).toContain('No hurry.');
});

test('those whom a letter missed can be written to again', async ({ page, ana, bruno }) => {
  await signIn(page, ana);
  await write(page, { to: bruno.address, subject: 'To two', text: 'Both of you.' });
  await addRecipient(page, 'To', 'nobody-at-all@test.example');
  await sendButton(page).click();
  await expect(part.refused(page, 'nobody-at-all@test.example')).toBeVisible();
  await outboxLink(page).click();
  await expect(letterOf(page, 'To two')).toContainText('not to nobody-at-all@test.example');
  await act(page, 'To two', 'Write to those it missed').click();
  await expect(
    part.composer(page).getByRole('button', { name: 'Remove nobody-at-all@test.example' }),
  ).toBeVisible();
  await expect(
    part.composer(page).getByRole('button', { name: `Remove ${bruno.address}` }),
  ).toHaveCount(0);
  await expect(letterOf(page, 'To two')).toHaveCount(0);
});

test('the time to undo is a choice', async ({ page, somebody, bruno }) => {
  const ana = await somebody('ana');
  await signIn(page, ana);
  await page.goto('/settings/general');
  const times = page.getByRole('group', { name: 'Time to undo after Send' });
  await expect(times.getByRole('radio', { name: 'No delay' })).toBeChecked();
  const kept = page.waitForResponse(
    (response) => response.url().endsWith('/api/preferences') && response.ok(),
  );
  await times.getByRole('radio', { name: '20 seconds' }).check();
  await kept;
  await page.goto('/mail/INBOX');
  await write(page, { to: bruno.address, subject: 'Twenty', text: 'x' });
  const asked = page.waitForRequest((request) => request.url().endsWith('/api/outbox'));
  await sendButton(page).click();
  expect((await asked).postDataJSON()).toMatchObject({ hold: 20, at: null });
  await expect(undo(page)).toBeVisible();
});

/** One letter of each kind that the outbox speaks of. */
async function fillOutbox(page: Page, context: Context, faults: SmtpFault[], ana: Person) {
  await signIn(page, ana);
  const send = (subject: string, more: object) =>
    page.evaluate(
      async ([from, letter]) => {
        await fetch('/api/outbox', {
          method: 'POST',
          headers: { 'X-Sobre': '1', 'Content-Type': 'application/json' },
          body: JSON.stringify({
            id: crypto.randomUUID(),
            from: { name: '', address: from },
            to: [{ name: 'Zoé', address: 'nobody@else.example' }],
            cc: [],
            bcc: [],
            text: '',
            ...letter,
          }),
        });
      },
      [ana.address, { subject, ...more }] as const,
    );
  faults.push('answer-lost');
  await send('Xylophone 1', {});
  faults.push('defer');
  await send('Xylophone 2', {});
  faults.push('refuse');
  await send('Xylophone 3', { hold: 30 });
  await context.store
    .updateTable('outbox')
    .set({ due_at: 1 })
    .where('waits', '=', 'undo')
    .where('state', '=', 'held')
    .where('account', '=', ana.address)
    .execute();
  context.postman.look();
  await send('Xylophone 4', { at: Date.now() + 90_000_000 });
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const { items } = await (await fetch('/api/outbox')).json();
        return items.map(({ state }: { state: string }) => state).sort();
      }),
    )
    .toEqual(['failed', 'held', 'held', 'unknown']);
  await page.goto('/outbox');
  await expect(page.getByRole('article')).toHaveCount(4);
}

for (const [size, colorScheme, options] of [
  ['phone', 'dark', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
  ['desktop', 'light', { viewport: { width: 1280, height: 800 } }],
] as const) {
  test.describe(`${colorScheme}, ${size}`, () => {
    test.use({ ...options, colorScheme, reducedMotion: 'reduce' } as object);
    test('the outbox has no barrier and no sideways scroll', async ({ page, rig, faults, ana }) => {
      await fillOutbox(page, rig.bridge.context, faults, ana);
      await expectNoBarrier(page, 'outbox');
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
      await act(page, 'Xylophone 4', 'Change time').click();
      await expect(page.getByLabel(/^Date and time/)).toBeVisible();
      await expectNoBarrier(page, 'change time');
      await page.keyboard.press('Escape');
      if (size === 'phone') {
        const tabs = page.getByRole('navigation', { name: 'Sobre' });
        await tabs.getByRole('button', { name: 'Folders' }).tap();
        await expect(outboxLink(page)).toBeInViewport();
        await expectNoBarrier(page, 'folders with outbox');
        await outboxLink(page).tap();
        await expect(letterOf(page, 'Xylophone 4')).toBeInViewport();
      }
    });
  });
}

test.describe('in French', () => {
  test.use({ locale: 'fr-FR' });
  test('the outbox and what leads there are French', async ({ page, rig, faults, ana, bruno }) => {
    const own = [
      ana.address,
      ana.address.split('@')[0]!,
      'Zoé',
      'Xylophone',
      'Come back later',
      'Not here',
      'Paris',
      bruno.address,
    ];
    const check = (place: string) => expectFrench(page, place, own);
    await page.goto('/login');
    await page.getByRole('textbox', { name: 'Adresse électronique' }).fill(ana.address);
    await page.getByLabel('Mot de passe', { exact: true }).fill(ana.password);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page
      .getByRole('button', { name: word('compose') })
      .first()
      .click();
    const composer = page.getByRole('dialog', { name: word('new-message') });
    await composer.getByRole('combobox', { name: 'À' }).fill(bruno.address);
    await composer.getByRole('textbox', { name: word('subject') }).fill('Xylophone');
    await composer.getByRole('button', { name: word('send-later') }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await check('menu of moments');
    await page.getByRole('menuitem', { name: word('moment-pick') }).click();
    await expect(page.getByRole('dialog', { name: word('send-later') })).toBeVisible();
    await check('a moment of one’s own');
    const asked = page.getByRole('dialog', { name: word('send-later') });
    await asked.getByRole('button', { name: word('send-later') }).click();
    await expect(page.getByRole('status').filter({ hasText: /^Partira/ })).toBeVisible();
    await check('later');
    await thinksTwice(rig.bridge.context, ana);
    expect(faults).toEqual([]);
    await page.goto('/outbox');
    await expect(page.getByRole('article')).toHaveCount(1);
    await check('outbox');
    await page.getByRole('button', { name: word('outbox-stop') }).click();
    await expect(composer).toBeVisible();
    await check('back in the composer');
    await composer.getByRole('button', { name: word('send'), exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Envoi' })).toBeVisible();
    await check('held');
  });
});
