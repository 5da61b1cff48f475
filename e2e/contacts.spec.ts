/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { RED_PNG } from './letters.ts';
import {
  listIsThere,
  openAccountMenu,
  openMessage,
  part,
  send,
  signIn,
  write,
} from './mail-page.ts';

const people = (page: Page) => page.getByRole('grid', { name: 'People' });
const row = (page: Page, name: string | RegExp) => people(page).getByRole('row', { name });
const shownContact = (page: Page) => page.getByRole('article', { name: 'Contact' });

async function openContacts(page: Page) {
  await page.goto('/contacts');
  await expect(people(page)).toHaveAttribute('aria-busy', 'false');
}

/** Chooses a file where the page asks for one. */
async function bring(page: Page, name: string, text: string) {
  await page.goto('/contacts/import');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
}

const card = (...lines: string[]) =>
  ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n');

async function importCards(page: Page, ...cards: string[][]) {
  await bring(page, 'people.vcf', cards.map((lines) => card(...lines)).join(''));
  await page.getByRole('button', { name: /^Import \d+ contacts?$/ }).click();
  await expect(part.said(page, /contacts? added/)).toBeVisible();
  await expect(people(page)).toBeVisible();
}

const textOf = async (download: Download) => readFile(await download.path(), 'utf8');

test('somebody is added, found without accents, changed, and deleted with a way back', async ({
  signedIn: page,
}) => {
  await openAccountMenu(page);
  await page.getByRole('menuitem', { name: 'Contacts' }).click();
  await expect(page.getByText('Nobody is here yet.')).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'New contact' }).last().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Zoé Été');
  await page.getByRole('textbox', { name: 'Email address' }).fill('not an address');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('“not an address” is not an email address');
  await page.getByRole('textbox', { name: 'Email address' }).fill('zoe@else.example');
  await page.getByRole('button', { name: 'Add an address' }).click();
  await page.getByRole('textbox', { name: 'Email address 2' }).fill('zoe@home.example');
  await page.getByRole('button', { name: 'Make it the preferred one' }).click();
  await page.getByRole('textbox', { name: 'Day' }).fill('29');
  await page.getByRole('combobox', { name: 'Month' }).selectOption('February');
  await page.getByRole('textbox', { name: 'Notes' }).fill('Sings alto.\nTuesdays.');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'z.png', mimeType: 'image/png', buffer: RED_PNG });
  await expect(page.getByRole('button', { name: 'Another picture' })).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();

  const shown = shownContact(page);
  await expect(shown.getByRole('heading', { name: 'Zoé Été' })).toBeVisible();
  await expect(shown.getByRole('button', { name: /^zoe@/ }).first()).toHaveText('zoe@home.example');
  await expect(shown).toContainText('29 February');
  await expect(shown).toContainText('Sings alto.\nTuesdays.');
  const picture = row(page, /^Zoé Été/).locator('img');
  await expect(picture).toHaveJSProperty('complete', true);
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(
    0,
  );

  await page.reload();
  await page.getByRole('searchbox', { name: 'Search contacts' }).fill('ete zoe');
  await expect(row(page, /^Zoé Été/)).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search contacts' }).fill('nobody');
  await expect(page.getByText('Nobody is called “nobody”')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await shownContact(page).getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete contact' }).click();
  await expect(part.said(page, 'Zoé Été deleted')).toBeVisible();
  await expect(row(page, /^Zoé Été/)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, /^Zoé Été/).locator('img')).toBeVisible();
});

test('by keyboard alone: to the contacts, through the list, several chosen and deleted', async ({
  signedIn: page,
}) => {
  await importCards(page, ['FN:Ada'], ['FN:Bob'], ['FN:Cleo']);
  await page.goto('/mail/INBOX');
  await listIsThere(page);
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(row(page, 'Ada')).toBeVisible();
  await row(page, 'Ada').focus();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 'Bob')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(shownContact(page).getByRole('heading', { name: 'Bob' })).toBeVisible();
  await row(page, 'Bob').focus();
  await page.keyboard.press(' ');
  await page.keyboard.press('End');
  await expect(row(page, 'Cleo')).toBeFocused();
  await page.keyboard.press(' ');
  await expect(page.getByRole('region', { name: '2 selected' })).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(part.said(page, '2 contacts deleted')).toBeVisible();
  await expect(people(page).getByRole('row')).toHaveCount(1);
});

