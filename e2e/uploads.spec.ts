import { createHash, randomBytes } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { expectNoBarrier } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { RED_PNG } from './letters.ts';
import { openMessage, part, send, sendButton, signIn, write } from './mail-page.ts';
import { PLACE, photo } from './photos.ts';

const files = (page: Page) => part.composer(page).getByRole('list', { name: 'Attachments' });
const file = (page: Page, name: string): Locator =>
  files(page).getByRole('listitem').filter({ hasText: name });
const there = (page: Page, words: RegExp) =>
  part.composer(page).getByRole('status').filter({ hasText: words });

interface Picked {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const bytesFile = (name: string, length: number): Picked => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: randomBytes(length),
});

async function attach(page: Page, ...picked: Picked[]) {
  const chooser = page.waitForEvent('filechooser');
  await part.composer(page).getByRole('button', { name: 'Attach files' }).click();
  await (await chooser).setFiles(picked);
}

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** What the file is where it arrived. */
async function arrived(page: Page, name: string): Promise<string> {
  const link = part.message(page).getByRole('link', { name: `Download ${name}` });
  const response = await page.request.get((await link.getAttribute('href'))!);
  return sha(await response.body());
}

test('files go along as they are, several at once', async ({ page, ana, bruno, otherBrowser }) => {
  await signIn(page, ana);
  const [a, b] = [bytesFile('a.bin', 3_000_000), bytesFile('été.bin', 10)];
  await write(page, { to: bruno.address, subject: 'Two files', text: 'Here.' });
  await attach(page, a, b);
  await expect(there(page, /2 files are attached, 3 MB/)).toBeAttached({ timeout: 15_000 });
  await send(page);
  const brunos = await otherBrowser();
  await signIn(brunos, bruno);
  await openMessage(brunos, 'Two files');
  expect(await arrived(brunos, 'a.bin')).toBe(sha(a.buffer));
  expect(await arrived(brunos, 'été.bin')).toBe(sha(b.buffer));
});

test('the same file twice is two files', async ({ signedIn: page }) => {
  await write(page, {});
  const same = bytesFile('same.bin', 100);
  await attach(page, same);
  await attach(page, same);
  await expect(files(page).getByRole('listitem')).toHaveCount(2);
  await files(page).getByRole('button', { name: 'Remove same.bin' }).first().click();
  await expect(files(page).getByRole('listitem')).toHaveCount(1);
});

test('files are dropped onto the letter, and pasted into it', async ({ signedIn: page }) => {
  await write(page, {});
  const bring = (type: 'drop' | 'paste', name: string) =>
    part.composer(page).evaluate(
      (letter, [kind, called]) => {
        const data = new DataTransfer();
        data.items.add(new File(['words'], called!, { type: 'text/plain' }));
        const init = { bubbles: true, cancelable: true };
        const events =
          kind === 'drop'
            ? ['dragenter', 'dragover', 'drop'].map(
                (one) => new DragEvent(one, { ...init, dataTransfer: data }),
              )
            : [new ClipboardEvent('paste', { ...init, clipboardData: data })];
        for (const event of events) letter.dispatchEvent(event);
      },
      [type, name],
    );
  await bring('drop', 'dropped.txt');
  await expect(file(page, 'dropped.txt')).toContainText('5 bytes');
  await expect(page.getByText('Drop files here')).toHaveCount(0);
  await bring('paste', 'pasted.txt');
  await expect(file(page, 'pasted.txt')).toContainText('5 bytes');
});

test('what the line cuts goes on by itself', async ({
  page,
  ana,
  bruno,
  otherBrowser,
  complaints,
}) => {
  complaints.foresee(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION/);
  await signIn(page, ana);
  const big = bytesFile('big.bin', 4_000_000);
  await write(page, { to: bruno.address, subject: 'After a cut', text: 'Here.' });
  const places: number[] = [];
  await page.route('**/api/uploads/*?place=*', async (route) => {
    const place = Number(new URL(route.request().url()).searchParams.get('place'));
    places.push(place);
    // The third piece is lost once.
    if (places.length === 3) return route.abort('connectionfailed');
    await route.continue();
  });
  await attach(page, big);
  await expect(there(page, /1 file is attached/)).toBeAttached({ timeout: 15_000 });
  // It went on where it was, not from its beginning.
  expect(places).toEqual([0, 1_048_576, 2_097_152, 2_097_152, 3_145_728]);
  await send(page);
  const brunos = await otherBrowser();
  await signIn(brunos, bruno);
  await openMessage(brunos, 'After a cut');
  expect(await arrived(brunos, 'big.bin')).toBe(sha(big.buffer));
});

