import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { openMessage, part, send, signIn, write } from './mail-page.ts';

const list = (page: Page) => page.getByRole('list', { name: 'Identities' }).getByRole('listitem');
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });
const from = (page: Page) => part.composer(page).getByRole('combobox', { name: 'From' });

test('an identity is made, writes, is changed, deleted and brought back', async ({
  page,
  ana,
  bruno,
  rig,
}) => {
  test.slow();
  const alias = `bureau-${ana.address}`;
  await rig.stack.addAlias(alias, ana.address);
  await signIn(page, ana);
  await page.goto('/settings/identities');
  await expect(list(page)).toHaveText([`ana${ana.address}`]);
  await page.getByRole('button', { name: 'New identity' }).click();
  const made = dialog(page, 'New identity');
  await made.getByLabel('Name', { exact: true }).fill('Le bureau, “Tilleuls”');
  await expect(made.getByLabel('Address', { exact: true })).toHaveValue(alias);
  await made.getByLabel(/^Answers go to/).fill('nobody');
  await made.getByRole('button', { name: 'Save' }).click();
  await expect(made.getByRole('alert')).toContainText('nobody is not a complete address');
  await made.getByLabel(/^Answers go to/).fill('tous@else.example');
  await made.getByRole('textbox', { name: 'Signature' }).click();
  await page.keyboard.type('The office');
  await made.getByLabel('Begin new letters with this identity').check();
  await made.getByRole('button', { name: 'Save' }).click();
  await expect(made).toHaveCount(0);
  await expect(list(page).nth(1)).toContainText('Default');
  await expect(list(page).nth(1)).toContainText('The office');

  await page.goto('/mail/INBOX');
  await write(page, { to: bruno.address, subject: 'From the office', text: 'Hello' });
  await expect(from(page).getByRole('option')).toHaveText([
    `ana <${ana.address}>`,
    `Le bureau, “Tilleuls” <${alias}>`,
  ]);
  await expect(from(page)).toHaveValue(alias);
  await send(page);
  await expect
    .poll(() => bruno.find('hdr.reply-to', 'mailbox', 'INBOX', 'all'))
    .toContain('tous@else.example');
  const sender = await bruno.find('hdr.from.utf8', 'mailbox', 'INBOX', 'all');
  expect(sender).toContain(`Le bureau, “Tilleuls”`);
  expect(sender).toContain(`<${alias}>`);

  await page.goto('/settings/identities');
  await page.getByRole('button', { name: 'Delete Le bureau, “Tilleuls”' }).click();
  await expect(list(page)).toHaveCount(1);
  await part
    .said(page, /deleted/)
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(list(page)).toHaveCount(2);
  await expect(list(page).nth(1)).toContainText('The office');
});

test('an address of somebody else is refused in words', async ({
  page,
  ana,
  bruno,
  complaints,
}) => {
  complaints.foresee(/422/);
  await signIn(page, ana);
  await page.goto('/settings/identities');
  await page.getByRole('button', { name: 'New identity' }).click();
  const made = dialog(page, 'New identity');
  await made.getByLabel('Address', { exact: true }).fill(bruno.address);
  await made.getByRole('button', { name: 'Save' }).click();
  await expect(made.getByRole('alert')).toHaveText(
    'The server does not let you send from this address.',
  );
});

test('an answer comes from the identity that was written to, seen or unseen', async ({
  page,
  ana,
  rig,
}) => {
  const alias = `choir-${ana.address}`;
  await rig.stack.addAlias(alias, ana.address);
  await ana.has('INBOX', [
    { subject: 'To the alias', to: alias },
    { subject: 'In secret', to: 'all@lists.example', headers: { 'X-Original-To': alias } },
    { subject: 'With a detail', to: ana.address.replace('@', '+lists@') },
  ]);
  await signIn(page, ana);
  for (const [subject, address] of [
    ['To the alias', alias],
    ['In secret', alias],
    ['With a detail', ana.address],
  ] as const) {
    await openMessage(page, subject);
    await part.act(page, 'Reply').click();
    await expect(from(page)).toHaveValue(address);
    await part.composer(page).getByRole('button', { name: 'Discard draft' }).click();
    await page.goto('/mail/INBOX');
  }
});

