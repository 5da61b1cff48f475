/// <reference lib="dom" />

import type { Page } from '@playwright/test';
import { createDialler } from '../server/http/dialler.ts';
import { nobody } from '../shared/contacts.ts';
import { expect, test } from './fixtures.ts';
import { RED_PNG } from './letters.ts';
import { openMessage, part, signIn } from './mail-page.ts';
import { type Elsewhere, startProxy, startShop } from './shop.ts';

let shop: Elsewhere;
let proxy: Elsewhere;

test.beforeAll(async () => {
  shop = await startShop();
  proxy = await startProxy();
});
test.afterAll(() => {
  shop.stop();
  proxy.stop();
});
test.beforeEach(({ rig }) => {
  rig.bridge.context.dialler = createDialler({ allowLoopback: true });
  shop.asked.length = 0;
  proxy.asked.length = 0;
});

const newsletter = (name = 'hero') => `<html><body bgcolor="#ffffff"><h1>Spring</h1>
  <img src="${shop.url}/${name}.png" alt="Hero" width="80" height="80">
  <table><tr><td background="${shop.url}/${name}-band.png">Band</td></tr></table>
  <img src="${shop.url}/${name}-open.gif?u=ana" width="1" height="1" alt="">
  <img src="https://u1.ct.sendgrid.net/wf/open?upn=ana" alt="">
  <style>p { background: url(https://leak.example/sheet.png) }</style>
  <p style="list-style-image:url(https://leak.example/list.png)">Offers</p></body></html>`;

/** What went to others than the bridge; Chromium asks its maker about forms. */
const leaks = () => proxy.asked.filter(({ path }) => !path.startsWith('content-autofill.'));
const message = (page: Page) => part.message(page);
const hero = (page: Page) => part.body(page).getByRole('img', { name: 'Hero' });
const widthOf = (page: Page) =>
  hero(page).evaluate((image) => (image as HTMLImageElement).naturalWidth);

