/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures.ts';
import { HOSTILE_HTML, RED_PNG } from './letters.ts';
import { openMessage, part, signIn } from './mail-page.ts';

test('Ana reads a plain letter: who, when, every line, its links', async ({ page, ana }) => {
  await ana.has('INBOX', [
    {
      subject: 'Grüße aus Köln ☕',
      from: '"Jürgen Groß" <juergen@else.example>',
      text: 'Liebe Ana,\n\nsee https://else.example/a?b=1&c=2 for <more>.\n\n> an older\n> word\n\n-- \nJ.',
      date: new Date('2024-02-29T09:30:00Z'),
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Grüße aus Köln ☕');
  const message = part.message(page);
  await expect(message).toContainText('Jürgen Groß');
  await expect(message).toContainText('<juergen@else.example>');
  await expect(message).toContainText('for <more>.');
  await expect(message.getByRole('blockquote')).toContainText('an older');
  const link = message.getByRole('link', { name: 'https://else.example/a?b=1&c=2' });
  await expect(link).toHaveAttribute('href', 'https://else.example/a?b=1&c=2');
  await expect(link).toHaveAttribute('rel', /noopener/);
  await message.getByRole('button', { name: 'Show details' }).click();
  await expect(message).toContainText(/Thursday,? 29 February 2024 at 10:30/);
  await expect(page).toHaveURL(/\/mail\/INBOX\/1$/);
});

test('an HTML letter shows its words, its table and its links', async ({ page, ana }) => {
  await ana.has('INBOX', [
    {
      subject: 'Programme',
      html: '<h1>Spring</h1><table><tr><td>Monday</td><td>Choir</td></tr></table><p style="color:#cc0000">Red <a href="https://else.example/p">here</a></p>',
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Programme');
  const body = part.body(page);
  await expect(body.getByRole('heading', { name: 'Spring' })).toBeVisible();
  await expect(body.getByRole('cell', { name: 'Choir' })).toBeVisible();
  await expect(body.getByText('Red')).toHaveCSS('color', 'rgb(204, 0, 0)');
  await expect(body.getByRole('link', { name: 'here' })).toHaveAttribute('target', '_blank');
});

test('a hostile letter runs nothing, asks for nothing and leaves its frame nowhere', async ({
  page,
  ana,
}) => {
  await ana.has('INBOX', [{ subject: 'You have won', html: HOSTILE_HTML, text: undefined }]);
  const asked: string[] = [];
  const dialogs: string[] = [];
  page.context().on('request', (request) => asked.push(request.url()));
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await signIn(page, ana);
  const own = new URL(page.url()).host;
  await openMessage(page, 'You have won');
  const body = part.body(page);
  await expect(body.getByText('The visible words.')).toBeVisible();
  await expect(body.getByText('styled')).toBeVisible();
  await expect(part.message(page).getByText(/remote images? (is|are) not shown/)).toBeVisible();
  // Whoever wants to be clicked is clicked.
  await body.getByText('Look', { exact: true }).click();
  await body.getByText('More').click();
  await page.waitForLoadState('networkidle');

  const foreign = asked.filter((url) => !/^(blob|data):/.test(url) && new URL(url).host !== own);
  expect(foreign).toEqual([]);
  expect(asked.filter((url) => url.endsWith('/api/session')).length).toBeLessThanOrEqual(2);
  expect(dialogs).toEqual([]);
  expect(page.context().pages()).toHaveLength(1);
  const traces = await Promise.all(
    page.frames().map((frame) => frame.evaluate(() => (window as { wasRun?: string }).wasRun)),
  );
  expect(traces.filter(Boolean)).toEqual([]);
  await expect(
    body.locator('script, form, input, iframe, object, embed, svg, base, link'),
  ).toHaveCount(0);
  // What wants to cover the page covers at most its own frame.
  await expect(part.act(page, 'Archive')).toBeVisible();
  await part.act(page, 'Archive').click();
  await expect(part.said(page, 'Message archived')).toBeVisible();
});

test('remote images stay away and the letter says how many', async ({ page, ana }) => {
  await ana.has('INBOX', [
    {
      subject: 'Offers',
      html: '<p>Our offers</p><img src="https://shop.example/a.png"><img src="http://shop.example/b.png">',
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Offers');
  await expect(part.message(page)).toContainText('2 remote images are not shown.');
});

test('a picture that came with the letter is shown in it', async ({ page, ana }) => {
  await ana.has('INBOX', [
    {
      subject: 'A picture',
      html: '<p>See:</p><img src="cid:red@else.example" alt="A red square">',
      attachments: [{ filename: 'red.png', content: RED_PNG, cid: 'red@else.example' }],
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'A picture');
  const picture = part.body(page).getByRole('img', { name: 'A red square' });
  await expect
    .poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth))
    .toBe(8);
  await expect(part.message(page).getByRole('list', { name: 'Attachments' })).toHaveCount(0);
});

test('attachments are saved byte for byte under their names', async ({ page, ana }) => {
  const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 7 + (i >> 8)) & 255));
  const text = Buffer.from('première ligne\r\nseconde ligne\nsans fin', 'utf8');
  await ana.has('INBOX', [
    {
      subject: 'Papers',
      attachments: [
        { filename: 'Reçu n° 7 – été.bin', content: bytes },
        { filename: 'notes.txt', content: text, contentType: 'text/plain; charset=utf-8' },
      ],
    },
  ]);
  await signIn(page, ana);
  await expect(part.row(page, 'Papers').getByRole('img', { name: 'Attachment' })).toBeVisible();
  await openMessage(page, 'Papers');
  const list = part.message(page).getByRole('list', { name: 'Attachments' });
  await expect(list.getByRole('listitem')).toHaveCount(2);
  for (const [name, content] of [
    ['Reçu n° 7 – été.bin', bytes],
    ['notes.txt', text],
  ] as const) {
    const download = page.waitForEvent('download');
    await list.getByRole('link', { name: `Download ${name}` }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(name);
    expect((await readFile(await file.path())).equals(content), `${name} is as it was`).toBe(true);
  }
});

test('the whole message is downloaded as it arrived', async ({ page, ana }) => {
  await ana.has('INBOX', [{ subject: 'As it was' }]);
  await signIn(page, ana);
  await openMessage(page, 'As it was');
  await part.act(page, 'More').click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Download the whole message' }).click();
  const source = await readFile(await (await download).path(), 'utf8');
  expect(source).toContain('Subject: As it was\r\n');
});

test('what is opened is read: row, counts, title and the server agree', async ({ page, ana }) => {
  await ana.has('INBOX', [{ subject: 'First' }, { subject: 'Second' }]);
  await signIn(page, ana);
  await expect(part.folder(page, 'Inbox')).toHaveAccessibleName('Inbox, 2 unread');
  await openMessage(page, 'First');
  await expect(part.row(page, 'First')).toHaveAccessibleName(/^Clara Vidal, First/);
  await expect(part.folder(page, 'Inbox')).toHaveAccessibleName('Inbox, 1 unread');
  await expect(page).toHaveTitle('(1) Inbox — Sobre');
  await expect.poll(() => ana.find('uid', 'mailbox', 'INBOX', 'seen')).toContain('uid: 1');

  await part.act(page, 'More').click();
  await page.getByRole('menuitem', { name: 'Mark as unread' }).click();
  await expect(part.row(page, 'First')).toHaveAccessibleName(/^Unread, /);
  await expect(part.folder(page, 'Inbox')).toHaveAccessibleName('Inbox, 2 unread');
  await part.said(page, 'Marked as unread').getByRole('button', { name: 'Undo' }).click();
  await expect(part.row(page, 'First')).toHaveAccessibleName(/^Clara Vidal, First/);
  await expect(part.folder(page, 'Inbox')).toHaveAccessibleName('Inbox, 1 unread');
});

test('star, archive, spam and delete move and mark, and Undo takes each back', async ({
  page,
  ana,
}) => {
  await ana.has('INBOX', [{ subject: 'A wanderer' }, { subject: 'The one that stays' }]);
  await signIn(page, ana);
  await openMessage(page, 'A wanderer');
  await part.act(page, 'Star').click();
  await expect(part.act(page, 'Unstar')).toBeVisible();
  await expect(part.row(page, 'A wanderer').getByRole('img', { name: 'Starred' })).toBeVisible();
  for (const [act, words, folder] of [
    ['Archive', 'Message archived', 'Archive'],
    ['Report spam', 'Message moved to Junk', 'Junk'],
    ['Delete', 'Message moved to Trash', 'Trash'],
  ] as const) {
    await openMessage(page, 'A wanderer');
    await part.act(page, act).click();
    await expect(part.row(page, 'A wanderer')).toHaveCount(0);
    await expect(part.said(page, words)).toBeVisible();
    await expect.poll(() => ana.find('uid', 'mailbox', folder, 'all')).toContain('uid:');
    await part.said(page, words).getByRole('button', { name: 'Undo' }).click();
    await expect(part.row(page, 'A wanderer')).toBeVisible();
    await expect
      .poll(async () => (await ana.find('uid', 'mailbox', folder, 'all')).trim())
      .toBe('');
  }
  await expect
    .poll(() => ana.find('flags', 'mailbox', 'INBOX', 'subject', 'wanderer'))
    .toContain('\\Flagged');
});

test('a message that leaves elsewhere while it is open says so', async ({
  page,
  ana,
  complaints,
}) => {
  complaints.foresee(/404|410/);
  await ana.has('INBOX', [{ subject: 'Stays' }, { subject: 'Leaves' }]);
  await signIn(page, ana);
  await openMessage(page, 'Leaves');
  await ana.elsewhere('expunge', 'mailbox', 'INBOX', 'subject', 'Leaves');
  await expect(part.row(page, 'Leaves')).toHaveCount(0);
  await expect(part.message(page)).toContainText('This message is not in the folder any more.');
});

test('an address of a message that is gone says so', async ({ page, ana, complaints }) => {
  complaints.foresee(/404|410/);
  await ana.has('INBOX', [{ subject: 'Stays' }]);
  await signIn(page, ana);
  await page.goto('/mail/INBOX/4711');
  await expect(part.message(page).getByRole('alert')).toContainText(
    'This message is not in the folder any more.',
  );
});
