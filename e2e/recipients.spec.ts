import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { addRecipient, openMessage, part, send, sendButton, signIn, write } from './mail-page.ts';

const chip = (page: Page, name: string) =>
  part.composer(page).getByRole('button', { name, exact: true });
const people = (page: Page) => page.getByRole('listbox').getByRole('option');
const question = (page: Page) => page.getByRole('dialog', { name: 'Before this letter leaves' });

test('a pasted list becomes chips, which are changed, moved and taken out by keyboard', async ({
  page,
  ana,
}) => {
  await signIn(page, ana);
  await write(page, {});
  await addRecipient(
    page,
    'To',
    '"Dupont, Léa" <lea@else.example>; bo@else.example, Choir: cy@else.example;',
  );
  await expect(chip(page, 'Dupont, Léa <lea@else.example>')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(chip(page, 'cy@else.example')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Delete');
  await expect(chip(page, 'bo@else.example')).toHaveCount(0);
  await expect(chip(page, 'cy@else.example')).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(part.field(page, 'To')).toHaveValue('"Dupont, Léa" <lea@else.example>');
  await part.field(page, 'To').fill('Léa D. <lea.d@else.example>');
  await page.keyboard.press('Enter');
  expect(await chips(page)).toEqual(['Léa D. <lea.d@else.example>', 'cy@else.example']);
  // Escape gives back what was there.
  await chip(page, 'cy@else.example').dblclick();
  await page.keyboard.type('nothing');
  await page.keyboard.press('Escape');
  await expect(chip(page, 'cy@else.example')).toBeVisible();
  await expect(part.composer(page)).toBeVisible();
});

test('somebody goes from To to Cc with the mouse, and to Bcc with the menu', async ({
  page,
  ana,
}) => {
  await signIn(page, ana);
  await write(page, { to: 'Léa <lea@else.example>' });
  await part.composer(page).getByRole('button', { name: 'Cc', exact: true }).click();
  await chip(page, 'Léa <lea@else.example>').dragTo(part.field(page, 'Cc'));
  await expect(part.field(page, 'Cc').locator('xpath=..')).toContainText('lea@else.example');
  await expect(part.field(page, 'To').locator('xpath=..')).not.toContainText('lea@else.example');
  await chip(page, 'Léa <lea@else.example>').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Move to Bcc' }).click();
  await expect(part.field(page, 'Bcc').locator('xpath=..')).toContainText('lea@else.example');
  await expect(part.field(page, 'Cc').locator('xpath=..')).not.toContainText('lea@else.example');
});

test('what is no address, or may be another one, is marked and said (S-29, S-49)', async ({
  page,
  ana,
}) => {
  await signIn(page, ana);
  await write(page, { to: 'jean at home' });
  const to = part.field(page, 'To').locator('xpath=../..');
  await expect(to).toContainText('jean at home is not a complete address');
  await expect(chip(page, 'jean at home')).toHaveAccessibleDescription(/not a complete address/);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Backspace');
  await addRecipient(page, 'To', 'zoe@münchen.example');
  await expect(to).toContainText('zoe@münchen.example (sent to zoe@xn--mnchen-3ya.example)');
  await addRecipient(page, 'To', 'ana@gmаil.com');
  await expect(to).toContainText('It is xn--gmil-63d.com.');
  await addRecipient(page, 'To', '"boss@test.example" <thief@evil.example>');
  await expect(chip(page, 'boss@test.example <thief@evil.example>')).toBeVisible();
});

test('people written to are suggested, chosen by keyboard, and forgotten', async ({
  page,
  ana,
}) => {
  const hostile = `"><img src=x onerror=document.title='run'>`;
  await ana.has('Sent', [
    { from: ana.address, to: '"Morel, Zoé" <zoe@else.example>, karim.haddad@else.example' },
    { from: ana.address, to: [{ name: hostile, address: 'zorro@evil.example' }] },
    { from: ana.address, to: '"Morel, Zoé" <zoe@else.example>' },
  ]);
  await signIn(page, ana);
  await write(page, {});
  const to = part.field(page, 'To');
  await to.pressSequentially('mor');
  await expect(people(page)).toHaveText(['Morel, Zoé zoe@else.example']);
  await expect(to).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Enter');
  expect(await chips(page)).toEqual(['Morel, Zoé <zoe@else.example>']);
  await expect(people(page)).toHaveCount(0);

  // A middle of a name finds, too; Escape closes the list and not the letter.
  await to.pressSequentially('add');
  await expect(people(page)).toHaveText(['karim.haddad@else.example']);
  await page.keyboard.press('Escape');
  await expect(people(page)).toHaveCount(0);
  await expect(part.composer(page)).toBeVisible();
  await to.fill('');

  // Names are text, whatever they hold (S-10).
  await to.pressSequentially('z');
  await expect(people(page)).toHaveText([`${hostile} zorro@evil.example`]);
  await page.keyboard.press('Shift+Delete');
  await expect(part.said(page, 'is no longer suggested')).toBeVisible();
  await expect(people(page)).toHaveCount(0);
  await to.fill('');
  await to.press('ArrowDown');
  await expect(people(page)).toHaveText(['karim.haddad@else.example']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(chip(page, 'karim.haddad@else.example')).toBeVisible();
  await expect(to).toBeFocused();
  await expect(page).not.toHaveTitle('run');
});

test('what people regret is asked before the letter leaves, once, and may be meant', async ({
  page,
  ana,
  bruno,
}) => {
  await signIn(page, ana);
  await write(page, { to: bruno.address, text: 'The list is attached.' });
  await sendButton(page).click();
  await expect(question(page).getByRole('listitem')).toHaveText([
    'It has no subject.',
    'It says “attached”, but no file is attached.',
  ]);
  await page.keyboard.press('Escape');
  await expect(question(page)).toHaveCount(0);
  await expect(part.composer(page)).toBeVisible();
  await expect.poll(async () => (await ana.find('uid', 'mailbox', 'Sent', 'all')).trim()).toBe('');
  await part.field(page, 'Subject').fill('The list');
  await sendButton(page).click();
  await expect(question(page).getByRole('listitem')).toHaveCount(1);
  await question(page).getByRole('button', { name: 'Send anyway' }).click();
  await expect(part.said(page, /^Sen/)).toBeVisible();
  await expect(part.composer(page)).toHaveCount(0);
});

test('many visible recipients can be hidden, and a slip of the finger is seen', async ({
  page,
  ana,
}) => {
  await signIn(page, ana);
  const many = Array.from({ length: 10 }, (_, i) => `n${i}@else.example`);
  await write(page, { to: [...many, 'ana@gmial.com'].join(', '), subject: 'To all', text: 'Hi' });
  await sendButton(page).click();
  await expect(question(page)).toContainText(
    'You never wrote to ana@gmial.com. Did you mean gmail.com?',
  );
  await expect(question(page)).toContainText('11 recipients see each other’s addresses.');
  await question(page).getByRole('button', { name: 'Move everybody to Bcc' }).click();
  await expect(question(page)).toHaveCount(0);
  await expect(part.field(page, 'Bcc').locator('xpath=..')).toContainText('n9@else.example');
  await expect(part.field(page, 'To').locator('xpath=..')).not.toContainText('@');
});

test('an answer to everybody on a list is asked about', async ({ page, ana }) => {
  await ana.has('INBOX', [
    {
      subject: 'Rehearsal',
      from: 'Zoé <zoe@else.example>',
      to: 'choir@lists.example, bo@else.example',
      headers: { 'List-Id': '<choir.lists.example>', 'List-Post': '<mailto:choir@lists.example>' },
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Rehearsal');
  await part.act(page, 'Reply all').click();
  await expect(part.field(page, 'Subject')).toHaveValue('Re: Rehearsal');
  await sendButton(page).click();
  await expect(question(page).getByRole('listitem')).toHaveText([
    'Your answer goes to everybody on the mailing list choir@lists.example.',
  ]);
});

test('priority and the wish for a receipt are shown, and travel', async ({ page, ana, bruno }) => {
  await signIn(page, ana);
  await write(page, { to: bruno.address, subject: 'Urgent', text: 'Now' });
  const more = part.composer(page).getByRole('button', { name: 'More', exact: true });
  for (const choice of ['High', 'Ask for a read receipt', 'Français']) {
    await more.click();
    await page.getByRole('menuitem', { name: choice }).click();
  }
  const marks = part.composer(page).getByRole('list', { name: 'Wishes of this letter' });
  await expect(marks.getByRole('listitem')).toHaveText(['High priority', 'Read receipt']);
  await expect(part.field(page, 'Subject')).toHaveAttribute('lang', 'fr');
  await send(page);
  await expect
    .poll(() => bruno.find('hdr', 'mailbox', 'INBOX', 'all'))
    .toMatch(/^Importance: high/im);
  const head = await bruno.find('hdr', 'mailbox', 'INBOX', 'all');
  expect(head).toContain(`Disposition-Notification-To: ${ana.address}`);
});

test.describe('on a phone, in French', () => {
  test.use({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: 'fr-FR',
  });

  test('a touch opens what can be done with a recipient', async ({ page, ana }) => {
    await page.goto('/login');
    await page.getByRole('textbox', { name: 'Adresse électronique' }).fill(ana.address);
    await page.getByLabel('Mot de passe', { exact: true }).fill(ana.password);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('button', { name: 'Écrire' }).last().tap();
    const letter = page.getByRole('dialog', { name: 'Nouveau message' });
    await letter.getByRole('combobox', { name: 'À', exact: true }).fill('Léa <lea@else.example>');
    await page.keyboard.press('Enter');
    await letter.getByText('<lea@else.example>').tap();
    await page.getByRole('menuitem', { name: 'Déplacer vers Cci' }).tap();
    await expect(letter.getByRole('combobox', { name: 'Cci' }).locator('xpath=..')).toContainText(
      'lea@else.example',
    );
    await letter.getByRole('button', { name: 'Envoyer', exact: true }).tap();
    const asked = page.getByRole('dialog', { name: 'Avant que cette lettre parte' });
    await expect(asked.getByRole('listitem')).toHaveText(['Elle n’a pas d’objet.']);
    await asked.getByRole('button', { name: 'Revenir' }).tap();
    await expect(letter).toBeVisible();
  });
});

/** Names and addresses of To, in their order. */
const chips = (page: Page) =>
  part.field(page, 'To').locator('xpath=..').locator('[role=button]').allInnerTexts();
