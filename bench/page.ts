/// <reference lib="dom" />
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import type { TestStack } from '../mailstack/testing.ts';
import { type Bed, OTHER_FOLDER } from './bed.ts';
import { type Figure, figureOf, measure, timed } from './measure.ts';

/** What a person waits for, in a real browser, from the act until the pixels are there. */
export interface PageFigures {
  figures: Figure[];
  /** A first visit with an empty cache, up to the rows: requests, and bytes on the wire. */
  cold: { requests: number; bytes: number };
  /** IMAP commands from submitting the sign-in until the rows are there. */
  imapCommands: number;
}

const row = (page: Page) =>
  page.getByRole('grid', { name: 'Messages' }).getByRole('row').filter({ hasText: /\S/ });

export async function measurePage(
  stack: TestStack,
  url: string,
  bed: Bed,
  rounds: number,
): Promise<PageFigures> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  try {
    const cold = await measureCold(browser, url, bed);
    const { signIns, imapCommands } = await measureSignIn(stack, browser, url, bed, rounds);
    const context = await browser.newContext(size);
    const page = await signedIn(context, url, bed);
    const figures = [signIns, ...(await measureActs(stack, page, bed, rounds))];
    return { figures, cold, imapCommands };
  } finally {
    await browser.close();
  }
}

const size = { viewport: { width: 1280, height: 800 }, locale: 'en-GB' };

async function measureCold(browser: Browser, url: string, bed: Bed) {
  const context = await browser.newContext(size);
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  let bytes = 0;
  let requests = 0;
  network.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests++;
  });
  await fillSignIn(page, url, bed);
  await submit(page);
  await context.close();
  return { requests, bytes };
}

