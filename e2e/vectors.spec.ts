/// <reference lib="dom" />
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { listIsThere, part, showSingleMessages, signIn } from './mail-page.ts';
import { type Elsewhere, startProxy } from './shop.ts';

// What wants to break out of HTML, in every place of a message that is not HTML, through the product.

const CORPUS = resolve(import.meta.dirname, '../../shared/corpus');
/** Longer ones are cut short by the rows and headers that they would be in. */
const LONGEST = 220;
const MOST = 36;

/** Of the real messages each so many-th is opened here; the bridge's own tests read them all. */
const EVERY = 7;
/** Fewer than one window of rows. */
const BOX = 40;

let proxy: Elsewhere;
test.beforeAll(async () => {
  proxy = await startProxy();
});
test.afterAll(() => proxy.stop());

const own = [
  `"><img src=x onerror="top.wasRun=1">`,
  `<svg onload=top.wasRun=1>`,
  `a@a.co?]<img/src="x"/onerror=top.wasRun=1>`,
  `</textarea><script>top.wasRun=1</script>`,
  `https://a.example/"onmouseover="top.wasRun=1`,
  `javascript:top.wasRun=1`,
];

function vectors(): string[] {
  if (!existsSync(resolve(CORPUS, 'html/index.jsonl'))) return own;
  const entries = readFileSync(resolve(CORPUS, 'html/index.jsonl'), 'utf8').trim().split('\n');
  const short = entries
    .map((line) => JSON.parse(line) as { file: string; cls: string })
    .filter(({ cls }) => cls === 'xss')
    .map(({ file }) =>
      readFileSync(resolve(CORPUS, 'html', file), 'utf8')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((text) => text.length > 5 && text.length < LONGEST);
  const step = Math.max(1, Math.floor(short.length / MOST));
  return [...own, ...short.filter((_, i) => i % step === 0)];
}

test('as subject, sender, file name and plain text they are text, and nobody is asked (S-9, S-10)', async ({
  ana,
  otherBrowser,
}) => {
  test.slow();
  const all = vectors();
  await ana.has(
    'INBOX',
    all.map((text, i) => ({
      subject: `${i} ${text}`,
      from: { name: text.replace(/[\r\n]/g, ''), address: 'x@else.example' },
      text: `${text}\n> ${text}\n`,
      attachments: [{ filename: `${text.replaceAll('/', '∕')}.txt`, content: 'x' }],
      flags: ['\\Seen'],
      date: new Date(1.7e12 + i * 1e6),
    })),
  );
  const page = await otherBrowser({ proxy: { server: proxy.url, bypass: 'localhost' } });
  const deeds: string[] = [];
  page.on('dialog', (dialog) => {
    deeds.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.context().on('page', (opened) => deeds.push(`popup ${opened.url()}`));
  page.on('request', (request) => {
    if (!/^(https?:\/\/localhost[:/]|blob:|data:)/.test(request.url())) deeds.push(request.url());
  });
  await signIn(page, ana);
  await expectHarmless(page, 'the list');
  for (let i = all.length - 1; i >= 0; i--) {
    await page.keyboard.press('j');
    await expect(part.message(page).getByRole('heading', { level: 1 })).toHaveText(
      new RegExp(`^${i} `),
    );
    await expect(part.message(page).getByRole('document', { name: 'Message body' })).toBeVisible();
    await expectHarmless(page, all[i]!);
  }
  expect(deeds).toEqual([]);
  expect(proxy.asked.filter(({ path }) => !path.startsWith('content-autofill.'))).toEqual([]);
});

async function expectHarmless(page: Page, place: string) {
  const found = await page.evaluate(() => {
    const strange = [
      'script:not([src]), object, embed, base, form[action], video, audio, math, img, [onerror], [onload], [onclick]',
      'a[href^="javascript" i], a[href^="data" i], iframe:not([src="/mail-frame"]), svg:not([class])',
    ].join();
    return {
      wasRun: (window as { wasRun?: number }).wasRun,
      strange: [...document.querySelectorAll(strange)].map(({ outerHTML }) => outerHTML),
    };
  });
  expect(found, place).toEqual({ wasRun: undefined, strange: [] });
}

test('real messages are opened one after the other, and every tenth is answered, without a complaint', async ({
  page,
  ana,
  rig,
}) => {
  const index = resolve(CORPUS, 'eml/index.jsonl');
  test.skip(!existsSync(index), 'the corpus is not here');
  test.setTimeout(300_000);
  const logged: unknown[] = [];
  const { log } = rig.bridge.context;
  const { error, warn } = log;
  log.error = log.warn = (...said: unknown[]) => void logged.push(said);
  const files = readFileSync(index, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { file: string }).file)
    .filter((_, i) => i % EVERY === 0);
  await ana.hasLoaded(
    files.map((file, i) => ({
      folder: `Box ${Math.floor(i / BOX)}`,
      flags: ['\\Seen'],
      date: new Date(1.6e12 + i * 1000),
      raw: Buffer.from(
        readFileSync(resolve(CORPUS, 'eml', file), 'latin1').replace(/\r?\n/g, '\r\n'),
        'latin1',
      ),
    })),
  );
  await signIn(page, ana);
  await showSingleMessages(page);
  for (let box = 0; box * BOX < files.length; box++) {
    const count = Math.min(BOX, files.length - box * BOX);
    await page.goto(`/mail/Box%20${box}`);
    await listIsThere(page);
    await expect(part.list(page)).toHaveAttribute('aria-rowcount', String(count));
    for (let uid = count; uid > 0; uid--) {
      await page.keyboard.press('j');
      await expect(page, files[box * BOX + uid - 1]!).toHaveURL(new RegExp(`/${uid}$`));
      await expect(part.message(page).locator('[data-message-body]').first()).toBeAttached();
      await expect(part.message(page).getByRole('alert')).toHaveCount(0);
      if (uid % 10 !== 0) continue;
      await part.act(page, 'Reply').click();
      await expect(part.composer(page)).toBeVisible();
      await part.composer(page).getByRole('button', { name: 'Discard draft' }).click();
      await expect(part.composer(page)).toHaveCount(0);
    }
  }
  Object.assign(log, { error, warn });
  expect(logged).toEqual([]);
});
