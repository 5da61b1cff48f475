import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import {
  addRecipient,
  openFolder,
  openMessage,
  part,
  send,
  sendButton,
  signIn,
  write,
} from './mail-page.ts';

test('a letter arrives in the other’s open page, and its copy in Sent', async ({
  page,
  ana,
  bruno,
  otherBrowser,
}) => {
  await signIn(page, ana);
  const brunos = await otherBrowser();
  await signIn(brunos, bruno);
  await write(page, {
    to: bruno.address,
    subject: 'Été à l’école ☀',
    text: 'Première ligne\n\n.a line with a dot\nFrom here on',
  });
  await send(page);
  await expect(part.composer(page)).toHaveCount(0);
  await openMessage(brunos, 'Été à l’école ☀');
  await expect(part.body(brunos).getByText('.a line with a dot')).toBeVisible();
  await expect(part.body(brunos).getByText('From here on')).toBeVisible();
  await openFolder(page, 'Sent');
  await expect(part.row(page, 'Été à l’école ☀')).toBeVisible();
  await openMessage(page, 'Été à l’école ☀');
  await expect(part.body(page).getByText('.a line with a dot')).toBeVisible();
});

test('a reply keeps the thread, quotes and marks what it answers', async ({ page, ana, bruno }) => {
  await ana.has('INBOX', [
    {
      subject: 'The roof',
      from: bruno.address,
      text: 'It leaks.\nBadly.',
      messageId: '<third@else.example>',
      references: ['<first@else.example>', '<second@else.example>'],
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'The roof');
  await part.act(page, 'Reply').click();
  await expect(part.field(page, 'Subject')).toHaveValue('Re: The roof');
  expect(await recipients(page)).toEqual([bruno.address]);
  await expect(part.field(page, 'Message')).toHaveValue(/wrote:\n> It leaks\.\n> Badly\./);
  await expect(part.field(page, 'Message')).toBeFocused();
  await page.keyboard.type('I come on Monday.');
  await send(page);
  await expect
    .poll(() => bruno.find('hdr', 'mailbox', 'INBOX', 'all'))
    .toMatch(/^In-Reply-To: <third@else\.example>/im);
  const head = await bruno.find('hdr', 'mailbox', 'INBOX', 'all');
  const references = /^References:((?:.|\n[ \t])*)/im.exec(head)?.[1]?.match(/<[^>]+>/g);
  expect(references).toEqual([
    '<first@else.example>',
    '<second@else.example>',
    '<third@else.example>',
  ]);
  expect(head).toMatch(/^Message-ID: <[0-9a-f-]{36}@test\.example>/im);
  await expect
    .poll(() => bruno.find('text', 'mailbox', 'INBOX', 'all'))
    .toMatch(/I come on Monday\.[\s\S]*> It leaks\./);
  await expect(part.row(page, 'The roof').getByRole('img', { name: 'Answered' })).toBeVisible();
});

test('“Reply all” answers everybody but oneself', async ({ page, ana, bruno, somebody }) => {
  const eva = await somebody('eva');
  await ana.has('INBOX', [
    {
      subject: 'To all of us',
      from: bruno.address,
      to: [ana.address.toUpperCase(), eva.address],
      cc: ['Paul <paul@else.example>', bruno.address],
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'To all of us');
  await part.act(page, 'Reply all').click();
  await expect
    .poll(() => recipients(page))
    .toEqual([bruno.address, eva.address, 'paul@else.example']);
});

test('a forwarded letter carries what was written', async ({ page, ana, bruno }) => {
  await ana.has('INBOX', [{ subject: 'Recipe', text: 'Two eggs.' }]);
  await signIn(page, ana);
  await openMessage(page, 'Recipe');
  await part.act(page, 'Forward').click();
  await expect(part.field(page, 'Subject')).toHaveValue('Fwd: Recipe');
  await addRecipient(page, 'To', bruno.address);
  await send(page);
  await expect.poll(() => bruno.find('text', 'mailbox', 'INBOX', 'all')).toContain('Two eggs.');
  await expect(part.row(page, 'Recipe').getByRole('img', { name: 'Forwarded' })).toBeVisible();
});

test('a refused recipient is named, and not a word is lost', async ({ page, ana, complaints }) => {
  complaints.foresee(/4\d\d/);
  await signIn(page, ana);
  await write(page, {
    to: 'nobody-at-all@test.example',
    subject: 'To nobody',
    text: 'Every word of it.',
  });
  await sendButton(page).click();
  await expect(part.composer(page).getByRole('alert')).toContainText('nobody-at-all@test.example');
  await expect(part.field(page, 'Subject')).toHaveValue('To nobody');
  await expect(part.field(page, 'Message')).toHaveText('Every word of it.');
  await expect.poll(async () => (await ana.find('uid', 'mailbox', 'Sent', 'all')).trim()).toBe('');
});

test('one refused among others: the letter leaves, and the refused one is told', async ({
  page,
  ana,
  bruno,
  complaints,
}) => {
  complaints.foresee(/4\d\d/);
  await signIn(page, ana);
  await write(page, { to: bruno.address, subject: 'To some', text: 'Hello' });
  await addRecipient(page, 'To', 'nobody-at-all@test.example');
  await sendButton(page).click();
  await expect(part.refused(page, 'nobody-at-all@test.example')).toBeVisible();
});

test('an address that is none is told before anything is sent', async ({ page, ana }) => {
  await signIn(page, ana);
  await write(page, { to: 'bruno at home', subject: 'Wrong', text: 'Hello' });
  await sendButton(page).click();
  await expect(part.composer(page).getByRole('alert')).toContainText('is not a complete address');
  await expect(part.field(page, 'Message')).toHaveText('Hello');
});

test('a letter without recipients says so and stays', async ({ page, ana }) => {
  await signIn(page, ana);
  await write(page, { subject: 'To whom?', text: 'Hello' });
  await sendButton(page).click();
  await expect(part.composer(page).getByRole('alert')).toHaveText('Add at least one recipient.');
});

test('what is being written is there after a reload, and gone once it was sent', async ({
  page,
  ana,
  bruno,
}) => {
  await signIn(page, ana);
  await write(page, { to: bruno.address, subject: 'Long work', text: 'Chapter one' });
  await part.field(page, 'Message').press('End');
  await part.field(page, 'Message').pressSequentially(' and two');
  await page.reload();
  await expect(part.field(page, 'Message')).toHaveText('Chapter one and two');
  await expect(part.field(page, 'Subject')).toHaveValue('Long work');
  await expect.poll(() => recipients(page)).toEqual([bruno.address]);
  await send(page);
  await page.reload();
  await expect(part.rows(page).or(page.getByText('All read, all done.')).first()).toBeVisible();
  await expect(part.composer(page)).toHaveCount(0);
});

test('a discarded draft comes back with Undo', async ({ page, ana }) => {
  await signIn(page, ana);
  await write(page, { subject: 'Perhaps', text: 'Not sure' });
  await part.composer(page).getByRole('button', { name: 'Discard draft' }).click();
  await expect(part.composer(page)).toHaveCount(0);
  await part.said(page, 'Draft discarded').getByRole('button', { name: 'Undo' }).click();
  await expect(part.field(page, 'Message')).toHaveText('Not sure');
});

test('Bcc is in nobody’s copy but the writer’s', async ({ page, ana, bruno, somebody }) => {
  const eva = await somebody('eva');
  await signIn(page, ana);
  await write(page, { to: bruno.address, subject: 'Discreet', text: 'Hello' });
  await part.composer(page).getByRole('button', { name: 'Bcc', exact: true }).click();
  await addRecipient(page, 'Bcc', eva.address);
  await send(page);
  for (const who of [bruno, eva]) {
    await expect.poll(() => who.find('hdr', 'mailbox', 'INBOX', 'all')).toContain('Discreet');
    await expect.poll(() => who.find('hdr', 'mailbox', 'INBOX', 'all')).not.toMatch(/^Bcc:/im);
  }
  await expect.poll(() => bruno.find('text', 'mailbox', 'INBOX', 'all')).not.toContain(eva.address);
  const copy = await ana.find('hdr', 'mailbox', 'Sent', 'all');
  expect(copy).toMatch(new RegExp(`^Bcc: .*${eva.address}`, 'im'));
});

test('a double click sends once', async ({ page, ana, bruno }) => {
  await signIn(page, ana);
  await write(page, { to: bruno.address, subject: 'Once', text: 'Only once' });
  await sendButton(page).dblclick();
  await expect(part.said(page, /^Sent/)).toBeVisible();
  await expect.poll(() => bruno.find('uid', 'mailbox', 'INBOX', 'all')).toContain('uid:');
  // A second letter behind it: when this one is there, a double of the first would be, too.
  await write(page, { to: bruno.address, subject: 'Afterwards', text: 'Done' });
  await sendButton(page).click();
  await expect
    .poll(() => bruno.find('hdr.subject', 'mailbox', 'INBOX', 'all'))
    .toContain('Afterwards');
  const subjects = await bruno.find('hdr.subject', 'mailbox', 'INBOX', 'all');
  expect(subjects.match(/Once/g)).toHaveLength(1);
  const copies = await ana.find('hdr.subject', 'mailbox', 'Sent', 'all');
  expect(copies.match(/Once/g)).toHaveLength(1);
});

test('From offers the aliases, and the letter comes from the one chosen', async ({
  page,
  ana,
  bruno,
  rig,
}) => {
  const alias = `alias-of-${ana.address}`;
  await rig.stack.addAlias(alias, ana.address);
  await signIn(page, ana);
  await write(page, { to: bruno.address, subject: 'As somebody else', text: 'Hello' });
  const from = part.composer(page).getByRole('combobox', { name: 'From' });
  await expect(from.getByRole('option')).toHaveText([`ana <${ana.address}>`, alias]);
  await from.selectOption(alias);
  await send(page);
  await expect.poll(() => bruno.find('hdr.from', 'mailbox', 'INBOX', 'all')).toContain(alias);
});

test('a reply to an alias comes from the alias', async ({ page, ana, rig }) => {
  const alias = `alias-of-${ana.address}`;
  await rig.stack.addAlias(alias, ana.address);
  await ana.has('INBOX', [{ subject: 'To the alias', to: alias }]);
  await signIn(page, ana);
  await openMessage(page, 'To the alias');
  await part.act(page, 'Reply').click();
  await expect(part.composer(page).getByRole('combobox', { name: 'From' })).toHaveValue(alias);
});

/** Addresses of all chips, in their order. */
async function recipients(page: Page): Promise<string[]> {
  const buttons = await part
    .composer(page)
    .getByRole('button', { name: /^Remove / })
    .all();
  const names = await Promise.all(buttons.map((one) => one.getAttribute('aria-label')));
  return names.map((name) => name!.replace('Remove ', ''));
}
