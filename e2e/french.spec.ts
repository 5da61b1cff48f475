/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { letter } from './letters.ts';
import { onePagePdf } from './media.ts';

test.use({ locale: 'fr-FR' });

const read = (name: string): Record<string, string> =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../client/i18n/${name}.json`), 'utf8'));
const fr = read('fr');

test('the whole walk is French: words, names of controls, dates, title', async ({ page, ana }) => {
  test.slow();
  await ana.has('INBOX', [
    { subject: 'Xylophone 1', date: new Date('2024-02-29T09:30:00Z') },
    {
      subject: 'Xylophone 2',
      html: '<p>Xylophone <a href="https://evil.example/">https://else.example</a></p><img src="https://else.example/a.png"><img src="https://else.example/b.gif" width="1" height="1">',
      attachments: [{ filename: 'xylophone.txt', content: 'x' }],
      flags: ['\\Flagged', '\\Answered', '$Forwarded'],
    },
  ]);
  await ana.has('Trash', [{ subject: 'Xylophone 3' }]);
  await ana.elsewhere(['mailbox', 'create'], '-s', 'Xylophones');
  const own = [
    ana.address,
    ana.address.split('@')[0]!,
    'Good morning.',
    'Clara Vidal',
    'clara@else.example',
    'Xylophone',
    'xylophone',
  ];
  const check = (place: string) => expectFrench(page, place, own);

  await page.goto('/login');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await check('sign-in');
  await page.getByRole('textbox', { name: 'Adresse électronique' }).fill(ana.address);
  await page.getByLabel('Mot de passe', { exact: true }).fill(ana.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  const list = page.getByRole('grid', { name: word('messages') });
  await expect(list.getByRole('row', { name: 'Xylophone 1' })).toBeVisible();
  await expect(page).toHaveTitle('(2) Réception — Sobre');
  await check('inbox');

  await page.getByRole('button', { name: new RegExp(`^${word('list-options')}`) }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await check('list menu');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: word('account') }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await check('account menu');
  await page.keyboard.press('Escape');

  await list.getByRole('row', { name: 'Xylophone 1' }).click();
  const message = page.getByRole('region', { name: word('message') });
  await message.getByRole('button', { name: word('show-details') }).click();
  await expect(message).toContainText('jeudi 29 février 2024');
  await check('message');
  await message.getByRole('button', { name: word('more'), exact: true }).click();
  await check('message menu');
  await page.keyboard.press('Escape');
  await message.getByRole('button', { name: word('move-to') }).click();
  await check('move menu');
  await page.keyboard.press('Escape');
  await list.getByRole('row', { name: 'Xylophone 2' }).click();
  await expect(message.getByRole('list', { name: word('attachments') })).toBeVisible();
  await check('HTML message');
  await message.getByRole('button', { name: word('images-always'), exact: true }).click();
  await expect(page.getByRole('menuitem').first()).toBeVisible();
  await check('whose images');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menuitem')).toHaveCount(0);
  await message
    .getByRole('button', { name: word('star'), exact: true })
    .or(message.getByRole('button', { name: word('unstar'), exact: true }))
    .click();
  await expect(page.getByRole('status').filter({ hasText: /./ }).first()).toBeVisible();
  await check('what was done');
  await message.getByRole('button', { name: word('reply'), exact: true }).click();
  await expect(page.getByRole('dialog', { name: word('new-message') })).toBeVisible();
  await check('composer');
  await page.getByRole('button', { name: word('discard-draft') }).click();

  await list.getByRole('row', { name: 'Xylophone 1' }).hover();
  await list.getByRole('row', { name: 'Xylophone 1' }).getByRole('checkbox').click();
  await check('selection');

  await page.getByRole('button', { name: new RegExp(word('folder-new')) }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await check('new folder');
  await page.keyboard.press('Escape');
  for (const [folder, entry] of [
    [word('folder-trash'), 'folder-empty'],
    ['Xylophones', 'folder-delete'],
  ] as const) {
    const line = page.getByRole('treeitem', { name: folder });
    await line.hover();
    await line.getByRole('button', { name: `Actions pour ${folder}` }).click();
    await check(`menu of ${folder}`);
    await page
      .getByRole('menuitem', { name: word(entry).replace('{name}', folder), exact: true })
      .click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await check(`question about ${folder}`);
    await page.keyboard.press('Escape');
  }
  for (const name of ['general', 'appearance', 'tags', 'sessions', 'nowhere']) {
    await page.goto(`/settings/${name}`);
    await expect(page.getByRole('main')).toContainText(/\w/);
    await check(`settings/${name}`);
  }
});

test('files, their previews, and the message as a file are French', async ({ page, ana }) => {
  test.slow();
  const inner = await letter({ subject: 'Xylophone', text: 'Xylophone' });
  await ana.has('INBOX', [
    {
      subject: 'Xylophone 1',
      text: 'Xylophone',
      attachments: [
        { filename: 'xylophone.txt', content: 'xylophone' },
        { filename: 'xylophone.pdf', content: onePagePdf('xylophone') },
        { filename: 'xylophone.eml', content: inner, contentType: 'message/rfc822' },
        { filename: 'xylophone.exe', content: 'MZ' },
        { filename: 'winmail.dat', content: 'x', contentType: 'application/ms-tnef' },
      ],
    },
  ]);
  const own = [ana.address.split('@')[0]!, 'Clara Vidal', 'lophone', 'winmail.dat', '.example'];
  const check = (place: string) => expectFrench(page, place, own);
  await page.goto('/login');
  await page.getByRole('textbox', { name: 'Adresse électronique' }).fill(ana.address);
  await page.getByLabel('Mot de passe', { exact: true }).fill(ana.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByRole('row', { name: 'Xylophone 1' }).click();
  const files = page.getByRole('list', { name: word('attachments') });
  await expect(files.getByRole('listitem')).toHaveCount(5);
  await check('files');
  await files.getByRole('button', { name: 'Aperçu de xylophone.txt' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('pre')).toBeVisible();
  await check('text');
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('img', { name: 'Page 1 sur 1' })).toBeVisible();
  await check('PDF');
  await page.keyboard.press('ArrowRight');
  await expect(dialog.locator('[data-message-body]')).toBeVisible();
  await check('attached message');
  await page.keyboard.press('ArrowRight');
  await expect(dialog).toContainText(word('preview-none'));
  await page.keyboard.press('Escape');
  await files.getByRole('button', { name: 'Actions pour xylophone.txt' }).click();
  await check('file menu');
  await page.getByRole('menuitem', { name: word('file-remove'), exact: true }).click();
  await expect(files).toContainText(/Retiré le \d/);
  await expect(
    page.getByRole('status').filter({ hasText: 'Fichier retiré\u00a0: le' }),
  ).toBeVisible();
  await files.getByRole('button', { name: 'Aperçu de xylophone.txt' }).click();
  await expect(dialog).toContainText('Le fichier « xylophone.txt » a été retiré de ce message');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: word('more'), exact: true }).click();
  await check('menu');
  await page.getByRole('menuitem', { name: word('forward-attached') }).click();
  await expect(page.getByRole('button', { name: 'Retirer Xylophone 1' })).toBeVisible();
  await check('composer');
});

test('the language is chosen at sign-in, and in the settings for every device', async ({
  page,
  ana,
  otherBrowser,
}) => {
  await page.goto('/login');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByRole('button', { name: 'Français' }).click();
  await expect(page.getByRole('button', { name: 'Se connecter' })).toBeVisible();

  const english = await otherBrowser();
  await english.goto('/login');
  await english.getByRole('textbox', { name: 'Email address' }).fill(ana.address);
  await english.getByLabel('Password', { exact: true }).fill(ana.password);
  await english.getByRole('button', { name: 'Sign in' }).click();
  await expect(english.getByRole('button', { name: 'Account' })).toBeVisible();
  await english.goto('/settings/general');
  const saved = english.waitForResponse(/\/api\/preferences/);
  await english.getByRole('radio', { name: 'Français' }).check();
  await saved;
  await expect(english.getByRole('heading', { name: word('settings-general') })).toBeVisible();
  await english.reload();
  await expect(english.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(english.getByRole('treeitem', { name: 'Réception' })).toBeVisible();
});

function word(id: string): string {
  return fr[id]!;
}

/** Every text in sight, and every name of a control, is one of the catalogue's sentences or the mailbox' own words. */
async function expectFrench(page: Page, place: string, own: string[]) {
  const foreign = (await textsOf(page)).filter(
    (text) => !own.some((one) => text.includes(one)) && !sentences.some((one) => one.test(text)),
  );
  expect.soft(foreign, place).toEqual([]);
}

function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement!;
      if (parent.closest('script, style, textarea, [data-message-body]')) continue;
      if (parent.checkVisibility({ visibilityProperty: true })) texts.add(node.textContent!.trim());
    }
    for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext', 'alt']) {
      for (const element of document.querySelectorAll(`[${name}]`))
        texts.add(element.getAttribute(name)!.trim());
    }
    texts.add(document.title);
    return [...texts].filter((text) => /\p{L}/u.test(text));
  });
}

/** What a sentence of the catalogue may look like: its branches, with anything in the place of values. */
const sentences = [...Object.values(fr).flatMap((text) => branchesOf(text))]
  .filter((text) => /\p{L}{2}/u.test(text.replaceAll('{}', '')))
  .map((text) => new RegExp(`^${text.split('{}').map(escaped).join('.*').trim()}$`, 'su'))
  // Dates, sizes, keys, and what has one name in every language.
  .concat(
    // The last is React Aria's own word for the way out of a menu.
    /^(English|Français|Sobre|Rejeter)$/,
    /^[\d\s:.,/→–-]*(lun|mar|mer|jeu|ven|sam|dim|janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc)?\.?[\d\s:.,/]*$/,
    /^(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) \d{1,2}(er)? \p{L}+ \d{4} à \d\d:\d\d$/u,
    /^[\d\s,.]+(octets?|[kMG]o)$/u,
    /^\p{L}( i)?$/u,
    /^(Chrome, Linux|Enter|Entrée)$/,
  );

/** ICU MessageFormat, as far as the catalogue uses it: values become {}, each plural branch a text. */
function branchesOf(text: string): string[] {
  const start = text.indexOf('{');
  if (start < 0) return [text];
  let depth = 0;
  let end = start;
  for (; end < text.length; end++) {
    if (text[end] === '{') depth++;
    if (text[end] === '}' && --depth === 0) break;
  }
  const inner = text.slice(start + 1, end);
  const options = /,\s*(plural|select)\s*,/.test(inner) ? optionsOf(inner) : ['{}'];
  const heads = options.flatMap((option) => (option === '{}' ? ['{}'] : branchesOf(option)));
  const tails = branchesOf(text.slice(end + 1));
  return heads.flatMap((head) => tails.map((tail) => text.slice(0, start) + head + tail));
}

function optionsOf(inner: string): string[] {
  const options: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < inner.length; i++) {
    if (inner[i] === '{' && depth++ === 0) from = i + 1;
    if (inner[i] === '}' && --depth === 0)
      options.push(inner.slice(from, i).replaceAll('#', '{n}'));
  }
  return options;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