test('without a connection a file waits, says so, and can be tried again', async ({
  page,
  ana,
  complaints,
}) => {
  complaints.foresee(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION/);
  await signIn(page, ana);
  await write(page, { to: ana.address, subject: 'Waits', text: 'Here.' });
  let isCut = true;
  await page.route('**/api/uploads*', (route) =>
    isCut ? route.abort('connectionfailed') : route.continue(),
  );
  await attach(page, bytesFile('waits.bin', 1000));
  await expect(file(page, 'waits.bin')).toContainText('No connection');
  await sendButton(page).click();
  await expect(part.refused(page, /waits\.bin is not there yet/)).toBeVisible();
  isCut = false;
  await file(page, 'waits.bin').getByRole('button', { name: 'Try again: waits.bin' }).click();
  await expect(there(page, /1 file is attached/)).toBeAttached();
  await send(page);
});

test('a letter waits for its files before it leaves', async ({ page, ana, bruno }) => {
  await signIn(page, ana);
  await write(page, { to: bruno.address, subject: 'Patience', text: 'Here.' });
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route('**/api/uploads/*?place=*', async (route) => {
    await held;
    await route.continue();
  });
  await attach(page, bytesFile('slow.bin', 5000));
  await sendButton(page).click();
  await expect(there(page, /leaves as soon as its files are there/)).toBeVisible();
  letThrough();
  await expect(part.said(page, /^Sent/)).toBeVisible();
  await expect.poll(() => bruno.find('hdr', 'mailbox', 'INBOX', 'all')).toContain('Patience');
  await expect.poll(() => bruno.find('text', 'mailbox', 'INBOX', 'all')).toContain('slow.bin');
});

test('an upload is cancelled, and nothing of it is kept', async ({ page, ana, rig }) => {
  await signIn(page, ana);
  await write(page, {});
  let isHeld = true;
  await page.route('**/api/uploads/*?place=1048576', (route) => {
    if (!isHeld) return route.continue();
  });
  await attach(page, bytesFile('mistake.bin', 3_000_000));
  const progress = file(page, 'mistake.bin').getByRole('progressbar');
  await expect(progress).toHaveAttribute('value', /^[1-9]/);
  const deleted = page.waitForResponse((one) => one.request().method() === 'DELETE');
  await file(page, 'mistake.bin').getByRole('button', { name: 'Cancel mistake.bin' }).click();
  await expect(files(page)).toHaveCount(0);
  expect((await deleted).status()).toBe(200);
  isHeld = false;
  const kept = await rig.bridge.context.store
    .selectFrom('uploads')
    .select('name')
    .where('account', '=', ana.address)
    .execute();
  expect(kept).toEqual([]);
});

test('after a reload what arrived is there, and the rest is asked for', async ({ page, ana }) => {
  await signIn(page, ana);
  await write(page, { to: ana.address, subject: 'Reloaded', text: 'Here.' });
  const half = bytesFile('half.bin', 2_000_000);
  await page.route('**/api/uploads/*?place=1048576', () => {});
  await attach(page, bytesFile('whole.bin', 1000), half);
  await expect(file(page, 'whole.bin')).toContainText('1 kB');
  await expect(file(page, 'half.bin').getByRole('progressbar')).toHaveAttribute('value', '1048576');
  await page.reload();
  await page.unroute('**/api/uploads/*?place=1048576');
  await expect(file(page, 'whole.bin')).toContainText('1 kB');
  await expect(file(page, 'half.bin')).toContainText('not sent whole');
  await sendButton(page).click();
  await expect(part.refused(page, /half\.bin is not there yet/)).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await file(page, 'half.bin').getByRole('button', { name: 'Choose half.bin again' }).click();
  await (await chooser).setFiles(half);
  await expect(there(page, /2 files are attached/)).toBeAttached();
  await send(page);
});

test('files go on while the letter is folded', async ({ page, ana }) => {
  await signIn(page, ana);
  await write(page, { to: ana.address, subject: 'Folded', text: 'Here.' });
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route('**/api/uploads/*?place=*', async (route) => {
    await held;
    await route.continue();
  });
  await attach(page, bytesFile('folded.bin', 1_500_000));
  await part.field(page, 'Subject').press('Escape');
  await expect(part.composer(page)).toHaveCount(0);
  const last = page.waitForResponse((one) => one.url().includes('place=1048576'));
  letThrough();
  expect((await last).status()).toBe(200);
  await page.getByRole('button', { name: 'Folded' }).click();
  await expect(file(page, 'folded.bin')).toContainText('1.5 MB');
  await send(page);
});

