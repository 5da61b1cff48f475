import type { Locator, Page } from '@playwright/test';
import { expect, type Person, test } from './fixtures.ts';
import { listIsThere, openMessage, part, signIn } from './mail-page.ts';

const list = (page: Page) => page.getByRole('list', { name: 'Filters', exact: true });
const names = (page: Page) => list(page).getByRole('listitem');
const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const script = (page: Page) => page.getByRole('textbox', { name: 'Script' });

async function openFilters(page: Page, who: Person) {
  await signIn(page, who);
  await page.goto('/settings/filters');
  await expect(page.getByRole('button', { name: 'New filter' })).toBeVisible();
}

/** Subjects of a folder, as the server has them. */
const subjectsIn = (who: Person, folder: string) =>
  who.find('hdr.subject', 'mailbox', folder, 'all');

/** A rule that looks for words in the subject and moves to Archive, made in the editor. */
async function makeRule(page: Page, name: string, words: string) {
  await page.getByRole('button', { name: 'New filter' }).click();
  const made = dialog(page, 'New filter');
  await made.getByLabel('Name', { exact: true }).fill(name);
  await made.getByLabel('Look at').selectOption('Subject');
  await made.getByLabel('Value', { exact: true }).fill(words);
  await made.getByLabel('Folder', { exact: true }).selectOption('Archive');
  await made.getByRole('button', { name: 'Save filter' }).click();
  await expect(made).toHaveCount(0);
}

const press = async (page: Page, target: Locator, key: string) => {
  await expect(target).toBeFocused();
  await page.keyboard.press(key);
};

test('a filter is made by keyboard, moves what arrives, and what is here already with Undo', async ({
  page,
  ana,
}) => {
  test.slow();
  await ana.has('INBOX', [{ subject: 'Choir of before' }, { subject: 'A walk' }]);
  await openFilters(page, ana);
  await page.getByRole('button', { name: 'New filter' }).focus();
  await page.keyboard.press('Enter');
  const made = dialog(page, 'New filter');
  await expect(made).toBeVisible();
  await made.getByRole('button', { name: 'Save filter' }).focus();
  await page.keyboard.press('Enter');
  await expect(made.getByRole('alert').first()).toHaveText('Write what to look for.');
  await made.getByLabel('Look at').focus();
  await page.keyboard.type('Subject');
  await page.keyboard.press('Tab');
  await press(page, made.getByLabel('Compare'), 'Tab');
  await expect(made.getByLabel('Value', { exact: true })).toBeFocused();
  await page.keyboard.type('choir');
  await expect(made.getByRole('status')).toHaveText('1 message in Inbox matches');
  await made.getByLabel('Folder', { exact: true }).focus();
  await page.keyboard.type('Archive');
  await made.getByLabel(/^Also run now/).focus();
  await page.keyboard.press('Space');
  await made.getByRole('button', { name: 'Save filter' }).focus();
  await page.keyboard.press('Enter');
  await expect(made).toHaveCount(0);
  await expect(names(page)).toHaveText([/Subject contains “choir” → move to Archive/]);
  await expect(part.said(page, /1 message in Inbox done/)).toBeVisible();
  await expect.poll(() => subjectsIn(ana, 'Archive')).toContain('Choir of before');
  await part.said(page, /done/).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => subjectsIn(ana, 'INBOX')).toContain('Choir of before');

  await ana.receives({ subject: 'Choir on Sunday' });
  await ana.receives({ subject: 'Nothing else' });
  await expect.poll(() => subjectsIn(ana, 'Archive')).toContain('Choir on Sunday');
  await expect.poll(() => subjectsIn(ana, 'INBOX')).toContain('Nothing else');

  const use = list(page).getByRole('switch', { name: /^Use/ });
  await use.focus();
  await page.keyboard.press('Space');
  await expect(use).not.toBeChecked();
  await expect
    .poll(() => ana.elsewhere(['sieve', 'get'], 'sobre'))
    .toMatch(/if false|"enabled":false/);
  await list(page)
    .getByRole('button', { name: /^Delete/ })
    .click();
  await expect(page.getByText('No filter yet.')).toBeVisible();
  await part
    .said(page, /deleted/)
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(names(page)).toHaveCount(1);
});