test('remote images stay away until they are asked for, and then the bridge asks (S-14, S-41)', async ({
  ana,
  otherBrowser,
}) => {
  await ana.has('INBOX', [{ subject: 'Offers', html: newsletter() }]);
  const page = await otherBrowser({ proxy: { server: proxy.url, bypass: 'localhost' } });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await signIn(page, ana);
  const own = new URL(page.url()).origin;
  await openMessage(page, 'Offers');
  await expect(message(page)).toContainText('6 remote images are not shown.');
  await expect(message(page)).toContainText('2 of them look like trackers.');
  await expect(part.body(page).getByText('Offers')).toBeVisible();
  expect(shop.asked).toEqual([]);
  expect(await widthOf(page)).toBe(0);

  await message(page).getByRole('button', { name: 'Show images' }).click();
  await expect.poll(() => widthOf(page)).toBe(8);
  await expect(message(page)).toContainText('2 images that look like trackers were not asked for.');
  await expect
    .poll(() =>
      part
        .body(page)
        .getByRole('cell', { name: 'Band' })
        .evaluate((cell) => getComputedStyle(cell).backgroundImage),
    )
    .toMatch(/^url\("blob:/);
  expect(shop.asked.map(({ path }) => path).sort()).toEqual(['/hero-band.png', '/hero.png']);
  for (const { headers } of shop.asked) {
    expect(headers['user-agent']).toBe('Sobre');
    expect(headers.cookie ?? headers.referer).toBeUndefined();
  }
  // Nothing but the bridge was asked, by the page or by the browser.
  expect(leaks()).toEqual([]);
  expect(asked.filter((url) => !url.startsWith(own) && !url.startsWith('blob:'))).toEqual([]);

  // Once is once.
  await page.reload();
  await expect(message(page).getByRole('button', { name: 'Show images' })).toBeVisible();
});

test('always for a sender or a domain, until the settings take it back', async ({ page, ana }) => {
  const from = { name: 'Shop', address: 'News@Shop.example' };
  await ana.has('INBOX', [
    { subject: 'From a sister', html: newsletter('sister'), from: 'hello@shop.example' },
    { subject: 'Second', html: newsletter('second'), from },
    { subject: 'First', html: newsletter('first'), from },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'First');
  await message(page).getByRole('button', { name: 'Always show…' }).click();
  await page.getByRole('menuitem', { name: 'Always for this sender: news@shop.example' }).click();
  await expect.poll(() => widthOf(page)).toBe(8);
  await openMessage(page, 'Second');
  await expect.poll(() => widthOf(page)).toBe(8);
  await openMessage(page, 'From a sister');
  await message(page).getByRole('button', { name: 'Always show…' }).click();
  await page.getByRole('menuitem', { name: 'Always for this domain: shop.example' }).click();
  await expect.poll(() => widthOf(page)).toBe(8);

  await page.goto('/settings/appearance');
  const list = page.getByRole('list', { name: 'Images shown without asking' });
  await expect(list.getByRole('listitem')).toHaveText([
    'news@shop.example',
    'Everyone at shop.example',
  ]);
  for (const name of ['news@shop.example', 'shop.example']) {
    const saved = page.waitForResponse(/\/api\/preferences/);
    await list
      .getByRole('button', { name: `Do not show images from ${name} any more`, exact: true })
      .click();
    await saved;
  }
  await expect(page.getByText(/^Nobody yet/)).toBeVisible();
  await page.goto('/mail/INBOX');
  await openMessage(page, 'Second');
  await expect(message(page).getByRole('button', { name: 'Show images' })).toBeVisible();
});

test('by choice from people one knows, or always; never of spam (S-14)', async ({ page, ana }) => {
  test.slow();
  const html = newsletter('known');
  await ana.has('INBOX', [
    { subject: 'From a stranger', html, from: 'x@stranger.example' },
    { subject: 'From a friend', html, from: 'friend@else.example' },
  ]);
  await ana.has('Junk', [{ subject: 'Spam', html, from: 'friend@else.example' }]);
  await signIn(page, ana);
  const added = await page.request.post('/api/contacts', {
    data: { ...nobody, name: 'Friend', emails: [{ value: 'friend@else.example', label: '' }] },
    headers: { 'X-Sobre': '1', Origin: new URL(page.url()).origin },
  });
  expect(added.ok(), await added.text()).toBe(true);
  const choose = async (name: string) => {
    await page.goto('/settings/appearance');
    const saved = page.waitForResponse(/\/api\/preferences/);
    await page.getByRole('radio', { name }).check();
    await saved;
    await page.goto('/mail/INBOX');
  };
  const isAsked = () =>
    expect(message(page).getByRole('button', { name: 'Show images' })).toBeVisible();
  await openMessage(page, 'From a friend');
  await isAsked();
  await choose('From people I know');
  await openMessage(page, 'From a friend');
  await expect.poll(() => widthOf(page)).toBe(8);
  await openMessage(page, 'From a stranger');
  await isAsked();
  await choose('Always');
  await openMessage(page, 'From a stranger');
  await expect.poll(() => widthOf(page)).toBe(8);
  await page.goto('/mail/Junk');
  await openMessage(page, 'Spam');
  await isAsked();
});

test('images that do not come are counted, and the letter is there', async ({ page, ana }) => {
  await ana.has('INBOX', [
    { subject: 'Half', html: `<p>Words</p><img src="${shop.url}/gone.png" alt="Gone" width="9">` },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Half');
  await message(page).getByRole('button', { name: 'Show images' }).click();
  await expect(message(page)).toContainText('One image could not be fetched.');
  await expect(part.body(page).getByText('Words')).toBeVisible();
});

test('links: the true address is shown, liars are marked, followers are shaken off', async ({
  page,
  ana,
}) => {
  await ana.has('INBOX', [
    {
      subject: 'Your account',
      html: `<p>Sign in at <a href="https://evil.example/?utm_source=mail&amp;id=7">https://bank.example</a> or
        <a href="https://bank.example/help?fbclid=1">ask us</a>.</p>`,
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Your account');
  await expect(message(page)).toContainText('A link in this message leads somewhere else');
  const liar = part.body(page).getByRole('link', { name: 'https://bank.example' });
  await expect(liar).toHaveAttribute('href', 'https://evil.example/?id=7');
  await expect(liar).toHaveAccessibleName(/evil\.example/);
  const honest = part.body(page).getByRole('link', { name: 'ask us' });
  await expect(honest).toHaveAccessibleName('ask us');
  await honest.hover();
  await expect(page.locator('[data-link-address]')).toHaveText('https://bank.example/help');
  await liar.focus();
  await expect(page.locator('[data-link-address]')).toHaveText('https://evil.example/?id=7');
  await part.body(page).getByText('Sign in at').hover();
  await part.row(page, 'Your account').focus();
  await expect(page.locator('[data-link-address]')).toHaveCount(0);
});

test('long quotations wait behind a button, in HTML and in plain text', async ({ page, ana }) => {
  const old = 'Are you free on Sunday, at noon, at the lake? '.repeat(20);
  await ana.has('INBOX', [
    {
      subject: 'Re: Lake',
      html: `<div>Gladly.</div><div class="gmail_quote"><div class="gmail_attr">On Monday Ana wrote:</div><blockquote class="gmail_quote">${old}</blockquote></div>`,
    },
    {
      subject: 'Re: Sea',
      text: `Gladly.\n\n${'> one\n'.repeat(20)}\nSee you\n-- \n${'Clara\n'.repeat(9)}`,
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Re: Lake');
  const body = part.body(page);
  await expect(body.getByText('Gladly.')).toBeVisible();
  await expect(body.getByText('Are you free')).toBeHidden();
  const frame = message(page).locator('iframe');
  const before = (await frame.boundingBox())!.height;
  await body.getByText('Show quoted text').click();
  await expect(body.getByText('Are you free')).toBeVisible();
  await expect.poll(async () => (await frame.boundingBox())!.height).toBeGreaterThan(before + 40);
  await body.getByText('Hide quoted text').click();
  await expect(body.getByText('Are you free')).toBeHidden();

  await openMessage(page, 'Re: Sea');
  const text = message(page).getByRole('document', { name: 'Message body' });
  await expect(text).toContainText('Gladly.');
  await expect(text).not.toContainText('one');
  await text.getByRole('button', { name: 'Show quoted text' }).click();
  await expect(text).toContainText('one');
  await expect(text).not.toContainText('Clara');
  await text.getByRole('button', { name: 'Show signature' }).click();
  await expect(text).toContainText('Clara');
  await text.getByRole('button', { name: 'Hide signature' }).click();
  await expect(text).not.toContainText('Clara');
});

test('plain text in letters of one width, on every device', async ({ page, ana, otherBrowser }) => {
  await ana.has('INBOX', [{ subject: 'A table', text: 'a   b\nccc d' }]);
  await signIn(page, ana);
  await openMessage(page, 'A table');
  const text = (at: Page) => message(at).getByRole('document', { name: 'Message body' });
  await expect(text(page)).not.toHaveCSS('font-family', /mono/i);
  const saved = page.waitForResponse(/\/api\/preferences/);
  await message(page).getByRole('switch', { name: 'Fixed width' }).click();
  await expect(text(page)).toHaveCSS('font-family', /mono/i);
  await saved;
  const other = await otherBrowser();
  await signIn(other, ana);
  await openMessage(other, 'A table');
  await expect(text(other)).toHaveCSS('font-family', /mono/i);
});

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('letters are dark too, and a switch brings their own colours back', async ({
    page,
    ana,
  }) => {
    await ana.has('INBOX', [
      {
        subject: 'Night',
        html: '<body bgcolor="#101318"><p style="color:#eee">Dark by design</p></body>',
      },
      {
        subject: 'Day',
        html: '<body bgcolor="#ffffff"><p id="p" style="color:#111;background:#fff">Black on white</p><p>Words</p></body>',
      },
    ]);
    await page.addInitScript(() => {
      // The lightness of a colour, from 0 to 255, as the browser paints it.
      Object.assign(globalThis, {
        lightness(element: Element, property: string) {
          const context = new OffscreenCanvas(1, 1).getContext('2d')!;
          context.fillStyle = getComputedStyle(element).getPropertyValue(property);
          context.fillRect(0, 0, 1, 1);
          const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
          return Math.round((red + green + blue) / 3);
        },
      });
    });
    await signIn(page, ana);
    await openMessage(page, 'Day');
    const look = (words: string, property: string) =>
      page.locator('iframe[title="Message body"]').evaluate(
        (frame, [wanted, name]) => {
          const { body } = (frame as HTMLIFrameElement).contentDocument!;
          const element =
            [...body.querySelectorAll('p')].find((one) => one.textContent === wanted) ?? body;
          return (globalThis as unknown as Painted).lightness(element, name);
        },
        [words, property] as const,
      );
    await expect(part.body(page).getByText('Black on white')).toBeVisible();
    expect(await look('Black on white', 'background-color')).toBeLessThan(60);
    expect(await look('Black on white', 'color')).toBeGreaterThan(180);
    expect(await look('Words', 'color')).toBeGreaterThan(180);
    expect(await look('', 'background-color')).toBeLessThan(60);

    const saved = page.waitForResponse(/\/api\/preferences/);
    await message(page).getByRole('switch', { name: 'Original colours' }).click();
    await expect.poll(() => look('', 'background-color')).toBe(255);
    expect(await look('Black on white', 'color')).toBe(17);
    await saved;
    await page.reload();
    await expect(message(page).getByRole('switch', { name: 'Original colours' })).toBeChecked();
    await expect(part.body(page).getByText('Black on white')).toBeVisible();
    expect(await look('', 'background-color')).toBe(255);
    await message(page).getByRole('switch', { name: 'Original colours' }).click();
    await openMessage(page, 'Night');
    await expect(part.body(page).getByText('Dark by design')).toBeVisible();
    expect(await look('', 'background-color')).toBeLessThan(60);
    expect(await look('Dark by design', 'color')).toBeGreaterThan(180);
  });
});

interface Painted {
  lightness(element: Element, property: string): number;
}

test('the next message is there before it is asked for, and no frame shows the one before', async ({
  page,
  ana,
}) => {
  await ana.has(
    'INBOX',
    Array.from({ length: 6 }, (_, i) => ({
      subject: `Letter ${6 - i}`,
      html: `<p>Words of letter ${6 - i}.</p>`,
      flags: ['\\Seen'],
    })),
  );
  await signIn(page, ana);
  const read: string[] = [];
  page.on('request', (request) => {
    const [, uid] = /\/messages\/(\d+)$/.exec(new URL(request.url()).pathname) ?? [];
    if (uid && request.url().includes('/api/')) read.push(uid);
  });
  const next = page.waitForResponse(/\/api\/.*\/messages\/5$/);
  await openMessage(page, 'Letter 1');
  await next;
  await expect.poll(() => [...new Set(read)].sort()).toEqual(['4', '5', '6']);
  // Every text that the frame held while it was in sight.
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    const look = () => {
      const heading = [...document.querySelectorAll('h1')].at(-1)?.textContent;
      const frame = document.querySelector<HTMLIFrameElement>('section iframe');
      seen.push(`${heading}: ${frame?.contentDocument?.body.textContent}`);
      requestAnimationFrame(look);
    };
    look();
  });
  await page.keyboard.press('j');
  await expect(part.body(page).getByText('Words of letter 2.')).toBeVisible();
  await page.keyboard.press('j');
  await expect(part.body(page).getByText('Words of letter 3.')).toBeVisible();
  await page.keyboard.press('k');
  await expect(part.body(page).getByText('Words of letter 2.')).toBeVisible();
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
  for (const one of new Set(seen)) {
    const [, heading, words] = /^Letter (\d): (?:Words of letter (\d)\.)?$/.exec(one) ?? [];
    expect(words ?? heading, one).toBe(heading);
  }
  // Each was read once, and before it was opened.
  expect(read.filter((uid) => ['4', '5'].includes(uid)).sort()).toEqual(['4', '5']);
  // The keys work where people click: in the letter.
  await part.body(page).getByText('Words of letter 2.').click();
  await page.keyboard.press('j');
  await expect(part.body(page).getByText('Words of letter 3.')).toBeVisible();
});

test('in a browser that cannot move frames, letters are shown all the same', async ({
  page,
  ana,
}) => {
  await page.addInitScript(() => {
    delete (Element.prototype as { moveBefore?: unknown }).moveBefore;
  });
  await ana.has('INBOX', [
    { subject: 'Second', html: '<p>Words of the second.</p>' },
    { subject: 'First', html: '<p>Words of the first.</p>' },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'First');
  await expect(part.body(page).getByText('Words of the first.')).toBeVisible();
  await page.keyboard.press('j');
  await expect(part.body(page).getByText('Words of the second.')).toBeVisible();
  await page.keyboard.press('k');
  await expect(part.body(page).getByText('Words of the first.')).toBeVisible();
  await expect(page.locator('iframe')).toHaveCount(1);
});

test('a newsletter of 600 pixels fits, on a phone too', async ({ ana, otherBrowser }) => {
  await ana.has('INBOX', [
    {
      subject: 'Fits',
      html: `<body style="margin:0"><table width="100%"><tr><td align="center" style="padding:12px">
        <table width="600" style="width:600px"><tr><td><img src="data:image/png;base64,${RED_PNG.toString('base64')}" width="600" height="90" alt="Band"></td></tr>
        <tr><td style="padding:28px">Words of a newsletter, as many as need a second line on every screen.</td></tr></table></td></tr></table></body>`,
    },
  ]);
  for (const width of [390, 1280]) {
    const page = await otherBrowser({ viewport: { width, height: 844 } });
    await signIn(page, ana);
    await openMessage(page, 'Fits');
    await expect(part.body(page).getByText('Words of a newsletter')).toBeVisible();
    const { content, frame } = await page.locator('section iframe').evaluate((element) => {
      const root = (element as HTMLIFrameElement).contentDocument!.documentElement;
      return { content: root.scrollWidth, frame: root.clientWidth };
    });
    expect(content, `${width}`).toBe(frame);
  }
});

test('a wide letter scrolls in its frame, and the page does not', async ({ page, ana }) => {
  await ana.has('INBOX', [
    {
      subject: 'Wide',
      html: '<div style="width:1800px">left<div style="text-align:right">right</div></div>',
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Wide');
  await expect(part.body(page).getByText('left')).toBeVisible();
  const widths = await page.locator('section iframe').evaluate((frame) => {
    const root = (frame as HTMLIFrameElement).contentDocument!.documentElement;
    return {
      frame: frame.clientWidth,
      content: root.scrollWidth,
      page: document.documentElement.scrollWidth,
    };
  });
  expect(widths.content).toBeGreaterThan(1700);
  expect(widths.page).toBeLessThanOrEqual(1280);
  await part.body(page).getByText('right').scrollIntoViewIfNeeded();
  await expect(part.body(page).getByText('right')).toBeInViewport();
});
