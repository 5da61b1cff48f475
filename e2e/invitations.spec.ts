/// <reference lib="dom" />
import type { Page } from '@playwright/test';
import { expect, type Person, test } from './fixtures.ts';
import type { Letter } from './letters.ts';
import { openMessage, part, signIn } from './mail-page.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

interface Event {
  uid?: string;
  method?: string;
  sequence?: number;
  start?: string;
  place?: string;
  title?: string;
  organizer: Person;
  guest: Person;
  extra?: string[];
}

function invitation(event: Event) {
  const { uid = 'council@agenda.example', method = 'REQUEST', sequence = 0 } = event;
  const { start = 'DTSTART:20301203T180000Z', place = 'Town hall', title = 'Council' } = event;
  const content = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:2026112${sequence}T080000Z`,
    start,
    'DURATION:PT2H',
    `SUMMARY:${title}`,
    `LOCATION:${place}`,
    `ORGANIZER;CN=Bruno:mailto:${event.organizer.address}`,
    `ATTENDEE;CN=Ana;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${event.guest.address}`,
    ...(event.extra ?? []),
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
  return {
    from: `Bruno <${event.organizer.address}>`,
    text: 'Please come.',
    alternatives: [{ contentType: `text/calendar; charset=utf-8; method=${method}`, content }],
  } satisfies Partial<Letter>;
}

const card = (page: Page, name = 'Council') => part.message(page).getByRole('region', { name });

test('Ana accepts an invitation; Bruno, who invited, reads her answer', async ({
  page,
  ana,
  bruno,
  otherBrowser,
}) => {
  await ana.has('INBOX', [
    { subject: 'Come to the council', ...invitation({ organizer: bruno, guest: ana }) },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Come to the council');
  await expect(card(page)).toContainText(/Tuesday,? 3 December 2030/);
  await expect(card(page)).toContainText(/19:00\s?–\s?21:00/);
  await expect(card(page)).toContainText('Town hall');
  await expect(card(page)).toContainText('Bruno (organiser)');
  await expect(card(page)).toContainText('Ana has not answered');
  await expect(card(page)).toContainText(`You were invited as ${ana.address}.`);
  await card(page).getByRole('button', { name: 'Accept' }).click();
  await expect(part.said(page, 'You accepted. Bruno is told.')).toBeVisible();
  await expect(card(page).getByRole('button', { name: 'Accept' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(card(page)).toContainText('Ana comes');

  // It is remembered, here and on any other device.
  await page.reload();
  await expect(card(page)).toContainText('You accepted.');

  const his = await otherBrowser();
  await signIn(his, bruno);
  await openMessage(his, 'Accepted: Council');
  await expect(card(his)).toContainText('Ana accepted.');
  await expect(card(his).getByRole('button', { name: 'Accept' })).toHaveCount(0);
  await expect(part.message(his)).toContainText('I accept the invitation “Council”');
  const kept = await ana.find('hdr.subject', 'mailbox', 'Sent');
  expect(kept).toContain('Accepted: Council');
});

test('a changed invitation says what changed and asks again; a cancelled one is over', async ({
  page,
  ana,
  bruno,
}) => {
  const both = { organizer: bruno, guest: ana };
  await ana.has('INBOX', [{ subject: 'First', ...invitation(both) }]);
  await signIn(page, ana);
  await openMessage(page, 'First');
  await card(page).getByRole('button', { name: 'Maybe' }).click();
  await expect(card(page)).toContainText('You said maybe.');
  const later = { sequence: 1, start: 'DTSTART:20301204T180000Z', place: 'Library' };
  await ana.has('INBOX', [{ subject: 'Second', ...invitation({ ...both, ...later }) }]);
  await openMessage(page, 'Second');
  await expect(card(page)).toContainText('Changed: the time, the place.');
  await expect(card(page)).toContainText('You said maybe. That was before the last change.');
  await openMessage(page, 'First');
  await expect(card(page)).toContainText('This version does not hold any more');
  await expect(card(page).getByRole('button', { name: 'Accept' })).toHaveCount(0);
  const end = { sequence: 2, method: 'CANCEL' };
  await ana.has('INBOX', [{ subject: 'Third', ...invitation({ ...both, ...end }) }]);
  await openMessage(page, 'Third');
  await expect(card(page)).toContainText('This event is cancelled.');
  await openMessage(page, 'Second');
  await expect(card(page)).toContainText('This event is cancelled.');
});

test('the reader’s own zone first, the organiser’s beside it; a series in words', async ({
  page,
  ana,
  bruno,
}) => {
  const start = 'DTSTART;TZID=America/New_York:20301203T090000';
  const extra = ['RRULE:FREQ=WEEKLY;BYDAY=TU,TH'];
  await ana.has('INBOX', [
    { subject: 'Series', ...invitation({ organizer: bruno, guest: ana, start, extra }) },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Series');
  await expect(card(page)).toContainText(/15:00\s?–\s?17:00/);
  await expect(card(page)).toContainText(/09:00\s?–\s?11:00 in New York/);
  await expect(card(page)).toContainText(
    'Every week, on Tuesday and Thursday, next on 3 December 2030',
  );
  const download = page.waitForEvent('download');
  await card(page).getByRole('link', { name: 'Download the event' }).click();
  expect((await download).suggestedFilename()).toBe('event.ics');
});

test('who is not the organiser cannot speak for them (S-49)', async ({
  page,
  ana,
  bruno,
  somebody,
}) => {
  const mallory = await somebody('mallory');
  const forged = invitation({ organizer: bruno, guest: ana });
  await ana.has('INBOX', [{ subject: 'Forged', ...forged, from: `Bruno <${mallory.address}>` }]);
  await signIn(page, ana);
  await openMessage(page, 'Forged');
  await expect(card(page)).toContainText('This message does not come from the organiser, Bruno.');
});

test('an answer that cannot leave says why, and nothing is remembered', async ({
  page,
  ana,
  bruno,
  rig,
  complaints,
}) => {
  complaints.foresee(/422|502|503/);
  const ghost = { ...bruno, address: 'nobody@test.example' };
  await ana.has('INBOX', [{ subject: 'Lost', ...invitation({ organizer: ghost, guest: ana }) }]);
  await signIn(page, ana);
  await openMessage(page, 'Lost');
  await card(page).getByRole('button', { name: 'Accept' }).click();
  await expect(card(page).getByRole('alert')).toContainText('refused');
  await expect(card(page).getByRole('button', { name: 'Accept' })).not.toHaveAttribute(
    'aria-pressed',
    'true',
  );
  expect(await rig.stack.queue()).not.toContain('nobody@test.example');
});

test('markup in every calendar field stays text (S-11)', async ({ page, ana, bruno }) => {
  const markup = '"><img src=x onerror=top.wasRun=1><b id=planted>';
  const extra = [
    `DESCRIPTION:${markup}`,
    `CATEGORIES:${markup}`,
    `ATTENDEE;CN="${markup.replaceAll('"', '')}":mailto:x@else.example`,
    `URL:javascript:top.wasRun=1`,
  ];
  const event = { organizer: bruno, guest: ana, title: markup, place: markup, extra };
  await ana.has('INBOX', [{ subject: 'Hostile', ...invitation(event), text: undefined }]);
  await signIn(page, ana);
  await openMessage(page, 'Hostile');
  await expect(card(page, markup)).toContainText(markup);
  const found = await page.evaluate(() => ({
    wasRun: (window as { wasRun?: number }).wasRun,
    planted: document.querySelectorAll('#planted, img[src=x], a[href^="javascript"]').length,
  }));
  expect(found).toEqual({ wasRun: undefined, planted: 0 });
  await expect(part.message(page)).toContainText('This message has no text.');
});

test.describe('in French on a phone', () => {
  test.use({ ...PHONE, locale: 'fr-FR' } as object);

  test('une invitation se refuse d’un geste', async ({ page, ana, bruno }) => {
    await ana.has('INBOX', [
      { subject: 'Conseil', ...invitation({ organizer: bruno, guest: ana, title: 'Conseil' }) },
    ]);
    await page.goto('/login');
    await page.getByRole('textbox', { name: 'Adresse électronique' }).fill(ana.address);
    await page.getByLabel('Mot de passe', { exact: true }).fill(ana.password);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('row', { name: /Conseil/ }).click();
    const invite = page.getByRole('region', { name: 'Conseil', exact: true });
    await expect(invite).toContainText(/mardi 3 décembre 2030/);
    await invite.getByRole('button', { name: 'Refuser' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Vous avez refusé.' })).toBeVisible();
    await expect.poll(() => bruno.find('hdr.subject', 'mailbox', 'INBOX')).toMatch(/Refus/);
    const { scroll, width } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      width: window.innerWidth,
    }));
    expect(scroll).toBeLessThanOrEqual(width);
  });
});
