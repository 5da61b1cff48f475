/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { expect, test } from './fixtures.ts';
import { HOSTILE_HTML, letter, RED_PNG } from './letters.ts';
import { openMessage, part, signIn } from './mail-page.ts';
import { onePagePdf, wav } from './media.ts';

const files = (page: Page) => part.message(page).getByRole('list', { name: 'Attachments' });
const preview = (page: Page) => page.getByRole('dialog');
const show = (page: Page, name: string) =>
  files(page)
    .getByRole('button', { name: `Preview ${name}` })
    .click();

// A message that is replaced is there twice for a moment, then not at all: its page may ask for the
// conversation in between.
test.beforeEach(({ complaints }) => complaints.foresee(/404 \(Not Found\) \(.*\/conversation\)/));

test('every kind is looked at, one after the other, by keyboard', async ({ page, ana }) => {
  const inner = await letter({ subject: 'Inside', html: '<p>Kept <b>words</b></p>' });
  await ana.has('INBOX', [
    {
      subject: 'All kinds',
      attachments: [
        { filename: 'red.png', content: RED_PNG },
        { filename: 'Été.pdf', content: onePagePdf('Le programme') },
        { filename: 'notes.txt', content: 'première ligne\n<b>not bold</b>' },
        { filename: 'tone.wav', content: wav(3) },
        { filename: 'inside.eml', content: inner, contentType: 'message/rfc822' },
      ],
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'All kinds');
  await show(page, 'red.png');
  const dialog = preview(page);
  await expect(dialog.getByRole('heading', { name: 'red.png' })).toBeVisible();
  await expect(dialog).toContainText('1 of 5');
  const picture = dialog.getByRole('img', { name: 'red.png' });
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(8);

  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('heading', { name: 'Été.pdf' })).toBeVisible();
  const canvas = dialog.getByRole('img', { name: 'Page 1 of 1' });
  await expect(dialog).toContainText('Le programme');
  await expect.poll(() => canvas.evaluate(darkPixels)).toBeGreaterThan(50);

  await page.keyboard.press('ArrowRight');
  await expect(dialog).toContainText('<b>not bold</b>');
  await page.keyboard.press('ArrowRight');
  const player = dialog.locator('audio');
  await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => audio.duration)).toBe(3);
  await player.evaluate((audio: HTMLAudioElement) => {
    audio.currentTime = 2;
  });
  await expect
    .poll(() => player.evaluate((audio: HTMLAudioElement) => audio.seekable.end(0)))
    .toBe(3);

  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('heading', { name: 'Inside', exact: true })).toBeVisible();
  await expect(
    dialog.frameLocator('iframe[title="Message body"]').getByText('words'),
  ).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(dialog).toContainText('5 of 5');
  await page.keyboard.press('ArrowLeft');
  await expect(dialog).toContainText('4 of 5');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(files(page).getByRole('button', { name: 'Preview red.png' })).toBeFocused();
});

