/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { RED_PNG } from './letters.ts';
import { addRecipient, listIsThere, openMessage, part, send, signIn } from './mail-page.ts';

const more = async (page: Page, entry: string) => {
  await part.act(page, 'More').click();
  await page.getByRole('menuitem', { name: entry }).click();
};

test('the source and every header are shown, as text', async ({ page, ana }) => {
  const hostile = '<img src=x onerror=parent.wasRun=1>';
  await ana.has('INBOX', [
    {
      subject: 'Réunion',
      text: `words ${hostile}`,
      headers: { 'X-Odd': hostile, 'X-Long': 'word '.repeat(60).trim() },
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Réunion');
  await more(page, 'View source');
  const dialog = page.getByRole('dialog', { name: 'Source of the message' });
  await expect(dialog).toContainText('Subject: =?UTF-8?Q?R=C3=A9union?=');
  await expect(dialog).toContainText(hostile);
  await expect(dialog.getByRole('img')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await more(page, 'View all headers');
  const headers = page.getByRole('dialog', { name: 'All headers' });
  await expect(headers.getByRole('row', { name: 'Subject Réunion' })).toBeVisible();
  await expect(headers.getByRole('row', { name: /^X-Odd <img/ })).toBeVisible();
  await expect(headers.getByRole('row', { name: /^X-Long (word ){59}word$/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(headers).toHaveCount(0);
});

test('a very long source is cut, and the whole can be downloaded', async ({ page, ana }) => {
  const attachments = [{ filename: 'big.bin', content: Buffer.alloc(1_000_000, 'work') }];
  await ana.has('INBOX', [{ subject: 'Endless', attachments }]);
  await signIn(page, ana);
  await openMessage(page, 'Endless');
  await more(page, 'View source');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Only the first 500 kB are shown.');
  expect((await dialog.locator('pre').textContent())?.length).toBe(500_000);
  const download = page.waitForEvent('download');
  await dialog.getByRole('link', { name: 'Download the whole message' }).click();
  expect((await readFile(await (await download).path())).length).toBeGreaterThan(1_300_000);
});

test('the message is printed alone, and what prints it runs nothing', async ({ page, ana }) => {
  await ana.has('INBOX', [
    {
      subject: 'On paper',
      html: '<style>p { color: #cc0000 }</style><p onclick="parent.wasRun=1">Red words</p><script>parent.wasRun=1</script>',
      attachments: [{ filename: 'notes.txt', content: 'x' }],
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'On paper');
  await expect(part.body(page).getByText('Red words')).toBeVisible();
  await countPrints(page);
  await more(page, 'Print');
  const paper = page.frameLocator('iframe[title="Printed message"]');
  await expect(paper.getByRole('heading', { name: 'On paper', includeHidden: true })).toHaveCount(
    1,
  );
  await expect(paper.getByText('Red words')).toHaveCSS('color', 'rgb(204, 0, 0)');
  await expect(paper.locator('dl')).toContainText('clara@else.example');
  await expect(paper.locator('dl')).toContainText('notes.txt');
  await expect(paper.locator('script, [onclick]')).toHaveCount(0);
  const sandbox = page.locator('iframe[title="Printed message"]');
  await expect(sandbox).toHaveAttribute('sandbox', 'allow-same-origin allow-modals');
  await expect.poll(() => prints(page)).toBe(1);
  await page.keyboard.press('Control+p');
  await expect.poll(() => prints(page)).toBe(2);
  await expect(sandbox).toHaveCount(1);
});

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('paper is white: a message is printed in its own colours', async ({ page, ana }) => {
    await ana.has('INBOX', [
      {
        subject: 'On paper',
        html: '<p style="color:#111111;background:#ffffff">Black words</p><img src="cid:a@else.example" alt="Red" width="8">',
        attachments: [{ filename: 'red.png', content: RED_PNG, cid: 'a@else.example' }],
      },
    ]);
    await signIn(page, ana);
    await openMessage(page, 'On paper');
    const words = part.body(page).getByText('Black words');
    await expect(words).not.toHaveCSS('color', 'rgb(17, 17, 17)');
    await expect(part.body(page).getByRole('img', { name: 'Red' })).toHaveAttribute(
      'src',
      /^blob:/,
    );
    await countPrints(page);
    await more(page, 'Print');
    const paper = page.frameLocator('iframe[title="Printed message"]');
    await expect(paper.getByText('Black words')).toHaveCSS('color', 'rgb(17, 17, 17)');
    await expect(paper.locator('img[alt=Red]')).toHaveAttribute('src', /^blob:/);
    await expect.poll(() => prints(page)).toBe(1);
  });
});

test('a message is forwarded as a file, and arrives as it was', async ({ page, ana, bruno }) => {
  await ana.has('INBOX', [{ subject: 'The minutes', text: 'We met.' }]);
  await signIn(page, ana);
  await openMessage(page, 'The minutes');
  await more(page, 'Forward as attachment');
  const composer = part.composer(page);
  await expect(part.field(page, 'Subject')).toHaveValue('Fwd: The minutes');
  const attached = composer.getByRole('list', { name: 'Attachments' });
  await expect(attached.getByRole('listitem')).toHaveText(/The minutes\d+ bytes/);
  await expect(part.field(page, 'To')).toBeFocused();
  await addRecipient(page, 'To', bruno.address);
  await send(page);
  const original = await ana.find('text', 'mailbox', 'INBOX', 'all');
  await expect.poll(() => bruno.find('uid', 'mailbox', 'INBOX', 'all')).toContain('uid: 1');
  const arrived = await bruno.find('text', 'mailbox', 'INBOX', 'all');
  expect(arrived).toContain('Content-Type: message/rfc822');
  const [, words] = original.replace('text:\n', '').split('\n\n', 2);
  expect(arrived).toContain(words!.trim());
  await expect(part.row(page, 'The minutes').getByRole('img', { name: 'Forwarded' })).toBeVisible();
});

test('an attached message can be left out again', async ({ page, ana }) => {
  await ana.has('INBOX', [{ subject: 'Not this one' }]);
  await signIn(page, ana);
  await openMessage(page, 'Not this one');
  await more(page, 'Forward as attachment');
  await part.composer(page).getByRole('button', { name: 'Remove Not this one' }).click();
  await expect(part.composer(page).getByRole('list', { name: 'Attachments' })).toHaveCount(0);
});

const mbox = (count: number) =>
  Array.from(
    { length: count },
    (_, i) =>
      `From x Wed Jan 01 00:00:00 2020\nFrom: Old Friend <old@else.example>\nSubject: Old letter ${i + 1}\nDate: Wed, 0${(i % 9) + 1} Jan 2020 10:00:00 +0000\n\nWords.\n\n`,
  ).join('');

test('files dropped onto the list are brought in, and Undo takes them out', async ({
  page,
  ana,
}) => {
  await ana.has('INBOX', [{ subject: 'Already there' }]);
  await signIn(page, ana);
  await drop(page, 'old.mbox', mbox(12));
  await expect(part.said(page, '12 messages imported into Inbox')).toBeVisible();
  await expect(part.list(page)).toHaveAttribute('aria-rowcount', '13');
  await expect(part.row(page, /^Old Friend, Old letter 12, 3 Jan 2020/)).toBeVisible();
  await part.said(page, 'imported').getByRole('button', { name: 'Undo' }).click();
  await expect(part.list(page)).toHaveAttribute('aria-rowcount', '1');

  await drop(page, 'photo.jpg', 'x');
  await expect(part.refused(page, 'photo.jpg is none of them.')).toBeVisible();
});

test('an import shows how far it is, and can be given up', async ({ page, ana }) => {
  await signIn(page, ana);
  // The bridge does not answer yet.
  await page.route('**/import', () => {});
  await drop(page, 'old.mbox', mbox(3));
  await expect(page.getByRole('progressbar', { name: 'Importing old.mbox' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(part.said(page, 'Import cancelled. Nothing of old.mbox was kept.')).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
});

test('a file is chosen from the menu; one that holds no mail is refused in words', async ({
  page,
  ana,
  complaints,
}) => {
  complaints.foresee(/422/);
  await signIn(page, ana);
  const choose = async (name: string, content: string) => {
    await page.getByRole('button', { name: /^Sort and filter/ }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('menuitem', { name: 'Import messages…' }).click();
    const file = { name, mimeType: '', buffer: Buffer.from(content) };
    await (await chooser).setFiles([file]);
  };
  await choose(
    'a.eml',
    'Subject: Chosen\r\nDate: Thu, 29 Feb 2024 10:30:00 +0100\r\n\r\nwords\r\n',
  );
  await expect(part.said(page, '1 message imported into Inbox')).toBeVisible();
  await expect(part.row(page, /Chosen, 29 Feb 2024/)).toBeVisible();
  await choose('b.eml', 'PK\u0003\u0004 not mail');
  await expect(
    part.refused(page, 'This file holds no messages. Nothing was imported.'),
  ).toBeVisible();
});

test('a row dragged out of the page is a file', async ({ page, ana }) => {
  await ana.has('INBOX', [{ subject: 'Drag: me/out' }]);
  await signIn(page, ana);
  await listIsThere(page);
  const offered = await part.row(page, 'Drag: me/out').evaluate((row) => {
    const dataTransfer = new DataTransfer();
    row.dispatchEvent(new DragEvent('dragstart', { bubbles: true, dataTransfer }));
    return dataTransfer.getData('DownloadURL');
  });
  const [, type, name, address] = /^([^:]+):([^:]+):(.+)$/.exec(offered) ?? [];
  expect([type, name]).toEqual(['message/rfc822', 'Drag me out.eml']);
  const file = await page.request.get(address!);
  expect(await file.text()).toContain('Subject: Drag: me/out\r\n');
});

/** What a file from the desktop does when it is let go over the list. */
async function drop(page: Page, name: string, content: string) {
  await part.list(page).evaluate(
    (list, file) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([file.content], file.name));
      for (const type of ['dragenter', 'dragover', 'drop'])
        list.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
    },
    { name, content },
  );
}

/** A browser without a screen prints nothing: what it is asked for is counted. */
async function countPrints(page: Page) {
  await page.evaluate(() => {
    const frame = HTMLIFrameElement.prototype;
    const { get } = Object.getOwnPropertyDescriptor(frame, 'contentWindow')!;
    Object.defineProperty(frame, 'contentWindow', {
      get() {
        const inner = get!.call(this);
        const count = () => {
          const counted = window as { prints?: number };
          counted.prints = (counted.prints ?? 0) + 1;
        };
        if (inner && this.title === 'Printed message') inner.print = count;
        return inner;
      },
    });
  });
}

const prints = (page: Page) => page.evaluate(() => (window as { prints?: number }).prints ?? 0);