test('filters are put into another order, duplicated, and never closed over what was typed', async ({
  page,
  ana,
}) => {
  test.slow();
  await openFilters(page, ana);
  for (const name of ['One', 'Two', 'Three']) await makeRule(page, name, name);
  await expect(names(page)).toHaveText([/^One/, /^Two/, /^Three/]);
  await list(page).getByRole('button', { name: 'Move Three' }).focus();
  await page.keyboard.press('ArrowUp');
  await expect(names(page)).toHaveText([/^One/, /^Three/, /^Two/]);
  await expect(part.said(page, 'Three is now 2 of 3')).toBeAttached();
  await press(page, list(page).getByRole('button', { name: 'Move Three' }), 'ArrowUp');
  await expect(names(page)).toHaveText([/^Three/, /^One/, /^Two/]);
  const [from, to] = await Promise.all([
    list(page).getByRole('button', { name: 'Move Two' }).boundingBox(),
    names(page).first().boundingBox(),
  ]);
  await page.mouse.move(from!.x + 5, from!.y + 5);
  await page.mouse.down();
  await page.mouse.move(from!.x + 5, to!.y + 4, { steps: 5 });
  await page.mouse.up();
  await expect(names(page)).toHaveText([/^Two/, /^Three/, /^One/]);
  await expect
    .poll(async () => (await ana.elsewhere(['sieve', 'get'], 'sobre')).match(/rule:\[\w+/g))
    .toEqual(['rule:[Two', 'rule:[Three', 'rule:[One']);

  await page.getByRole('button', { name: 'Duplicate Three' }).click();
  await expect(names(page)).toHaveText([/^Two/, /^Three/, /^Three \(copy\)/, /^One/]);
  await page.getByRole('button', { name: 'Edit One' }).click();
  const edited = dialog(page, 'Change filter');
  await edited.getByLabel('Name', { exact: true }).fill('Uno');
  await page.keyboard.press('Escape');
  const question = page.getByRole('alertdialog', { name: 'Close without saving?' });
  await question.getByRole('button', { name: 'Keep editing' }).click();
  await expect(edited.getByLabel('Name', { exact: true })).toHaveValue('Uno');
  await edited.getByRole('button', { name: 'Add a condition' }).click();
  await edited.getByRole('button', { name: 'Cancel' }).click();
  await question.getByRole('button', { name: 'Discard changes' }).click();
  await expect(edited).toHaveCount(0);
  await expect(names(page)).toHaveText([/^Two/, /^Three/, /^Three \(copy\)/, /^One/]);
});

test('a message makes a filter, and its sender is blocked and unblocked', async ({ page, ana }) => {
  test.slow();
  await ana.has('INBOX', [
    {
      subject: 'Re: Spring concert',
      from: 'Clara Vidal <clara@else.example>',
      headers: { 'List-Id': '<choir.lists.example>' },
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Re: Spring concert');
  await part.act(page, 'More').click();
  await page.getByRole('menuitem', { name: 'Create filter from this message…' }).click();
  await dialog(page, /^Create filter/)
    .getByRole('button', { name: 'Mailing list contains “choir.lists.example”' })
    .click();
  const made = dialog(page, 'New filter');
  await expect(made.getByRole('status')).toHaveText('1 message in Inbox matches');
  await made.getByLabel('Folder', { exact: true }).selectOption('New folder…');
  await made.getByLabel('Folder name').fill('Chorale');
  await made.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(made.getByLabel('Folder', { exact: true })).toHaveValue('Chorale');
  await made.getByRole('button', { name: 'Save filter' }).click();
  await expect(part.said(page, /choir.lists.example.* saved/)).toBeVisible();
  await ana.receives({
    subject: 'To the list',
    headers: { 'List-Id': '<choir.lists.example>' },
  });
  await expect.poll(() => subjectsIn(ana, 'Chorale')).toContain('To the list');

  await part.act(page, 'More').click();
  await page.getByRole('menuitem', { name: 'Block sender' }).click();
  await expect(part.said(page, 'clara@else.example is blocked')).toBeVisible();
  await ana.receives({ subject: 'Blocked' });
  await expect.poll(() => subjectsIn(ana, 'Junk')).toContain('Blocked');
  await page.goto('/settings/filters?tab=blocked');
  const blocked = page.getByRole('list', { name: 'Blocked senders' });
  await page.getByLabel('Address, or domain with @').fill('nobody');
  await page.getByRole('button', { name: 'Block', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('neither an address nor a domain');
  await page.getByLabel('Address, or domain with @').fill('Spam.example');
  await page.getByRole('button', { name: 'Block', exact: true }).click();
  await expect(blocked.getByRole('listitem')).toHaveText([
    /clara@else.example/,
    /@spam.example.*Everybody at this domain/,
  ]);
  await page.getByRole('button', { name: 'Unblock clara@else.example' }).click();
  await expect(blocked.getByRole('listitem')).toHaveText([/@spam.example/]);
});

test('mail is forwarded once the password is given, and that is told (S-11)', async ({
  page,
  ana,
  bruno,
  complaints,
}) => {
  test.slow();
  complaints.foresee(/403|422/);
  await openFilters(page, ana);
  await tab(page, 'Forwarding').click();
  await page.getByRole('switch', { name: 'Forward all mail' }).click();
  await page.getByLabel('Email address').fill('nobody');
  await page.getByRole('button', { name: 'Save forwarding' }).click();
  await expect(page.getByRole('alert')).toHaveText(/nobody is not a complete address/);
  await page.getByLabel('Email address').fill(bruno.address);
  await page.getByRole('button', { name: 'Save forwarding' }).click();
  const proof = dialog(page, 'Confirm with your password');
  await proof.getByLabel('Password', { exact: true }).fill('wrong');
  await proof.getByRole('button', { name: 'Confirm' }).click();
  await expect(proof.getByRole('alert')).toBeVisible();
  await proof.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByLabel('Email address')).toHaveValue(bruno.address);
  await page.getByRole('button', { name: 'Save forwarding' }).click();
  await proof.getByLabel('Password', { exact: true }).fill(ana.password);
  await proof.getByRole('button', { name: 'Confirm' }).click();
  await expect(part.said(page, 'Mail is forwarded from now on.')).toBeVisible();
  await expect.poll(() => ana.find('text', 'mailbox', 'INBOX', 'all')).toContain(bruno.address);
  await ana.receives({ subject: 'Goes on' });
  await expect.poll(() => subjectsIn(bruno, 'INBOX')).toContain('Goes on');
  await expect.poll(() => subjectsIn(ana, 'INBOX')).toContain('Goes on');
});

test('the script is written by hand: faults, a custom rule, conflict and earlier versions', async ({
  page,
  ana,
  complaints,
}) => {
  test.slow();
  complaints.foresee(/409/);
  await openFilters(page, ana);
  await makeRule(page, 'Archive me', 'archive');
  await tab(page, 'Script').click();
  await expect(script(page)).toContainText('fileinto');
  const write = async (text: string) => {
    await script(page).click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.insertText(text);
  };
  await write('\nif size :over 5M { keep }\n');
  const fault = page.getByRole('list', { name: 'Faults' }).getByRole('button');
  await expect(fault).toHaveText(/^Line \d+: A semicolon is missing after “keep”/);
  await fault.click();
  await expect(script(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(script(page)).not.toBeFocused();
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(script(page)).not.toContainText('5M');
  await write(BY_HAND);
  await script(page).press('ControlOrMeta+s');
  await expect(part.said(page, 'Script saved')).toBeVisible();
  await tab(page, 'Filters').click();
  await expect(names(page)).toHaveText([/^Archive me/, /^By hand.*Custom/]);
  await page.getByRole('button', { name: 'Edit By hand as text' }).click();
  const custom = dialog(page, 'Edit filter as text');
  await expect(custom.getByRole('textbox', { name: 'Text of the filter' })).toContainText('allof');
  await page.keyboard.press('Escape');
  await expect(custom).toHaveCount(0);

  await tab(page, 'Script').click();
  await write('# mine');
  const other = await page.context().newPage();
  await other.goto('/settings/filters');
  await list(other).getByRole('switch', { name: 'Use Archive me' }).click();
  await expect(list(other).getByRole('switch', { name: 'Use Archive me' })).not.toBeChecked();
  await expect.poll(() => ana.elsewhere(['sieve', 'get'], 'sobre')).toMatch(/if false/);
  await other.close();
  await expect(script(page)).toContainText('# mine');
  await page.getByRole('button', { name: 'Save script' }).click();
  const conflict = dialog(page, 'The script was changed in another place');
  await expect(conflict.getByRole('region', { name: 'Yours' })).toContainText('# mine');
  await expect(conflict.getByRole('region', { name: 'On the server' })).toContainText('if false');
  await conflict.getByRole('button', { name: 'Keep mine' }).click();
  await expect(part.said(page, 'Script saved')).toBeVisible();
  await expect.poll(() => ana.elsewhere(['sieve', 'get'], 'sobre')).toContain('# mine');

  const versions = page.getByRole('list', { name: 'Earlier versions' }).getByRole('listitem');
  await expect(versions.first()).toContainText('if false');
  await versions
    .first()
    .getByRole('button', { name: /^Restore/ })
    .click();
  await expect(script(page)).toContainText('if false');
  await expect.poll(() => ana.elsewhere(['sieve', 'get'], 'sobre')).not.toContain('# mine');
});

test.describe('in French, on a phone', () => {
  test.use({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: 'fr-FR',
  });

  test('a filter is made with a finger, and the server being away is explained (F-25)', async ({
    page,
    ana,
    complaints,
  }) => {
    test.slow();
    complaints.foresee(/503|ERR_FAILED/);
    await page.goto('/login');
    await page.getByRole('textbox', { name: 'Adresse électronique' }).fill(ana.address);
    await page.getByLabel('Mot de passe', { exact: true }).fill(ana.password);
    await page.getByRole('button', { name: 'Se connecter' }).tap();
    await listIsThere(page);
    await page.goto('/settings/filters');
    await page.getByRole('button', { name: 'Partir de celui-ci : Factures' }).tap();
    const made = dialog(page, 'Nouveau filtre');
    await expect(made.getByLabel('Valeur', { exact: true })).toHaveValue('facture');
    await page.route('**/api/filters', (route) =>
      route.request().method() === 'PUT' ? route.abort() : route.continue(),
    );
    await made.getByRole('button', { name: 'Enregistrer le filtre' }).tap();
    await expect(made.getByRole('alert')).toContainText('Vérifiez votre connexion');
    await expect(made.getByLabel('Valeur', { exact: true })).toHaveValue('facture');
    await page.unroute('**/api/filters');
    await made.getByRole('button', { name: 'Enregistrer le filtre' }).tap();
    await expect(made).toHaveCount(0);
    const rule = page.getByRole('list', { name: 'Filtres' }).getByRole('listitem');
    await expect(rule).toContainText(
      'Objet contient « facture » → étiqueter À faire, mettre une étoile',
    );
    await ana.receives({ subject: 'Votre facture' });
    await expect
      .poll(() => ana.find('flags', 'mailbox', 'INBOX', 'subject', 'facture'))
      .toMatch(/\\Flagged.*\$label4|\$label4.*\\Flagged/);
  });
});

/** More than the editor knows: a choice within a choice. */
const BY_HAND = `
# rule:[By hand]
if anyof (not exists "X-A", allof (exists "X-B", exists "X-C"))
{
  keep;
}
`;