test('a signature keeps its plain looks and nothing that runs (S-10)', async ({ page, ana }) => {
  await signIn(page, ana);
  await page.goto('/settings/identities');
  await page.getByRole('button', { name: 'Change ana' }).click();
  const changed = dialog(page, 'Change identity');
  const words = changed.getByRole('textbox', { name: 'Signature' });
  await words.click();
  await words.evaluate((element) => {
    const data = new DataTransfer();
    data.setData(
      'text/html',
      '<b>Ana</b> <a href="javascript:alert(1)">x</a><img src="https://evil.example/p.gif" onerror="alert(1)"><script>document.title="run"</script>',
    );
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await expect(words).toHaveText(/Ana x/);
  expect(await words.evaluate((element) => element.innerHTML)).not.toMatch(
    /script|evil|onerror|<img/,
  );
  await changed.getByRole('button', { name: 'Save' }).click();
  await expect(list(page)).toContainText('Ana x');
  await page.getByRole('button', { name: 'Change ana' }).click();
  await expect(words.getByText('Ana')).toHaveCSS('font-weight', '700');
  await expect(page).not.toHaveTitle('run');
});

test('a template is made, put into a letter with its fields, and kept from a letter', async ({
  page,
  ana,
}) => {
  test.slow();
  await signIn(page, ana);
  await page.goto('/settings/identities');
  await page.getByRole('button', { name: 'New template' }).click();
  const made = dialog(page, 'New template');
  await made.getByRole('button', { name: 'Save' }).click();
  await expect(made.getByRole('alert')).toHaveText('Give the template a name.');
  await made.getByLabel('Name of the template').fill('Thanks');
  await made.getByLabel('Subject (may stay empty)').fill('Thank you, {{first name}}');
  await made.getByLabel('Text', { exact: true }).fill('Dear {{first name}},\n\nthank you.\n');
  await made.getByRole('button', { name: '{{my name}}' }).click();
  await made.getByRole('button', { name: 'Save' }).click();
  await expect(made).toHaveCount(0);

  await page.goto('/mail/INBOX');
  await write(page, { to: '"Morel, Zoé" <zoe@else.example>' });
  await part.composer(page).getByRole('button', { name: 'Templates' }).click();
  await page.getByRole('menuitem', { name: 'Thanks' }).click();
  await expect(part.field(page, 'Subject')).toHaveValue('Thank you, Zoé');
  const message = part.field(page, 'Message');
  await expect(message).toContainText('Dear Zoé,');
  await expect(message).toContainText('ana');

  await part.composer(page).getByRole('button', { name: 'Templates' }).click();
  await page.getByRole('menuitem', { name: 'Keep this letter as a template…' }).click();
  const kept = dialog(page, 'Keep this letter as a template…');
  await expect(kept.getByLabel('Text', { exact: true })).toHaveValue(/Dear Zoé,/);
  await kept.getByLabel('Name of the template').fill('Zoé again');
  await kept.getByRole('button', { name: 'Save' }).click();
  await expect(part.said(page, 'Template Zoé again kept')).toBeVisible();

  await part.composer(page).getByRole('button', { name: 'Discard draft' }).click();
  await page.goto('/settings/identities');
  const templates = page.getByRole('list', { name: 'Templates' }).getByRole('listitem');
  await expect(templates).toHaveCount(2);
  await page.getByRole('button', { name: 'Delete template Thanks' }).click();
  await expect(templates).toHaveCount(1);
  await part
    .said(page, /Thanks deleted/)
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(templates).toHaveCount(2);
});
