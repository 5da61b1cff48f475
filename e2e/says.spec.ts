/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createDialler } from '../server/http/dialler.ts';
import { expect, test } from './fixtures.ts';
import { openFolder, openMessage, part, send, signIn, write } from './mail-page.ts';

const OURS = 'mx.demo.example';
const results = (text: string) => ({ 'Authentication-Results': `${OURS}; ${text}` });

test('a sender is confirmed, denied or vouched for by nobody, as our own server found (S-49)', async ({
  page,
  ana,
}) => {
  await ana.has('INBOX', [
    { subject: 'Confirmed', headers: results('dmarc=pass header.from=else.example') },
    { subject: 'Denied', headers: results('dmarc=fail header.from=else.example; spf=fail') },
    { subject: 'Unknown', headers: results('spf=none; dkim=none') },
    {
      subject: 'Forged',
      headers: { 'Authentication-Results': 'mx.evil.example; dmarc=pass header.from=else.example' },
    },
  ]);
  await ana.receives({ subject: 'In our name', headers: results('dmarc=pass') });
  await signIn(page, ana);
  const message = part.message(page);
  await openMessage(page, 'Confirmed');
  await expect(message).toContainText('Confirmed by else.example');
  await message.getByRole('button', { name: 'Show details' }).click();
  await expect(message).toContainText(`DMARC: passed for else.example (according to ${OURS})`);
  await openMessage(page, 'Denied');
  await expect(message).toContainText('else.example does not confirm this letter.');
  await openMessage(page, 'Unknown');
  await expect(message).toContainText('Nobody vouches for this sender');
  // The mail server throws away what comes in under its own name.
  for (const subject of ['In our name', 'Forged']) {
    await openMessage(page, subject);
    await expect(message).not.toContainText('Confirmed by');
    await expect(message).not.toContainText('Nobody vouches');
  }
});

test('a sender that pretends is shown for what it is (S-49)', async ({ page, ana }) => {
  await ana.hasLoaded([
    raw('Look-alike', ['From: PayPal <service@xn--pypal-4ve.com>']),
    raw('Honest', ['From: Jens <jens@xn--mnchen-3ya.de>']),
    raw('Several', [
      'From: "bank@bank.example" <x@evil.example>, Clara <clara@else.example>',
      'Sender: bulk@mailer.example',
      'Reply-To: other@evil.example',
    ]),
    raw('Turned', ['From: =?utf-8?q?=E2=80=AEknaB?= <x@evil.example>']),
  ]);
  await signIn(page, ana);
  const message = part.message(page);
  await openMessage(page, 'Look-alike');
  await expect(message).toContainText('<service@xn--pypal-4ve.com>');
  await expect(message).toContainText('This is not paypal.com');
  await openMessage(page, 'Honest');
  await expect(message).toContainText('<jens@münchen.de>');
  await expect(message).not.toContainText('This is not');
  await openMessage(page, 'Several');
  await expect(message).toContainText('<x@evil.example>');
  await expect(message).toContainText('<clara@else.example>');
  await expect(message).toContainText('This letter names 2 senders.');
  await expect(message).toContainText('The name shows another address than the sender');
  await expect(message).toContainText('Answers go to other@evil.example.');
  await expect(message).toContainText('Sent by bulk@mailer.example.');
  await openMessage(page, 'Turned');
  await expect(message).toContainText('signs that turn text around');
  expect(await message.textContent()).not.toContain('\u202e');
});

test('a list is left with one click, which the bridge makes; every letter of it knows (S-42)', async ({
  page,
  ana,
  rig,
}) => {
  const asked: string[] = [];
  const file = (name: string) => readFileSync(join(rig.stack.layout.tls, name));
  const list = createServer(
    { key: file('key.pem'), cert: file('certificate.pem') },
    (request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.end();
    },
  );
  await new Promise<void>((resolve) => list.listen(0, '127.0.0.1', resolve));
  const guarded = rig.bridge.context.dialler;
  rig.bridge.context.dialler = createDialler({ allowLoopback: true, ca: file('authority.pem') });
  const { port } = list.address() as AddressInfo;
  const letter = [
    `Authentication-Results: ${OURS}; dkim=pass header.d=else.example header.s=k`,
    'DKIM-Signature: v=1; d=else.example; s=k; h=from:list-unsubscribe:list-unsubscribe-post; b=x',
    `List-Unsubscribe: <https://localhost:${port}/leave>`,
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    'List-Id: <news.else.example>',
  ];
  await ana.hasLoaded([raw('May news', letter), raw('June news', letter)]);
  await signIn(page, ana);
  await openMessage(page, 'May news');
  expect(asked).toEqual([]);
  await part.act(page, 'Unsubscribe').click();
  await expect(part.said(page, 'You unsubscribed on')).toBeVisible();
  expect(asked).toEqual(['POST /leave']);
  await openMessage(page, 'June news');
  await expect(part.said(page, 'You unsubscribed on')).toBeVisible();
  rig.bridge.context.dialler = guarded;
  list.close();
});