test('what no letter can carry is said at once', async ({ page, ana }) => {
  await signIn(page, ana);
  await page.route('**/api/letter-limit', (route) =>
    route.fulfill({ json: { letterBytes: 2_000_000 } }),
  );
  await write(page, { to: ana.address, subject: 'Heavy' });
  await attach(page, bytesFile('huge.bin', 1_500_000));
  await expect(
    part.refused(page, /huge\.bin is too large \(1\.5 MB\).*up to 1\.45 MB/),
  ).toBeVisible();
  await expect(files(page).getByRole('listitem')).toHaveCount(0);
  await attach(page, bytesFile('a.bin', 900_000), bytesFile('b.bin', 900_000));
  await expect(part.refused(page, /weighs 2\.48 MB, but the mail server takes 2 MB/)).toBeVisible();
  await sendButton(page).click();
  await expect(part.composer(page)).toBeVisible();
  await files(page).getByRole('button', { name: 'Remove b.bin' }).click();
  await expect(part.refused(page, /but the mail server takes/)).toHaveCount(0);
});

test('what a heavy letter costs is said, for all who get it', async ({ page, ana }) => {
  await signIn(page, ana);
  await write(page, { subject: 'Costs' });
  for (const one of ['b', 'c', 'd'])
    await part
      .field(page, 'To')
      .fill(`${one}@else.example`)
      .then(() => part.field(page, 'To').press('Enter'));
  await attach(page, bytesFile('film.bin', 6_000_000));
  await expect(
    part.composer(page).getByText('This letter weighs 8.23 MB × 3 recipients = 24.7 MB.'),
  ).toBeVisible();
});

test('an attached picture is looked at before it leaves', async ({ signedIn: page }) => {
  await write(page, {});
  await attach(page, { name: 'red.png', mimeType: 'image/png', buffer: RED_PNG });
  await file(page, 'red.png').getByRole('button', { name: 'Preview red.png' }).click();
  const picture = page.getByRole('dialog', { name: 'red.png' }).getByRole('img');
  await expect(picture).toHaveJSProperty('naturalWidth', 8);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'red.png' })).toHaveCount(0);
  await expect(file(page, 'red.png')).toBeVisible();
});

test('forwarding takes the files along, without a way through the browser', async ({
  page,
  ana,
  bruno,
  otherBrowser,
}) => {
  const plan = randomBytes(400_000);
  await ana.has('INBOX', [
    {
      subject: 'The plans',
      text: 'See the files.',
      attachments: [
        { filename: 'plan.bin', content: plan },
        { filename: 'notes.txt', content: 'Notes' },
        { filename: 'red.png', content: RED_PNG },
      ],
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'The plans');
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (/\/parts\/|\/uploads/.test(request.url())) fetched.push(request.url());
  });
  await part.act(page, 'Forward').click();
  await expect(files(page).getByRole('listitem')).toHaveCount(3);
  await files(page).getByRole('button', { name: 'Remove notes.txt' }).click();
  await part.field(page, 'To').fill(bruno.address);
  await part.field(page, 'To').press('Enter');
  await send(page);
  expect(fetched).toEqual([]);
  const brunos = await otherBrowser();
  await signIn(brunos, bruno);
  await openMessage(brunos, 'Fwd: The plans');
  expect(await arrived(brunos, 'plan.bin')).toBe(sha(plan));
  expect(await arrived(brunos, 'red.png')).toBe(sha(RED_PNG));
  await expect(part.message(brunos).getByText('notes.txt')).toHaveCount(0);
});

test('photos are offered smaller: turned, without their place, and back again', async ({
  page,
  ana,
  bruno,
  otherBrowser,
}) => {
  test.slow();
  await signIn(page, ana);
  await write(page, { to: bruno.address, subject: 'Holidays', text: 'Look.' });
  const buffer = await photo(page);
  const original = { name: 'beach.jpg', mimeType: 'image/jpeg', buffer };
  await attach(page, original, bytesFile('note.bin', 10));
  const offer = part.composer(page).getByRole('group', { name: 'Size of the photos' });
  await expect(offer).toContainText('A photo of');
  await offer.getByRole('button', { name: 'Large (2048 px)' }).click();
  await expect(file(page, 'beach.jpg')).toContainText(/MB → \d+ kB|MB → 1/);
  await part.composer(page).getByRole('button', { name: 'Take the original' }).click();
  await expect(file(page, 'beach.jpg')).toHaveText(/^beach\.jpg\d(\.\d+)? MB$/);
  await offer.getByRole('button', { name: 'Medium (1280 px)' }).click();
  await expect(part.composer(page).getByText(/The photo weighs .* instead of/)).toBeVisible();
  await expect(there(page, /2 files are attached/)).toBeAttached();
  await send(page);
  const brunos = await otherBrowser();
  await signIn(brunos, bruno);
  await openMessage(brunos, 'Holidays');
  const link = part.message(brunos).getByRole('link', { name: 'Download beach.jpg' });
  const bytes = await (await brunos.request.get((await link.getAttribute('href'))!)).body();
  expect(buffer.includes(PLACE)).toBe(true);
  expect(bytes.includes(PLACE)).toBe(false);
  expect(bytes.length).toBeLessThan(buffer.length / 2);
  const size = await brunos.evaluate(async (base64) => {
    const raw = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([raw], { type: 'image/jpeg' }));
    return [bitmap.width, bitmap.height];
  }, bytes.toString('base64'));
  expect(size).toEqual([853, 1280]);
});

