import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import express from 'express';
import { build, type Rollup } from 'vite';
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
    show(mails: Mail[], look?: object): Promise<Batch>;
    showRaw(mails: Mail[], look?: object): Promise<Batch>;
    growth(html: string): Promise<{ first: number; later: number }>;
    looksOf(html: string): Promise<unknown>;
    endOf(html: string): Promise<string>;
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

  for (const [looks, look] of [
    ['as it was written', {}],
    ['dark and folded', { dark: true, folds: { quote: ['Show', 'Hide'], signature: ['x', 'y'] } }],
  ] as const)
    test(`runs nothing, asks nobody, changes nothing around it, and stays readable: ${looks}`, async () => {
      const reports = await runAll('show', mails, look);
      expect(reports).toHaveLength(mails.length);
      const faults = reports.filter(
        ({ error, isInPlace, strange, violations, again }) =>
          error || !isInPlace || strange.length || violations.length || again !== 'same',
      );
      expect(faults).toEqual([]);
      expect(deeds).toEqual([]);
      const harmless = new Set(mails.filter(({ cls }) => cls !== 'xss').map(({ file }) => file));
      const lost = reports.filter(
        ({ file, text, expected }) =>
          harmless.has(file) && text !== expected && !text.includes('ShowHide'),
      );
      expect(lost.map(({ file, text, expected }) => ({ file, text, expected }))).toEqual([]);
    });

  test('is held by the frame alone, without the sanitiser', async () => {
    const reports = await runAll(
      'showRaw',
      mails.filter(({ cls }) => cls === 'xss'),
    );
    expect(reports.flatMap(({ violations }) => violations).length).toBeGreaterThan(100);
    // Refused requests are still announced in the page, and Chromium opens a connection to the hosts
    // of frames before it refuses them: against that stands the sanitiser.
    const left = deeds.filter(
      (deed) => !/^(asked (?!our)|connect |navigation chrome-error:)/.test(deed),
    );
    expect(left).toEqual([]);
  });
});