test('a list that does not take the click is not believed; another way is offered', async ({
  page,
  ana,
  rig,
  complaints,
}) => {
  complaints.foresee(/502/);
  const guarded = rig.bridge.context.dialler;
  const post = () => Promise.resolve({ status: 500 });
  rig.bridge.context.dialler = { ...guarded, post };
  await ana.hasLoaded([
    raw('Stubborn', [
      `Authentication-Results: ${OURS}; dkim=pass header.d=else.example header.s=k`,
      'DKIM-Signature: v=1; d=else.example; s=k; h=from:list-unsubscribe:list-unsubscribe-post; b=x',
      'List-Unsubscribe: <https://else.example/leave>, <mailto:leave@else.example>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      'List-Id: <stubborn.else.example>',
    ]),
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Stubborn');
  await part.act(page, 'Unsubscribe').click();
  await expect(part.refused(page, 'The list did not take it. Nothing was changed.')).toBeVisible();
  await expect(part.message(page).getByRole('link', { name: 'Open the list' })).toHaveAttribute(
    'href',
    'https://else.example/leave',
  );
  await part.act(page, 'Write to the list').click();
  await expect(part.composer(page)).toContainText('leave@else.example');
  rig.bridge.context.dialler = guarded;
});

test('markup in reports and receipts stays text (S-10)', async ({ page, ana }) => {
  const markup = '<img src=x onerror=top.wasRun=1><b id=planted>';
  const report = (type: string, lines: string[]) => [
    `Content-Type: multipart/report; report-type=${type}; boundary=b`,
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'For people.',
    '--b',
    `Content-Type: message/${type}`,
    '',
    ...lines,
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Subject: ${markup}`,
    `To: "${markup}" <x@else.example>`,
    '',
    '--b--',
  ];
  await ana.hasLoaded([
    raw(
      'Bounce',
      report('delivery-status', [
        `Reporting-MTA: dns; ${markup}`,
        '',
        `Final-Recipient: rfc822; ${markup}`,
        'Action: failed',
        `Remote-MTA: dns; ${markup}`,
        `Diagnostic-Code: smtp; ${markup}`,
      ]),
    ),
    raw(
      'Receipt',
      report('disposition-notification', [
        `Final-Recipient: rfc822; ${markup}`,
        'Disposition: manual-action/MDN-sent-manually; displayed',
      ]),
    ),
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Bounce');
  await expect(part.message(page)).toContainText(`Your letter to ${markup} could not be delivered`);
  await expect(part.message(page)).toContainText(`The letter: ${markup}`);
  await openMessage(page, 'Receipt');
  await expect(part.message(page)).toContainText(`${markup} opened your letter.`);
  const found = await page.evaluate(() => ({
    wasRun: (window as { wasRun?: number }).wasRun,
    planted: document.querySelectorAll('#planted, img[src=x]').length,
  }));
  expect(found).toEqual({ wasRun: undefined, planted: 0 });
});

test('where one click is not safe, a letter is prepared, or the list’s page is offered (S-42)', async ({
  page,
  ana,
  complaints,
}) => {
  complaints.foresee(/422|502/);
  await ana.hasLoaded([
    raw('By letter', [
      'List-Unsubscribe: <https://lists.example/u>, <mailto:leave@lists.example?subject=Leave%20A>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      'List-Id: <letter.else.example>',
    ]),
    raw('By page', [
      'List-Unsubscribe: <http://lists.example/u?id=1>',
      'List-Id: <page.else.example>',
    ]),
    raw('By script', ['List-Unsubscribe: <javascript:alert(1)>, <file:///etc/passwd>']),
  ]);
  await signIn(page, ana);
  await openMessage(page, 'By letter');
  await part.act(page, 'Unsubscribe').click();
  await expect(part.field(page, 'Subject')).toHaveValue('Leave A');
  await expect(part.composer(page)).toContainText('leave@lists.example');
  await expect(part.said(page, 'a letter was prepared that unsubscribes you')).toBeVisible();
  await part.composer(page).getByRole('button', { name: 'Discard draft' }).click();

  await openMessage(page, 'By page');
  const link = part.message(page).getByRole('link', { name: 'Unsubscribe' });
  await expect(link).toHaveAttribute('href', 'http://lists.example/u?id=1');
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  await expect(link).toHaveAttribute('target', '_blank');
  // In Junk, leaving would only tell the sender that somebody is there.
  await ana.hasLoaded([
    { ...raw('Junk', ['List-Unsubscribe: <mailto:x@evil.example>']), folder: 'Junk' },
  ]);
  await openMessage(page, 'By script');
  await expect(part.message(page).getByText('Unsubscribe')).toHaveCount(0);
  await openFolder(page, 'Junk');
  await openMessage(page, 'Junk');
  await expect(part.message(page)).toContainText('Good morning.');
  await expect(part.message(page).getByText('Unsubscribe')).toHaveCount(0);
});

test('a letter that cannot be delivered comes back in words, with the way to it', async ({
  page,
  ana,
  rig,
}) => {
  test.slow();
  await rig.stack.addAlias('ghost@test.example', 'nobody@test.example');
  await signIn(page, ana);
  await write(page, { to: 'ghost@test.example', subject: 'Réunion', text: 'Bonjour.' });
  await send(page);
  await openMessage(page, 'Undelivered Mail Returned to Sender');
  const report = part.message(page).getByRole('region', { name: 'Delivery report' });
  await expect(report).toContainText(
    'Your letter to ghost@test.example could not be delivered: there is no such mailbox.',
  );
  await expect(report).toContainText('will not try again.');
  await expect(report).toContainText('The letter: Réunion');
  await report.getByRole('link', { name: 'Open the letter in Sent' }).click();
  await expect(page).toHaveURL(/\/mail\/Sent\/\d+$/);
  await expect(part.message(page).getByRole('heading', { name: 'Réunion' })).toBeVisible();
});

test('a read receipt leaves when the reader says so, and never by itself (S-20)', async ({
  page,
  ana,
  bruno,
  otherBrowser,
}) => {
  test.slow();
  const wish = [`From: Bruno <${bruno.address}>`, `Disposition-Notification-To: ${bruno.address}`];
  await ana.hasLoaded([raw('Please answer', wish), raw('Please never', wish), raw('Later', wish)]);
  await signIn(page, ana);
  const asking = part.message(page).getByRole('region', { name: 'Read receipt' });
  await openMessage(page, 'Please never');
  await expect(asking).toContainText(`${bruno.address} would like to know`);
  await asking.getByRole('button', { name: 'Never' }).click();
  await expect(asking).toHaveCount(0);
  await page.reload();
  await expect(part.message(page).getByRole('heading', { name: 'Please never' })).toBeVisible();
  await expect(asking).toHaveCount(0);
  await openMessage(page, 'Later');
  await asking.getByRole('button', { name: 'Not now' }).click();
  await expect(asking).toHaveCount(0);
  await expect.poll(() => bruno.find('hdr.subject', 'mailbox', 'INBOX')).toBe('');

  await openMessage(page, 'Please answer');
  await asking.getByRole('button', { name: 'Send receipt' }).click();
  await expect(part.said(page, `Receipt sent to ${bruno.address}`)).toBeVisible();
  await expect(asking).toHaveCount(0);

  const his = await otherBrowser();
  await signIn(his, bruno);
  await openMessage(his, 'Read: Please answer');
  await expect(part.message(his)).toContainText(`${ana.address} opened your letter.`);
});

test('a card becomes a contact, and Undo takes it back; its fields stay text (S-11)', async ({
  page,
  ana,
}) => {
  const markup = '<img src=x onerror=top.wasRun=1>';
  const vcf = ['BEGIN:VCARD', 'VERSION:3.0', `FN:Clara ${markup}`, `ORG:${markup}`];
  const content = [...vcf, 'EMAIL:clara@else.example', 'END:VCARD', ''].join('\r\n');
  await ana.has('INBOX', [
    {
      subject: 'My card',
      attachments: [{ filename: 'c.vcf', contentType: 'text/vcard', content }],
    },
    {
      subject: 'No card',
      attachments: [{ filename: 'x.vcf', contentType: 'text/vcard', content: 'nonsense' }],
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'My card');
  const card = part.message(page).getByRole('region', { name: /^Clara/ });
  await expect(card).toContainText('clara@else.example');
  await card.getByRole('button', { name: /^Add Clara .* to contacts$/ }).click();
  await expect(part.said(page, 'added to contacts')).toBeVisible();
  await expect(card).toContainText('In your contacts');
  await page.reload();
  await expect(card).toContainText('In your contacts');
  await openMessage(page, 'No card');
  await expect(part.message(page)).toContainText('This contact card cannot be read.');
  const found = await page.evaluate(() => ({
    wasRun: (window as { wasRun?: number }).wasRun,
    planted: document.querySelectorAll('img[src=x]').length,
  }));
  expect(found).toEqual({ wasRun: undefined, planted: 0 });
});

test('what a card added is taken back by Undo', async ({ page, ana }) => {
  const content = 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoé\r\nEMAIL:zoe@else.example\r\nEND:VCARD\r\n';
  await ana.has('INBOX', [
    { subject: 'Zoé', attachments: [{ filename: 'z.vcf', contentType: 'text/vcard', content }] },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Zoé');
  await part.act(page, 'Add Zoé to contacts').click();
  await part.said(page, 'Zoé added to contacts').getByRole('button', { name: 'Undo' }).click();
  await expect(part.said(page, 'Zoé removed from contacts')).toBeVisible();
  await expect(part.act(page, 'Add Zoé to contacts')).toBeEnabled();
});

test.describe('in French on a phone', () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  test.use({ ...phone, locale: 'fr-FR' } as object);

  test('les mêmes avis, en français, et rien ne déborde', async ({ page, ana }) => {
    await ana.hasLoaded([
      raw('Tout à la fois', [
        'From: "banque@banque.example" <x@xn--pypal-4ve.com>',
        `Authentication-Results: ${OURS}; dmarc=fail header.from=xn--pypal-4ve.com`,
        'Disposition-Notification-To: suivi@xn--pypal-4ve.com',
        'List-Unsubscribe: <mailto:partir@else.example>',
      ]),
    ]);
    await page.goto('/login');
    await page.getByRole('textbox', { name: 'Adresse électronique' }).fill(ana.address);
    await page.getByLabel('Mot de passe', { exact: true }).fill(ana.password);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('row', { name: /Tout à la fois/ }).click();
    const message = page.getByRole('region', { name: 'Message', exact: true });
    await expect(message).toContainText('ne confirme pas cette lettre');
    await expect(message).toContainText('Ce n’est pas paypal.com');
    await expect(message).toContainText('Cette lettre vient d’une liste de diffusion.');
    await expect(message).toContainText('aimerait savoir quand vous aurez lu cette lettre');
    await expect(message.getByRole('button', { name: 'Se désabonner' })).toBeVisible();
    const { scroll, width } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      width: window.innerWidth,
    }));
    expect(scroll).toBeLessThanOrEqual(width);
  });
});

/** A message as its own program wrote it: header fields that a composer would not write. */
function raw(subject: string, lines: string[]) {
  const head = lines.some((line) => line.startsWith('From:'))
    ? lines
    : ['From: Clara Vidal <clara@else.example>', ...lines];
  const encoded = `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`;
  const id = `Message-ID: <${subject.replace(/\W/g, '')}-${Math.random()}@else.example>`;
  // Lines that hold an empty one bring their own body.
  const body = lines.includes('') ? [] : ['', 'Good morning.', ''];
  const text = [`Subject: ${encoded}`, id, ...head, ...body].join('\r\n');
  return { folder: 'INBOX', flags: [], date: new Date(), raw: Buffer.from(text) };
}