test('a group is made, written to by its name, renamed and dissolved', async ({
  signedIn: page,
}) => {
  await importCards(
    page,
    ['FN:Ada', 'EMAIL:ada@else.example', 'EMAIL;TYPE=pref:ada@work.example'],
    ['FN:Bob', 'EMAIL:bob@else.example'],
    ['FN:Cleo'],
  );
  await row(page, /^Ada/).getByRole('checkbox').click({ force: true });
  await row(page, /^Bob/).getByRole('checkbox').click({ force: true });
  await page.getByRole('button', { name: 'Groups' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'New group' }).fill('Café choir');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(part.said(page, 'Groups of 2 people changed')).toBeVisible();
  const parts = page.getByRole('combobox', { name: 'Contacts shown' });
  await parts.selectOption('Café choir (2)');
  await expect(people(page).getByRole('row')).toHaveCount(2);

  await write(page, {});
  await part.field(page, 'To').fill('cafe CHOIR');
  await part.field(page, 'To').press('Enter');
  await expect(part.composer(page)).toContainText('ada@work.example');
  await expect(part.composer(page)).toContainText('bob@else.example');
  await page.getByRole('button', { name: 'Discard draft' }).click();

  const more = page.getByRole('region', { name: 'Contacts' }).getByRole('button', { name: 'More' });
  await more.click();
  await page.getByRole('menuitem', { name: 'Rename the group' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('Singers');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(parts).toHaveValue('group:Singers');
  await expect(people(page).getByRole('row')).toHaveCount(2);
  await more.click();
  await page.getByRole('menuitem', { name: 'Dissolve the group' }).click();
  await expect(part.said(page, 'Group Singers dissolved')).toBeVisible();
  await expect(people(page).getByRole('row')).toHaveCount(3);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(parts.getByRole('option', { name: 'Singers (2)' })).toBeAttached();
});

test('duplicates are found, seen side by side, made one, and two again', async ({
  signedIn: page,
}) => {
  await importCards(
    page,
    ['FN:Jean Dupont', 'EMAIL:jean@else.example', 'NOTE:plays'],
    ['FN:Dupont\\, Jéan', 'EMAIL:j@work.example', 'NOTE:sings'],
    ['FN:Other'],
  );
  await page
    .getByRole('region', { name: 'Contacts' })
    .getByRole('button', { name: 'More' })
    .click();
  await page.getByRole('menuitem', { name: 'Merge 1 duplicate' }).click();
  const sides = page.getByRole('region', { name: 'Duplicates' });
  await expect(sides).toContainText('plays');
  await expect(sides).toContainText('sings');
  await sides.getByRole('button', { name: /^Merge the entries of/ }).click();
  await expect(sides).toContainText('Nobody is here twice.');
  await expect(people(page).getByRole('row')).toHaveCount(2);
  await row(page, /Dupont/).click();
  for (const words of ['plays', 'sings', 'jean@else.example', 'j@work.example'])
    await expect(shownContact(page)).toContainText(words);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(people(page).getByRole('row')).toHaveCount(3);
});

test('a table is looked at before it is brought in, and goes as one', async ({
  signedIn: page,
}) => {
  await importCards(page, ['FN:Ada', 'EMAIL:ada@else.example', 'NOTE:mine']);
  const rows = [
    'Prénom;Nom;Adresse de messagerie;Tél. mobile;Couleur',
    'Ada;L.;ADA@else.example;+33 6;rouge',
    'Bob;B.;bob@else.example;;',
    ';;;;seule',
  ];
  await bring(page, 'contacts.csv', rows.join('\r\n'));
  const pane = page.getByRole('region', { name: 'Import contacts' });
  await expect(pane.getByRole('status')).toContainText(
    '2 people in the file: 1 new, 1 already in your contacts. 1 entry cannot be read.',
  );
  await pane.getByText('1 entry that cannot be read').click();
  await expect(pane).toContainText('Row 4: it names nobody');
  await expect(pane.getByRole('table')).toContainText('Couleur: rouge');
  await pane.getByText('What the 5 columns mean').click();
  await pane.getByRole('combobox', { name: /^Couleur/ }).selectOption('Groups');
  await expect(pane.getByRole('table')).not.toContainText('Couleur: rouge');
  await expect(people(page).getByRole('row')).toHaveCount(1);
  await pane.getByRole('button', { name: 'Import 2 contacts' }).click();
  await expect(part.said(page, '1 contact added, 1 completed')).toBeVisible();
  await expect(people(page).getByRole('row')).toHaveCount(2);
  await row(page, /^Ada/).click();
  for (const words of ['mine', '+33 6', 'rouge'])
    await expect(shownContact(page)).toContainText(words);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(people(page).getByRole('row')).toHaveCount(1);
});

test('thousands come in with progress; what is given up leaves nothing', async ({
  signedIn: page,
}) => {
  test.slow();
  const many = Array.from({ length: 5000 }, (_, i) => card(`FN:P${i}`, `EMAIL:p${i}@else.example`));
  await bring(page, 'many.vcf', many.join(''));
  const pane = page.getByRole('region', { name: 'Import contacts' });
  let letGo: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let asked = 0;
  await page.route('**/api/contacts/imports', async (route) => {
    if (++asked > 2) await held;
    await route.continue();
  });
  await pane.getByRole('button', { name: 'Import 5,000 contacts' }).click();
  await expect(pane.getByRole('progressbar')).toBeVisible();
  await expect.poll(() => asked).toBe(3);
  await pane.getByRole('button', { name: 'Cancel' }).click();
  letGo();
  await expect(part.said(page, 'Import cancelled; nothing was added')).toBeVisible();
  await expect(page.getByText('Nobody is here yet.')).toBeVisible();

  await page.unroute('**/api/contacts/imports');
  await pane.getByRole('button', { name: 'Import 5,000 contacts' }).click();
  await expect(part.said(page, '5,000 contacts added')).toBeVisible({ timeout: 30_000 });
  await expect(people(page)).toHaveAttribute('aria-rowcount', '5000');
  expect(await people(page).getByRole('row').count()).toBeLessThan(60);
  await row(page, 'P0, p0@else.example').focus();
  await page.keyboard.press('End');
  await expect(row(page, 'P4999, p4999@else.example')).toBeFocused();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(page.getByText('Nobody is here yet.')).toBeVisible({ timeout: 30_000 });
});

test('what goes out as a file comes in as it was', async ({ signedIn: page }) => {
  await importCards(page, [
    'FN:=HYPERLINK("x")',
    'EMAIL;TYPE=HOME:a@else.example',
    'TEL;TYPE=CELL:+33 6 12',
    'X-SECRET;A=b:kept',
  ]);
  const save = async (form: string) => {
    await page
      .getByRole('region', { name: 'Contacts' })
      .getByRole('button', { name: 'More' })
      .click();
    await page.getByRole('menuitem', { name: 'Export contacts' }).click();
    await page.getByRole('radio', { name: form }).check();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export', exact: true }).click(),
    ]);
    return download;
  };
  const vcf = await save('vCard 3.0, for most programs and phones');
  expect(vcf.suggestedFilename()).toBe('Contacts.vcf');
  expect(await textOf(vcf)).toContain('\r\nX-SECRET;A=b:kept\r\n');
  expect(await textOf(await save('vCard 4.0, the newer form'))).toContain('VERSION:4.0');
  const csv = await textOf(await save('CSV table, without pictures'));
  expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
  expect(csv).toContain('+33 6 12');
});