async function measureSignIn(
  stack: TestStack,
  browser: Browser,
  url: string,
  bed: Bed,
  rounds: number,
) {
  let imapCommands = 0;
  const signIns = await measure('sign-in → rows', rounds, async () => {
    const context = await browser.newContext(size);
    const page = await context.newPage();
    await fillSignIn(page, url, bed);
    const before = await commandCount(stack);
    const ms = await timed(() => submit(page));
    imapCommands = (await commandCount(stack)) - before;
    await page.getByRole('button', { name: 'Account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await context.close();
    return ms;
  });
  return { signIns, imapCommands };
}

async function signedIn(context: BrowserContext, url: string, bed: Bed): Promise<Page> {
  const page = await context.newPage();
  await fillSignIn(page, url, bed);
  await submit(page);
  return page;
}

async function fillSignIn(page: Page, url: string, { address, password }: Bed) {
  await page.goto(url);
  await page.getByRole('textbox', { name: 'Email address' }).fill(address);
  await page.getByLabel('Password', { exact: true }).fill(password);
  // People type for seconds; the page may use the time to fetch what comes next.
  await page.waitForTimeout(700);
}

async function submit(page: Page) {
  await page.getByRole('button', { name: 'Sign in' }).click();
  await row(page).first().waitFor();
}

async function commandCount(stack: TestStack): Promise<number> {
  const dump = await stack.doveadm('stats', 'dump');
  const [head = '', ...lines] = dump
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  const column = head ? (head as string[]).indexOf('count') : -1;
  return lines
    .filter(([name]) => name?.startsWith('imap_command'))
    .reduce((sum, values) => sum + Number(values[column] ?? 0), 0);
}

async function measureActs(
  stack: TestStack,
  page: Page,
  bed: Bed,
  rounds: number,
): Promise<Figure[]> {
  const tree = page.getByRole('navigation', { name: 'Folders' });
  const folder = (name: string) => tree.getByRole('treeitem', { name: new RegExp(`^${name}`) });
  const figures: Figure[] = [];

  await page.waitForTimeout(1000);
  figures.push(
    await measure('warm reload → rows', rounds, async () => {
      const ms = await timed(async () => {
        await page.reload({ waitUntil: 'commit' });
        await row(page).first().waitFor();
      });
      await page.waitForTimeout(500);
      return ms;
    }),
  );

  // A folder seen before is on the device; here each opening is a first one for the page's memory.
  const opened: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    await page.evaluate(async () => {
      for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name);
    });
    await page.reload();
    await row(page).first().waitFor();
    await page.waitForTimeout(800);
    opened.push(
      await timed(async () => {
        await folder(OTHER_FOLDER).click();
        await page.waitForURL(new RegExp(OTHER_FOLDER));
        await page.getByRole('region', { name: OTHER_FOLDER }).waitFor();
        await row(page).first().waitFor();
      }),
    );
    await folder('Inbox').click();
    await row(page).first().waitFor();
  }
  figures.push(figureOf('open folder', opened.slice(1)));

  let turn = 0;
  figures.push(
    await measure('open message', rounds, async () => {
      const one = row(page).nth(turn++ % 8);
      const name = await one.getAttribute('aria-label');
      const subject = await one
        .locator('[data-subject]')
        .first()
        .textContent()
        .catch(() => name);
      return timed(async () => {
        await one.click();
        await page
          .getByRole('region', { name: 'Message' })
          .getByRole('heading', { name: subject ?? '' })
          .first()
          .waitFor();
        await page.locator('[data-message-body]').first().waitFor();
      });
    }),
  );

  figures.push(
    await measure('next message', rounds, async () => {
      await page.waitForTimeout(400);
      const heading = page.getByRole('region', { name: 'Message' }).getByRole('heading').first();
      const before = await page.evaluate(() => location.pathname);
      await heading.waitFor();
      return timed(async () => {
        await page.keyboard.press('j');
        await page.waitForFunction(
          (path) =>
            location.pathname !== path && document.querySelector('[data-message-body]') !== null,
          before,
        );
      });
    }),
  );

  figures.push(
    await measure('star', rounds, async () => {
      const answered = page.waitForResponse(/\/flags$/);
      const ms = await timed(async () => {
        await page
          .getByRole('region', { name: 'Message' })
          .getByRole('button', { name: 'Star', exact: true })
          .click();
        await answered;
      });
      const back = page.waitForResponse(/\/flags$/);
      await page
        .getByRole('region', { name: 'Message' })
        .getByRole('button', { name: 'Unstar', exact: true })
        .click();
      await back;
      return ms;
    }),
  );

  const middle = Math.floor(bed.size / 2);
  figures.push(
    await measure('middle of the list', rounds, async () => {
      const offset = middle + (turn++ % 10) * 60;
      const grid = page.getByRole('grid', { name: 'Messages' });
      const ms = await timed(async () => {
        await grid.evaluate(
          (element, ratio) => {
            const scroller = element.closest('[data-scroller]') ?? element;
            scroller.scrollTop = scroller.scrollHeight * ratio;
          },
          Math.min(0.95, offset / bed.size),
        );
        await page.waitForFunction(
          (least) =>
            [...document.querySelectorAll('[role=grid] [role=row][aria-label]')].some(
              (element) => Number(element.getAttribute('aria-rowindex')) > least,
            ),
          Math.min(bed.size * 0.4, offset * 0.5),
        );
      });
      await grid.evaluate((element) => {
        (element.closest('[data-scroller]') ?? element).scrollTop = 0;
      });
      await page.waitForTimeout(300);
      return ms;
    }),
  );

  // The list from its top, as somebody who waits for mail has it.
  await page.reload();
  await row(page).first().waitFor();
  await page.waitForTimeout(2500);
  figures.push(
    await measure('new mail → row', rounds, async () => {
      const subject = `Arrival ${Math.random().toString(36).slice(2)}`;
      return timed(async () => {
        await stack.deliver({ from: 'x@else.example', to: bed.address, subject, text: 'Hello' });
        await page.getByRole('row', { name: new RegExp(subject) }).waitFor();
      });
    }),
  );
  return figures;
}