test('a letter thrown away and taken back has its files', async ({ page, ana }) => {
  await signIn(page, ana);
  await write(page, { to: ana.address, subject: 'Taken back', text: 'Here.' });
  let isHeld = true;
  await page.route('**/api/uploads/*?place=1048576', (route) => {
    if (!isHeld) return route.continue();
  });
  await attach(page, bytesFile('kept.bin', 1_500_000));
  await expect(file(page, 'kept.bin').getByRole('progressbar')).toHaveAttribute('value', '1048576');
  await part.composer(page).getByRole('button', { name: 'Discard draft' }).click();
  await expect(part.composer(page)).toHaveCount(0);
  isHeld = false;
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(there(page, /1 file is attached, 1\.5 MB/)).toBeAttached();
  await send(page);
});

test('files of a letter in French, on a phone, for everybody', async ({ otherBrowser, ana }) => {
  const page = await otherBrowser({
    locale: 'fr-FR',
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await page.goto('/login');
  await page.getByRole('textbox', { name: 'Adresse électronique' }).fill(ana.address);
  await page.getByLabel('Mot de passe', { exact: true }).fill(ana.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByRole('button', { name: 'Écrire' }).first().click();
  const composer = page.getByRole('dialog', { name: 'Nouveau message' });
  const buffer = await photo(page);
  const chooser = page.waitForEvent('filechooser');
  await composer.getByRole('button', { name: 'Joindre des fichiers' }).click();
  await (await chooser).setFiles([
    { name: 'plage.jpg', mimeType: 'image/jpeg', buffer },
    bytesFile('film.bin', 6_000_000),
  ]);
  await expect(composer.getByText(/Cette lettre pèse/)).toBeVisible();
  await expect(composer.getByRole('button', { name: 'Moyenne (1280 px)' })).toBeVisible();
  await expect(
    composer.getByRole('status').filter({ hasText: '2 fichiers sont joints' }),
  ).toBeAttached();
  const row = composer.getByRole('button', { name: 'Retirer film.bin' });
  const box = (await row.boundingBox())!;
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(390);
  await expectNoBarrier(page, 'files of a letter');
});

test('a picture among the words is sent with them, and there again after a reload', async ({
  page,
  ana,
  bruno,
  otherBrowser,
}) => {
  await signIn(page, ana);
  await write(page, { to: bruno.address, subject: 'Look at this', text: 'A red square: ' });
  const chooser = page.waitForEvent('filechooser');
  await part.composer(page).getByRole('button', { name: 'Insert picture' }).click();
  await (await chooser).setFiles({ name: 'red.png', mimeType: 'image/png', buffer: RED_PNG });
  const picture = part.field(page, 'Message').locator('img');
  await expect(picture).toHaveJSProperty('naturalWidth', 8);
  // It is no file beside the words.
  await expect(files(page).getByRole('listitem')).toHaveCount(0);
  const saved = part.composer(page).getByRole('status').filter({ hasText: 'Draft saved' });
  await expect(saved).toBeVisible({ timeout: 15_000 });
  await page.reload();
  await expect(picture).toHaveJSProperty('naturalWidth', 8);
  await send(page);
  const brunos = await otherBrowser();
  await signIn(brunos, bruno);
  await openMessage(brunos, 'Look at this');
  await expect(part.body(brunos).locator('img')).toHaveJSProperty('naturalWidth', 8);
  const source = await bruno.find('text', 'mailbox', 'INBOX', 'all');
  expect(source).toContain('Content-Disposition: inline');
  expect(source).not.toContain('blob:');
  expect(source).not.toContain('/api/uploads');
});

test('a file goes on when the device is online again', async ({
  page,
  ana,
  context,
  complaints,
}) => {
  complaints.foresee(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION|WebSocket/);
  await signIn(page, ana);
  await write(page, { subject: 'On the train' });
  await page.route('**/api/uploads/*?place=1048576', async (route) => {
    await context.setOffline(true);
    await route.abort('internetdisconnected');
  });
  await attach(page, bytesFile('train.bin', 2_000_000));
  await expect(file(page, 'train.bin')).toContainText('No connection');
  await page.unroute('**/api/uploads/*?place=1048576');
  await context.setOffline(false);
  await expect(there(page, /1 file is attached, 2 MB/)).toBeAttached();
});