test('a sender becomes a contact; those one writes to are kept apart', async ({
  page,
  ana,
  bruno,
}) => {
  await ana.has('INBOX', [{ subject: 'From outside', from: 'Clara Vidal <clara@else.example>' }]);
  await signIn(page, ana);
  await openMessage(page, 'From outside');
  await part.act(page, 'More').click();
  await page.getByRole('menuitem', { name: 'Add Clara Vidal to contacts' }).click();
  await expect(part.said(page, 'Clara Vidal added to contacts')).toBeVisible();
  await part.act(page, 'More').click();
  await page.getByRole('menuitem', { name: 'Clara Vidal in your contacts' }).click();
  await expect(shownContact(page).getByRole('heading', { name: 'Clara Vidal' })).toBeVisible();
  await shownContact(page).getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Messages with this person' }).click();
  await expect(page.getByRole('grid').getByRole('row', { name: /From outside/ })).toBeVisible();

  await page.goto('/mail/INBOX');
  await write(page, { to: bruno.address, subject: 'Hello', text: 'Hello' });
  await send(page);
  await openContacts(page);
  await expect(row(page, /bruno/)).toHaveCount(0);
  const parts = page.getByRole('combobox', { name: 'Contacts shown' });
  await parts.selectOption('People I wrote to (1)');
  await row(page, /bruno/).click();
  await shownContact(page).getByRole('button', { name: 'Add to contacts' }).click();
  await parts.selectOption('All contacts (2)');
  await expect(row(page, /bruno/)).toBeVisible();
});

test('another page of the account shows the change at once', async ({
  signedIn: page,
  ana,
  otherBrowser,
}) => {
  const other = await otherBrowser();
  await signIn(other, ana);
  await openContacts(other);
  await importCards(page, ['FN:Ada']);
  await expect(row(other, 'Ada')).toBeVisible();
});

test('a hostile card is text wherever it is shown (S-10, S-11)', async ({ signedIn: page }) => {
  const vector = '"><img src=x onerror=alert(1)><svg/onload=alert(2)>';
  page.on('dialog', () => expect('a dialog').toBe('none'));
  await importCards(page, [
    `FN:${vector}`,
    `ORG:${vector}`,
    `EMAIL:${'<script>'.replace(/[<>]/g, '')}x@else.example`,
    `TEL:${vector}`,
    `TEL:javascript:alert(3)`,
    `NOTE:${vector}`,
    `CATEGORIES:${vector}`,
    `URL:javascript:alert(4)`,
    `X-EVIL:${vector}`,
    `item1.EMAIL:y@else.example`,
    `item1.X-ABLabel:${vector}`,
  ]);
  await row(page, /img src=x/).click();
  await expect(shownContact(page).getByRole('heading', { name: vector })).toBeVisible();
  await shownContact(page).getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue(vector);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.goto('/contacts/duplicates');
  await expect(page.getByRole('region', { name: 'Duplicates' })).toBeVisible();
  expect(await page.locator('img[src="x"], svg[onload], a[href^="javascript:"]').count()).toBe(0);
});
