/// <reference lib="dom" />
import { expect, test } from './fixtures.ts';
import { expectFrench, word } from './french-words.ts';
import { letter } from './letters.ts';
import { onePagePdf } from './media.ts';

test.use({ locale: 'fr-FR' });

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
  for (const name of ['general', 'appearance', 'tags', 'notifications', 'sessions', 'nowhere']) {
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