test('rules of a message lose what loads, leaves its place or measures the frame (S-12, S-14, S-18)', async () => {
  const [report] = await show(`<style>
    @import "//leak.test/1"; @import url(/api/session); @namespace svg url(http://leak.test/2);
    @font-face { font-family: x; src: url(http://leak.test/3) }
    @page { margin: 0 } @layer a { p { color: red } } @keyframes k { to { background: url(//leak.test/4) } }
    @counter-style c { symbols: url(http://leak.test/5) } @property --p { syntax: "*"; inherits: true }
    .a { background: \\75 \\72 \\6C (http://leak.test/6) }
    .b { background: u\\rl("http://leak.test/7"); color: #123456 }
    .c { background: var(--x, url(http://leak.test/8)); --x: url(http://leak.test/9) }
    .d { background-image: image-set("http://leak.test/10" 1x) }
    .e { background-image: -webkit-image-set(url(http://leak.test/11) 1x) }
    .f { background: cross-fade(url(http://leak.test/12), red, 50%) }
    .g { list-style: url(http://leak.test/13); cursor: url(http://leak.test/14), auto; content: url(http://leak.test/15) }
    .h { border-image: url(http://leak.test/16) 1; mask: url(http://leak.test/17); shape-outside: url(http://leak.test/18); filter: url(http://leak.test/19#f) }
    .i { position: fixed !important; position: sticky; top: 0; z-index: 2147483647; color: #234567 }
    .j { height: 100vh; min-height: calc(10dvh + 4px); max-height: 5vmax; color: #345678 }
    .k { color: #456789; .nested { background: url(http://leak.test/20) } }
    @media (min-height: 10px) { .l { color: red } } @media (prefers-color-scheme: dark) { .m { color: red } }
    @media screen { .n { color: #56789a } @import "//leak.test/21"; @supports (color: red) { .o { color: #6789ab } } }
    @supports (background: url(http://leak.test/22)) { .p { background: url(http://leak.test/23) } }
    :root, html, body { background: #789abc; position: fixed }
    .q { background: url(http://leak.test/24
    </style>
    <style media="print">.r { color: red }</style>
    <style>.s { color: #89abcd; /* left open</style><style>.t { color: #9abcde }</style>
    <p class="a b c d e f g h i j k n s t" style="background:url(http://leak.test/25" id=z>Text</p>
    <p style='background:url("/api/session");color:teal'>x</p><p style="background:\\75rl(//leak.test/26)">y</p>`);
  expect(deeds).toEqual([]);
  expect(report).toMatchObject({ violations: [], strange: [] });
  const { styles } = report!;
  expect(styles).not.toMatch(
    /leak|url|@import|@font|@layer|@page|@key|@name|@count|@prop|--x|fixed|sticky|vh|vmax|nested|height|prefers/,
  );
  expect(styles).toMatch(/@media print \{\s*\.r/);
  for (const colour of [
    '18, 52, 86',
    '35, 69, 103',
    '52, 86, 120',
    '69, 103, 137',
    '86, 120, 154',
    '103, 137, 171',
    '120, 154, 188',
    '137, 171, 205',
    '154, 188, 222',
  ])
    expect(styles).toContain(`rgb(${colour})`);
});

test('what covers the screen covers its own frame only', async () => {
  const cover =
    'position:fixed!important;inset:-9999px;top:0;left:0;width:100vw;height:100vh;z-index:2147483647;background:red';
  const batch = await run('show', [
    mail(`<body style="${cover};transform:scale(99)"><div style="${cover}">x</div>`),
    mail(
      `<style>html,body,:root{${cover};height:100%!important}</style><div style="position:absolute;${cover.replace('fixed', 'absolute')}">x</div>`,
    ),
    mail('<div style="margin:-9999px;padding:1e9px;outline:1e6px solid red">x</div>'),
  ]);
  expect(batch).toMatchObject({ isUncovered: true, isPageUnchanged: true });
  for (const { height } of batch.reports) expect(height).toBeLessThanOrEqual(20_000);
});

test('a frame is as high as its message, and stays so', async () => {
  const tall = '<div style="height:700px">x</div>';
  const reports = await show(
    tall,
    `<style>html,body{height:100%!important;min-height:100vh;overflow:hidden;margin:0;padding:0}</style>${tall}`,
    `<table height="100%" width="2000"><tr><td>${tall}</td></tr></table>`,
    '<div style="float:left;height:700px">x</div>',
    '<div style="position:absolute;top:0;height:700px">x</div>',
    '<p>one line</p>',
  );
  const heights = reports.map(({ height }) => height);
  for (const height of heights.slice(0, 5)) {
    expect(height).toBeGreaterThanOrEqual(700);
    expect(height).toBeLessThan(800);
  }
  expect(heights[5]).toBeLessThan(120);
});

test('a picture that comes later makes the frame grow, and nothing around it jumps before', async () => {
  const grown = await page.evaluate(() =>
    (globalThis as unknown as CorpusPage).corpus.growth('<p>Hello</p><img src="cid:a"><p>Bye</p>'),
  );
  expect(grown.first).toBeGreaterThanOrEqual(40);
  expect(grown.later).toBeGreaterThan(grown.first + 200);
});

test('newsletters keep their looks', async () => {
  const looks = await page.evaluate(
    (html) => (globalThis as unknown as CorpusPage).corpus.looksOf(html),
    `<html dir="rtl" lang="ar"><head><style>@media (min-width: 100px) { .w { padding: 7px } }</style></head>
    <body bgcolor="#eeeeee" text="#333333" style="margin:0;font-family:Georgia">
    <table width="600" align="center" cellpadding="4" cellspacing="0" border="0" bgcolor="#ffffff"><tr>
    <td colspan="2" valign="top" width="50%" class="w" style="border-top:1px solid #cccccc;color:rgb(10,20,30)">A</td>
    </tr></table><font color="#ff0000" size="4" face="Arial">B</font></body></html>`,
  );
  expect(looks).toMatchObject({
    root: { dir: 'rtl', lang: 'ar' },
    body: { background: 'rgb(238, 238, 238)', color: 'rgb(51, 51, 51)', font: 'Georgia' },
    table: { width: 600, background: 'rgb(255, 255, 255)' },
    cell: { colspan: '2', border: '1px', color: 'rgb(10, 20, 30)', padding: '7px' },
    font: { color: 'rgb(255, 0, 0)', face: 'Arial' },
  });
});

test('two megabytes never keep the page', async () => {
  const full = (piece: string) => piece.repeat(2_000_000 / piece.length);
  const cell =
    '<td style="padding:4px 8px;color:#333"><a href="https://a.example/?q=1">cell</a></td>';
  const fonts = Array.from({ length: 500 }, (_, i) => `<font color="#${i}">`).join('');
  const endOf = (html: string) =>
    page.evaluate((text) => (globalThis as unknown as CorpusPage).corpus.endOf(text), html);
  expect(await endOf(`<table>${`<tr>${cell.repeat(4)}</tr>`.repeat(2000)}</table>`)).toBe('cell');
  expect(await endOf(`${'A long story. '.repeat(140_000)}end.`)).toBe('end.');
  // Minutes without a limit.
  for (const bomb of [full('<div>'), full('<blockquote style="margin:0">'), fonts + full('<p>x')])
    await endOf(bomb);
});

const mail = (html: string): Mail => ({ file: 'own', cls: 'own', html });

async function show(...mails: string[]): Promise<Report[]> {
  return (await run('show', mails.map(mail))).reports;
}

async function runAll(
  way: 'show' | 'showRaw',
  mails: Mail[],
  look: object = {},
): Promise<Report[]> {
  const reports: Report[] = [];
  for (let i = 0; i < mails.length; i += BATCH) {
    const batch = await run(way, mails.slice(i, i + BATCH), look);
    expect(batch, mails[i]!.file).toMatchObject({
      isUncovered: true,
      isPageUnchanged: true,
      newGlobals: [],
    });
    reports.push(...batch.reports);
  }
  return reports;
}

const run = (way: 'show' | 'showRaw', mails: Mail[], look: object = {}): Promise<Batch> =>
  page.evaluate(
    ([name, list, how]) => (globalThis as unknown as CorpusPage).corpus[name](list, how),
    [way, mails, look] as const,
  );

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
