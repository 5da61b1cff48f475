import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import express from 'express';
import { build, type Rollup } from 'vite';
import { newsletterHtml } from '../mailstack/demo/html.ts';
import { mailFrame, securityHeaders } from '../server/http/protect.ts';

// Messages that want to break out, in a real browser, in the frame that the product shows them in.
// Requests are counted where they would leave: at the proxy and at our own server, not in the page.

interface Mail {
  file: string;
  cls: string;
  html: string;
}

interface Report {
  file: string;
  error?: string;
  again: string;
  remoteImages: number;
  images: number;
  styles: string;
  violations: string[];
  isInPlace: boolean;
  height: number;
  strange: string[];
  text: string;
  expected: string;
}

interface Batch {
  reports: Report[];
  isUncovered: boolean;
  isPageUnchanged: boolean;
  newGlobals: string[];
}

/** What `html-corpus-page.js` offers. */
interface CorpusPage {
  corpus: {
    show(mails: Mail[]): Promise<Batch>;
    showRaw(mails: Mail[]): Promise<Batch>;
    textOf(html: string): string;
  };
}

const CORPUS = resolve(import.meta.dirname, '../../shared/corpus/html');
const BATCH = 24;
const OURS = ['/', '/page.js', '/mail-frame', '/favicon.ico'];

test.describe.configure({ mode: 'default' });
test.setTimeout(120_000);

let server: Server;
let proxy: Server;
let context: BrowserContext;
let page: Page;
/** Everything that a message made the browser do. */
let deeds: string[] = [];

test.beforeAll(async ({ browser }) => {
  proxy = await listen(
    createServer((request, response) => {
      deeds.push(`request ${request.url}`);
      response.writeHead(502).end();
    }).on('connect', (request, socket) => {
      deeds.push(`connect ${request.url}`);
      socket.end();
    }),
  );
  server = await serve(await bundle());
  context = await browser.newContext({
    proxy: { server: addressOf(proxy), bypass: new URL(addressOf(server)).host },
  });
  context.on('page', (opened) => deeds.push(`popup ${opened.url()}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    const isOurs = url.origin === addressOf(server) && OURS.includes(url.pathname);
    if (!isOurs && !/^(data|blob):/.test(url.protocol)) deeds.push(`asked ${request.url()}`);
  });
  page = await context.newPage();
  page.on('dialog', (dialog) => {
    deeds.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('framenavigated', (frame) => {
    if (frame.parentFrame() && !/^about:|\/mail-frame$/.test(frame.url()))
      deeds.push(`navigation ${frame.url()}`);
  });
  await page.goto(addressOf(server));
  deeds = [];
});

test.afterAll(async () => {
  await context?.close();
  server?.close();
  proxy?.close();
});

test.beforeEach(() => {
  deeds = [];
});

test('what leaves is seen', async () => {
  const other = await context.newPage();
  await other.setContent('<img src="http://leak.test/seen"><img src="https://leak.test/seen">');
  await other.waitForTimeout(300);
  await other.close();
  expect(deeds).toEqual(
    expect.arrayContaining(['request http://leak.test/seen', 'connect leak.test:443']),
  );
});

test.describe('the corpus', () => {
  const mails = readCorpus();
  test.skip(!mails.length, 'the corpus is not here');

  test('runs nothing, asks nobody, changes nothing around it', async () => {
    const reports = await runAll('show', mails);
    expect(reports).toHaveLength(mails.length);
    const faults = reports.filter(
      ({ error, isInPlace, strange, violations, again }) =>
        error || !isInPlace || strange.length || violations.length || again !== 'same',
    );
    expect(faults).toEqual([]);
    expect(deeds).toEqual([]);
  });

  test('is held by the frame alone, without the sanitiser', async () => {
    const reports = await runAll('showRaw', mails);
    expect(reports).toHaveLength(mails.length);
    expect(deeds).toEqual([]);
  });

  test('stays readable where it is harmless', async () => {
    const reports = await runAll(
      'show',
      mails.filter(({ cls }) => cls !== 'xss'),
    );
    const lost = reports.filter(({ text, expected }) => text !== expected);
    expect(lost.map(({ file, text, expected }) => ({ file, text, expected }))).toEqual([]);
  });
});

async function runAll(way: 'show' | 'showRaw', mails: Mail[]): Promise<Report[]> {
  const reports: Report[] = [];
  for (let i = 0; i < mails.length; i += BATCH) {
    const batch = await run(way, mails.slice(i, i + BATCH));
    expect(batch, mails[i]!.file).toMatchObject({
      isUncovered: true,
      isPageUnchanged: true,
      newGlobals: [],
    });
    reports.push(...batch.reports);
  }
  return reports;
}

const run = (way: 'show' | 'showRaw', mails: Mail[]): Promise<Batch> =>
  page.evaluate(([name, list]) => (globalThis as unknown as CorpusPage).corpus[name](list), [
    way,
    mails,
  ] as const);

function readCorpus(): Mail[] {
  const index = resolve(CORPUS, 'index.jsonl');
  if (!existsSync(index)) {
    console.log('html-corpus: skipped, there is no corpus beside the project');
    return [];
  }
  const entries = readFileSync(index, 'utf8').trim().split('\n');
  return entries.map((line) => {
    const { file, cls } = JSON.parse(line) as { file: string; cls: string };
    return { file, cls, html: readFileSync(resolve(CORPUS, file), 'utf8') };
  });
}

async function bundle(): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: resolve(import.meta.dirname, 'html-corpus-page.js'),
        formats: ['iife'],
        name: 'page',
      },
    },
  })) as Rollup.RollupOutput[];
  return built[0]!.output[0].code;
}

/** Our own server: the product's policies around an empty page, and a record of what else is asked. */
function serve(script: string): Promise<Server> {
  const app = express();
  app.use(securityHeaders(false));
  app.get('/mail-frame', mailFrame());
  app.get('/page.js', (_request, response) => {
    response.type('js').send(script);
  });
  app.get('/', (_request, response) => {
    response
      .type('html')
      .send(
        '<!doctype html><title>Corpus</title><button type="button">Above</button><main></main><script src="/page.js"></script>',
      );
  });
  app.get('/favicon.ico', (_request, response) => {
    response.sendStatus(204);
  });
  app.use((request, response) => {
    deeds.push(`asked our server ${request.url}`);
    response.sendStatus(404);
  });
  return listen(createServer(app));
}

const listen = (one: Server): Promise<Server> =>
  new Promise((done) => one.listen(0, '127.0.0.1', () => done(one)));

const addressOf = (one: Server) => `http://127.0.0.1:${(one.address() as AddressInfo).port}`;
