import { expectNoBarrier } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { letter, RED_PNG } from './letters.ts';
import { listIsThere, openAccountMenu, openMessage, part, signIn, write } from './mail-page.ts';
import { onePagePdf, wav } from './media.ts';

/** Each light and each size is seen everywhere once: what they change does not depend on the other. */
const PHONE = {
  ...{ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  ...{ colorScheme: 'dark' },
};
const DESKTOP = { viewport: { width: 1280, height: 800 }, colorScheme: 'light' };

for (const [size, options] of [
  ['desktop', DESKTOP],
  ['phone', PHONE],
] as const) {
  test.describe(size === 'phone' ? 'phone, dark' : 'desktop, light', () => {
    test.use({ ...options, reducedMotion: 'reduce' } as object);

    test('signing in, the list and letters have no barrier', async ({ page, ana, complaints }) => {
      complaints.foresee(/401/);
      await ana.has('INBOX', [
        {
          subject: 'A letter in colours',
          html: '<h1>Spring</h1><p>The choir meets on <a href="https://evil.example/">https://else.example</a>.</p><img src="https://else.example/a.png"><img src="https://else.example/b.gif" width="1" height="1">',
          attachments: [{ filename: 'notes.txt', content: 'notes' }],
        },
        {
          subject: 'A plain letter',
          text: `See https://else.example/ for more.\n\n${'> quoted\n'.repeat(20)}\n-- \n${'Clara\n'.repeat(9)}`,
          flags: ['\\Flagged', '\\Answered', '$label1', '$label2', '$label3'],
        },
        { subject: 'Read before', flags: ['\\Seen', '$label4', '$label5', 'other'] },
      ]);
      await page.goto('/login');
      await page.getByRole('textbox', { name: 'Email address' }).fill(ana.address);
      await page.getByLabel('Password', { exact: true }).fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      await expectNoBarrier(page, 'sign-in with a refusal');

      await signIn(page, ana);
      await expect(part.row(page, 'Read before')).toBeVisible();
      await expectNoBarrier(page, 'inbox');
      await openMessage(page, 'A plain letter');
      await expectNoBarrier(page, 'plain letter');
      await page.goto('/mail/INBOX');
      await openMessage(page, 'A letter in colours');
      await expect(part.body(page).getByRole('heading', { name: 'Spring' })).toBeVisible();
      await expectNoBarrier(page, 'HTML letter');
      await part.act(page, 'Always show…').click();
      const saved = page.waitForResponse(/\/api\/preferences/);
      await page.getByRole('menuitem', { name: /^Always for this sender/ }).click();
      await saved;
      await expectNoBarrier(page, 'HTML letter with images');
      await part.act(page, 'Star').click();
      await expect(part.said(page, 'Starred')).toBeVisible();
      await expectNoBarrier(page, 'what was done');
    });

    test('letters that say more than their text have no barrier', async ({ page, ana }) => {
      await ana.has('INBOX', speaking);
      await signIn(page, ana);
      for (const { subject } of speaking) {
        await page.goto('/mail/INBOX');
        await openMessage(page, subject);
        await expect(part.message(page).getByRole('region').first()).toBeVisible();
        await expectNoBarrier(page, subject);
      }
    });

    test('the files of a message and the message as a file have no barrier', async ({
      page,
      ana,
    }) => {
      test.slow();
      const inner = await letter({ subject: 'Inside', text: 'Words inside.' });
      await ana.has('INBOX', [
        {
          subject: 'With files',
          attachments: [
            { filename: 'red.png', content: RED_PNG },
            { filename: 'one.pdf', content: onePagePdf('A page') },
            { filename: 'notes.txt', content: 'notes' },
            { filename: 'tone.wav', content: wav(1) },
            { filename: 'inside.eml', content: inner, contentType: 'message/rfc822' },
            { filename: 'trap.exe', content: 'MZ' },
          ],
        },
      ]);
      await signIn(page, ana);
      await openMessage(page, 'With files');
      const files = page.getByRole('list', { name: 'Attachments' });
      await expectNoBarrier(page, 'files');
      await files.getByRole('button', { name: 'Preview red.png' }).click();
      const dialog = page.getByRole('dialog');
      for (const sign of [
        dialog.getByRole('img', { name: 'red.png' }),
        dialog.getByText('A page'),
        dialog.getByText('notes', { exact: true }),
        dialog.locator('audio'),
        dialog.getByText('Words inside.'),
      ]) {
        await expect(sign).toBeAttached();
        await expectNoBarrier(page, String(sign));
        await page.keyboard.press('ArrowRight');
      }
      await page.keyboard.press('Escape');
      for (const view of ['View source', 'View all headers']) {
        await part.act(page, 'More').click();
        await page.getByRole('menuitem', { name: view }).click();
        await expect(dialog).toContainText('Message-ID');
        await expectNoBarrier(page, view);
        await page.keyboard.press('Escape');
      }
      await files.getByRole('button', { name: 'Actions for notes.txt' }).click();
      await expectNoBarrier(page, 'file menu');
      await page.getByRole('menuitem', { name: 'Remove from the message' }).click();
      await expect(files).toContainText('Removed on');
      await expectNoBarrier(page, 'removed');
    });

    test('menus, dialogs, writing and settings have no barrier', async ({ page, ana }) => {
      test.slow();
      await ana.has('INBOX', [{ subject: 'Only one' }]);
      await signIn(page, ana);
      await page.getByRole('button', { name: /^Sort and filter/ }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      await expectNoBarrier(page, 'list menu');
      await page.keyboard.press('Escape');
      await openMessage(page, 'Only one');
      await part.act(page, 'More').click();
      await expect(page.getByRole('menu')).toBeVisible();
      await expectNoBarrier(page, 'message menu');
      await page.keyboard.press('Escape');
      await part.act(page, 'Tags').click();
      await expect(page.getByRole('menu', { name: 'Tags' })).toBeVisible();
      await expectNoBarrier(page, 'tags menu');
      await page.getByRole('menuitem', { name: 'New tag' }).click();
      await expect(page.getByRole('dialog', { name: 'New tag' })).toBeVisible();
      await expectNoBarrier(page, 'new tag');
      await page.keyboard.press('Escape');
      await page.goto('/mail/INBOX');
      await listIsThere(page);
      if (size === 'phone')
        await page
          .getByRole('navigation', { name: 'Sobre' })
          .getByRole('button', { name: 'Folders' })
          .click();
      await expectNoBarrier(page, 'folders');
      await openAccountMenu(page);
      await expect(page.getByRole('menu')).toBeVisible();
      await expectNoBarrier(page, 'account menu');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /New folder/ }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectNoBarrier(page, 'new folder');
      await page.keyboard.press('Escape');
      await page.goto('/mail/INBOX');
      await listIsThere(page);
      if (size === 'desktop') {
        await page.keyboard.press('?');
        await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
        await expectNoBarrier(page, 'shortcuts');
        await page.keyboard.press('Escape');
      }
      if (size === 'phone') await page.getByRole('button', { name: 'Compose' }).last().click();
      else await write(page, {});
      await part.field(page, 'To').fill('bruno@else.example');
      await part.field(page, 'To').press('Enter');
      await part.field(page, 'Subject').fill('A subject');
      await expectNoBarrier(page, 'composer');
      for (const name of [
        'general',
        'appearance',
        'tags',
        'notifications',
        'sessions',
        'nowhere',
      ]) {
        await page.goto(`/settings/${name}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectNoBarrier(page, `settings/${name}`);
      }
    });

    test('filters have no barrier', async ({ page, ana }) => {
      test.slow();
      await signIn(page, ana);
      await page.goto('/settings/filters');
      await page.getByRole('button', { name: 'Begin with this: Invoices' }).click();
      await expect(page.getByRole('status').filter({ hasText: 'No message' })).toBeVisible();
      await expectNoBarrier(page, 'editor of a filter');
      await page.getByRole('button', { name: 'Save filter' }).click();
      await expect(page.getByRole('button', { name: 'Edit Invoices' })).toBeVisible();
      await expectNoBarrier(page, 'filters');
      for (const name of ['Blocked senders', 'Forwarding', 'Script']) {
        await page.getByRole('tab', { name }).click();
        const panel = page.getByRole('tabpanel', { name });
        await expect(panel.locator('input, [role=textbox]').first()).toBeVisible();
        await expectNoBarrier(page, name);
      }
    });

    test('searching has no barrier', async ({ page, ana }) => {
      await ana.has('INBOX', [{ subject: 'Orchard plan' }, { subject: 'A walk' }]);
      await ana.has('Archive', [{ subject: 'The orchard at night', flags: ['\\Seen'] }]);
      await signIn(page, ana);
      const box = page.getByRole('searchbox', { name: 'Search mail' });
      await box.pressSequentially('cl');
      await expect(page.getByRole('option', { name: /Clara/ })).toBeVisible();
      await expectNoBarrier(page, 'suggestions');
      await box.fill('orchard');
      await box.press('Enter');
      await expect(page.getByRole('heading', { name: '2 messages found' })).toBeVisible();
      await expectNoBarrier(page, 'results');
      await page.getByRole('button', { name: 'Search options' }).click();
      await expect(page.getByRole('dialog', { name: 'Search options' })).toBeVisible();
      await expectNoBarrier(page, 'search form');
      await page.keyboard.press('Escape');
      await openMessage(page, 'Orchard plan');
      await expectNoBarrier(page, 'message beside results');
      await page.goto('/search?q=zebra');
      await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
      await expectNoBarrier(page, 'nothing found');
      await page.goto('/search?q=larger%3Abig');
      await expect(page.getByRole('alert')).toBeVisible();
      await expectNoBarrier(page, 'a query that cannot be right');
    });
  });
}

/** Letters that say more than their text: each brings a card or a notice. */
const speaking = [
  {
    subject: 'An invitation',
    headers: { 'Authentication-Results': 'mx.demo.example; dmarc=pass header.from=else.example' },
    alternatives: [
      {
        contentType: 'text/calendar; charset=utf-8; method=REQUEST',
        content: [
          'BEGIN:VCALENDAR',
          'METHOD:REQUEST',
          'BEGIN:VEVENT',
          'UID:1',
          'DTSTART:20301203T180000Z',
          'SUMMARY:Council',
          'ORGANIZER;CN=Bruno:mailto:bruno@else.example',
          'ATTENDEE;CN=Zoé;PARTSTAT=DECLINED:mailto:zoe@else.example',
          'END:VEVENT',
          'END:VCALENDAR',
        ].join('\r\n'),
      },
    ],
  },
  {
    subject: 'A list that asks and a card',
    from: '"bank@bank.example" <x@evil.example>',
    headers: {
      'Authentication-Results': 'mx.demo.example; dmarc=fail header.from=evil.example',
      'Disposition-Notification-To': 'x@evil.example',
      'List-Unsubscribe': '<mailto:leave@else.example>',
    },
    attachments: [
      {
        filename: 'c.vcf',
        contentType: 'text/vcard',
        content: 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Clara\r\nEMAIL:c@else.example\r\nEND:VCARD\r\n',
      },
    ],
  },
];