test('a message in a message in a message is opened, with its files', async ({ page, ana }) => {
  const deep = await letter({
    subject: 'Deep',
    text: 'At the bottom.',
    attachments: [{ filename: 'deep.txt', content: 'the deepest file' }],
  });
  const middle = await letter({
    subject: 'Middle',
    text: 'Half way.',
    attachments: [{ filename: 'deep.eml', content: deep, contentType: 'message/rfc822' }],
  });
  await ana.has('INBOX', [
    {
      subject: 'Outer',
      attachments: [{ filename: 'middle.eml', content: middle, contentType: 'message/rfc822' }],
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Outer');
  await show(page, 'middle.eml');
  const dialog = preview(page);
  await expect(dialog).toContainText('Half way.');
  await dialog.getByRole('button', { name: 'Preview deep.eml' }).click();
  await expect(dialog).toContainText('At the bottom.');
  const download = page.waitForEvent('download');
  await dialog.getByRole('link', { name: 'Download deep.txt' }).click();
  expect(await readFile(await (await download).path(), 'utf8')).toBe('the deepest file');
  await dialog.getByRole('button', { name: 'Preview deep.txt' }).click();
  await expect(dialog).toContainText('the deepest file');
  await dialog.getByRole('button', { name: 'Back to deep.eml' }).click();
  await dialog.getByRole('button', { name: 'Back to middle.eml' }).click();
  await expect(dialog).toContainText('Half way.');
});

test('what could act is never shown, only offered with a warning (S-21)', async ({
  page,
  ana,
  complaints,
}) => {
  complaints.foresee(/inline (event handler|style) violates/, /base URI .* violates/);
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="parent.wasRun=1"/>';
  const inner = await letter({ subject: 'Trap', html: HOSTILE_HTML });
  await ana.has('INBOX', [
    {
      subject: 'Traps',
      attachments: [
        { filename: 'page.html', content: HOSTILE_HTML },
        { filename: 'logo.svg', content: svg },
        { filename: 'invoice.pdf.exe', content: 'MZ' },
        { filename: 'winmail.dat', content: 'x', contentType: 'application/ms-tnef' },
        { filename: 'old.zip', content: 'PK' },
        { filename: 'fake.png', content: svg, contentType: 'image/png' },
        { filename: 'fake.pdf', content: HOSTILE_HTML, contentType: 'application/pdf' },
        { filename: 'trap.eml', content: inner, contentType: 'message/rfc822' },
      ],
    },
  ]);
  const asked: string[] = [];
  page.context().on('request', (request) => asked.push(request.url()));
  await signIn(page, ana);
  await openMessage(page, 'Traps');
  await expect(files(page).getByRole('listitem')).toHaveCount(8);
  for (const name of ['page.html', 'logo.svg', 'invoice.pdf.exe', 'winmail.dat', 'old.zip'])
    await expect(files(page).getByRole('button', { name: `Preview ${name}` })).toHaveCount(0);
  await expect(files(page).getByText('Can harm your device.')).toHaveCount(3);
  await expect(files(page)).toContainText('Files packed by Outlook.');
  await show(page, 'fake.png');
  await expect(preview(page)).toContainText('This file cannot be shown.');
  await page.keyboard.press('ArrowRight');
  await expect(preview(page).getByRole('heading', { name: 'fake.pdf' })).toBeVisible();
  await expect(preview(page)).toContainText('This file cannot be shown.');
  await page.keyboard.press('ArrowRight');
  const body = preview(page).frameLocator('iframe[title="Message body"]');
  await expect(body.getByText('The visible words.')).toBeVisible();
  // The address of a part, opened as a page: a download, and nothing runs.
  const address = await files(page)
    .getByRole('link', { name: 'Download page.html' })
    .getAttribute('href', { timeout: 2000 })
    .catch(() => null);
  await page.keyboard.press('Escape');
  const direct = address ?? '/api/folders/INBOX/messages/1/parts/2';
  await expect(page.goto(direct)).rejects.toThrow(/Download is starting|ERR_ABORTED/);
  const own = new URL(page.url()).host;
  const foreign = asked.filter((url) => !/^(blob|data):/.test(url) && new URL(url).host !== own);
  expect(foreign).toEqual([]);
  const traces = page.frames().map((frame) => frame.evaluate(() => 'wasRun' in window));
  expect((await Promise.all(traces)).filter(Boolean)).toEqual([]);
});

test('all files come as one zip', async ({ page, ana }) => {
  await ana.has('INBOX', [
    {
      subject: 'Two of a name',
      attachments: [
        { filename: 'a.txt', content: 'one' },
        { filename: 'a.txt', content: 'two' },
      ],
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Two of a name');
  const download = page.waitForEvent('download');
  await part.message(page).getByRole('link', { name: 'Download all' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('Two of a name.zip');
  const unpacked = unzipSync(new Uint8Array(await readFile(await file.path())));
  const texts = Object.entries(unpacked).map(([name, bytes]) => [
    name,
    String.fromCharCode(...bytes),
  ]);
  expect(texts).toEqual([
    ['a.txt', 'one'],
    ['a (2).txt', 'two'],
  ]);
});

test('a file is removed, its message kept; Undo brings it back', async ({ page, ana }) => {
  const bytes = Buffer.alloc(300_000, 'abcdefg');
  await ana.has('INBOX', [
    {
      subject: 'Heavy',
      flags: ['\\Seen', '\\Flagged'],
      text: 'The words stay.',
      attachments: [
        { filename: 'big.bin', content: bytes },
        { filename: 'small.txt', content: 'small' },
      ],
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Heavy');
  await files(page).getByRole('button', { name: 'Actions for big.bin' }).click();
  await page.getByRole('menuitem', { name: 'Remove from the message' }).click();
  await expect(part.said(page, /File removed: the message is 4\d\d kB lighter\./)).toBeVisible();
  await expect(files(page)).toContainText('Removed on');
  await expect(files(page).getByRole('link', { name: 'Download big.bin' })).toHaveCount(0);
  await expect(part.message(page)).toContainText('The words stay.');
  await expect(part.act(page, 'Unstar')).toBeVisible();
  await show(page, 'big.bin');
  await expect(preview(page)).toContainText('SHA-256: ');
  await page.keyboard.press('Escape');
  await expect
    .poll(async () => (await ana.find('uid', 'mailbox', 'INBOX', 'all')).match(/uid:/g))
    .toHaveLength(1);

  await part
    .said(page, /File removed/)
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(part.said(page, 'Undone')).toBeVisible();
  const download = page.waitForEvent('download');
  await files(page).getByRole('link', { name: 'Download big.bin' }).click();
  expect((await readFile(await (await download).path())).equals(bytes)).toBe(true);
  await expect
    .poll(async () => (await ana.find('uid', 'mailbox', 'INBOX', 'all')).match(/uid:/g))
    .toHaveLength(1);
  await expect.poll(async () => (await ana.find('uid', 'mailbox', 'Trash', 'all')).trim()).toBe('');
});

test('all files are saved first, then removed', async ({ page, ana }) => {
  await ana.has('INBOX', [
    {
      subject: 'To keep here',
      attachments: [
        { filename: 'a.txt', content: 'one' },
        { filename: 'b.txt', content: 'two' },
      ],
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'To keep here');
  await part.act(page, 'Actions for the attachments').click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save all on this device, then remove' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('To keep here.zip');
  const unpacked = unzipSync(new Uint8Array(await readFile(await file.path())));
  expect(Object.keys(unpacked)).toEqual(['a.txt', 'b.txt']);
  await expect(part.said(page, '2 files removed')).toBeVisible();
  await expect(files(page).getByText('Removed on')).toHaveCount(2);
});

test('a signed message is not changed, and says why', async ({ page, ana, complaints }) => {
  complaints.foresee(/409/);
  const head = 'From: c@else.example\r\nSubject: Signed\r\nMIME-Version: 1.0\r\n';
  const raw = `${head}Content-Type: multipart/signed; boundary=s; protocol="application/pgp-signature"\r\n\r\n--s\r\nContent-Type: text/plain\r\n\r\nwords\r\n--s\r\nContent-Type: application/pgp-signature; name=signature.asc\r\n\r\nx\r\n--s--\r\n`;
  await ana.hasLoaded([{ folder: 'INBOX', flags: [], date: new Date(), raw: Buffer.from(raw) }]);
  await signIn(page, ana);
  await openMessage(page, 'Signed');
  await files(page).getByRole('button', { name: 'Actions for signature.asc' }).click();
  await page.getByRole('menuitem', { name: 'Remove from the message' }).click();
  await expect(part.refused(page, 'This message is signed or encrypted')).toBeVisible();
  await expect(files(page).getByRole('link', { name: 'Download signature.asc' })).toBeVisible();
});

function darkPixels(canvas: Element): number {
  const { width, height } = canvas as HTMLCanvasElement;
  const context = (canvas as HTMLCanvasElement).getContext('2d')!;
  const { data } = context.getImageData(0, 0, width, height);
  let dark = 0;
  for (let i = 0; i < data.length; i += 4) if (data[i]! < 100 && data[i + 3]! > 200) dark++;
  return dark;
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('files are looked at over the whole screen, and removed with a finger', async ({
    page,
    ana,
  }) => {
    await ana.has('INBOX', [
      {
        subject: 'From the train',
        attachments: [
          { filename: 'red.png', content: RED_PNG },
          { filename: 'a very long name that no phone can show whole, ever.txt', content: 'words' },
        ],
      },
    ]);
    await signIn(page, ana);
    await part.row(page, 'From the train').tap();
    await files(page).getByRole('button', { name: 'Preview red.png' }).tap();
    const dialog = preview(page);
    expect(await dialog.boundingBox()).toMatchObject({ width: 390, height: 844 });
    await dialog.getByRole('button', { name: 'Next file' }).tap();
    await expect(dialog).toContainText('words');
    for (const button of await dialog.getByRole('button').all()) {
      const { width, height } = (await button.boundingBox())!;
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
    }
    await dialog.getByRole('button', { name: 'Close' }).tap();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    await files(page).getByRole('button', { name: 'Actions for red.png' }).tap();
    await page.getByRole('menuitem', { name: 'Remove from the message' }).tap();
    await expect(files(page)).toContainText('Removed on');
    await expect(part.said(page, 'File removed')).toBeVisible();
  });
});
