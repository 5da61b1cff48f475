/// <reference lib="dom" />
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import type { TestStack } from '../mailstack/testing.ts';
import type { Bed } from './bed.ts';
import { type Figure, measure } from './measure.ts';
import { measureActs, row } from './page-acts.ts';
import { measureWriting } from './page-writing.ts';
import { untilPainted } from './painted.ts';

/** What a person waits for, in a real browser, from the act until the pixels are there. */
export interface PageFigures {
  figures: Figure[];
  /** A first visit with an empty cache, up to the rows: requests, and bytes on the wire. */
  cold: { requests: number; bytes: number };
  /** IMAP commands from submitting the sign-in until the rows are there. */
  imapCommands: number;
}

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
    const figures = [
      signIns,
      ...(await measureActs(stack, page, bed, rounds)),
      ...(await measureWriting(stack, page, bed, rounds)),
    ];
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
    const ms = await untilPainted(page, () => submit(page), hasRows, null);
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

const hasRows = () => document.querySelector('[role=grid] [role=row][aria-label]') !== null;

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
