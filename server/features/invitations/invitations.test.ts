import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { answerInvitation, calendarAddress, readInvitation } from '../../../shared/invitations.ts';
import { listMessages, readMessage } from '../../../shared/messages.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const ANA = 'ana@test.example';
const CLARA = 'clara@test.example';
const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;
let clara: Visitor;
let count = 0;
let uid = '';

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ANA, PASSWORD);
  await stack.addMailbox(CLARA, PASSWORD);
  await stack.addAlias('council@test.example', ANA);
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn(ANA, PASSWORD);
  clara = await bridge.signIn(CLARA, PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});
beforeEach(() => {
  uid = `event-${++count}@agenda.example`;
});

describe('an invitation', () => {
  it('is shown from its part, and asked for by nothing but its structure', async () => {
    const place = await arrives({});
    const message = await ana.call(readMessage, place);
    expect(message.says).toMatchObject({
      calendar: '2',
      isInvitation: true,
      cards: [],
      report: '',
    });
    const { invitation } = await ana.call(readInvitation, { ...place, part: '2' });
    expect(invitation).toMatchObject({
      method: 'request',
      title: 'Council',
      place: 'Town hall',
      isFromOrganizer: true,
      me: ANA,
      isInvited: true,
      answer: null,
      isCancelled: false,
      isOutdated: false,
      changes: [],
    });
    expect(Object.keys(invitation ?? {})).not.toContain('uid');
  });

  it('is answered to the organiser, once, by the address that was invited, and remembered', async () => {
    const place = await arrives({ guest: 'council@test.example' });
    const id = randomUUID();
    const said = {
      ...place,
      part: '2',
      id,
      answer: 'accepted',
      subject: 'Accepté : Council',
      text: 'Oui.',
    };
    await expect(ana.call(answerInvitation, said)).resolves.toEqual({
      answer: 'accepted',
      to: CLARA,
    });
    await expect(ana.call(answerInvitation, said)).resolves.toEqual({
      answer: 'accepted',
      to: CLARA,
    });

    const reply = await newest(clara, 'INBOX', 'Accepté : Council');
    expect(reply.message.from[0]?.address).toBe('council@test.example');
    expect(reply.source).toMatch(/^Content-Type: text\/calendar; charset=utf-8; method=REPLY/m);
    const ics = reply.calendar;
    expect(ics).toContain('METHOD:REPLY');
    expect(ics).toContain(`UID:${uid}`);
    expect(ics).toContain('SEQUENCE:0');
    expect(ics).toMatch(/ATTENDEE;CN=Ana;PARTSTAT=ACCEPTED:mailto:council@test\.example/);
    expect(ics).toContain('ORGANIZER;CN=Clara:mailto:clara@test.example');
    const { rows } = await clara.call(listMessages, { folder: 'INBOX' });
    expect(rows.filter(({ subject }) => subject === 'Accepté : Council')).toHaveLength(1);

    const { invitation } = await ana.call(readInvitation, { ...place, part: '2' });
    expect(invitation).toMatchObject({ answer: 'accepted', isAnswerOld: false });
    const { flags } = await ana.call(readMessage, place);
    expect(flags).toContain('\\Answered');
    await ana.call(answerInvitation, { ...said, id: randomUUID(), answer: 'declined' });
    expect((await ana.call(readInvitation, { ...place, part: '2' })).invitation?.answer).toBe(
      'declined',
    );

    const seen = await clara.call(readInvitation, { folder: 'INBOX', uid: reply.uid, part: '2' });
    expect(seen.invitation).toMatchObject({
      method: 'reply',
      guests: [{ address: 'council@test.example', answer: 'accepted' }],
      isFromOrganizer: false,
    });
  });

  it('that changed says what, asks again, and makes the old one outdated', async () => {
    const first = await arrives({});
    await ana.call(readInvitation, { ...first, part: '2' });
    const answer = { id: randomUUID(), answer: 'accepted', subject: 'Yes', text: '' };
    await ana.call(answerInvitation, { ...first, part: '2', ...answer });
    const second = await arrives({ sequence: 1, start: '20261202T180000Z', place: 'Library' });
    for (let times = 0; times < 2; times++) {
      const { invitation } = await ana.call(readInvitation, { ...second, part: '2' });
      expect(invitation).toMatchObject({
        isOutdated: false,
        changes: ['time', 'place'],
        answer: 'accepted',
        isAnswerOld: true,
      });
    }
    const old = await ana.call(readInvitation, { ...first, part: '2' });
    expect(old.invitation).toMatchObject({ isOutdated: true, isCancelled: false, changes: [] });
  });

  it('that is cancelled says so, and so does the one before', async () => {
    const first = await arrives({});
    await ana.call(readInvitation, { ...first, part: '2' });
    const second = await arrives({ sequence: 1, method: 'CANCEL' });
    const { invitation } = await ana.call(readInvitation, { ...second, part: '2' });
    expect(invitation).toMatchObject({ method: 'cancel', isCancelled: true });
    const old = await ana.call(readInvitation, { ...first, part: '2' });
    expect(old.invitation).toMatchObject({ isOutdated: true, isCancelled: true });
    await expect(
      ana.call(answerInvitation, {
        ...second,
        part: '2',
        id: randomUUID(),
        answer: 'accepted',
        subject: 'x',
        text: '',
      }),
    ).rejects.toMatchObject({ code: 'input-invalid' });
  });

  it('cannot be cancelled by somebody who only knows it (S-49)', async () => {
    const first = await arrives({});
    await ana.call(readInvitation, { ...first, part: '2' });
    const forged = await arrives({ sequence: 9, method: 'CANCEL', from: 'mallory@evil.example' });
    const { invitation } = await ana.call(readInvitation, { ...forged, part: '2' });
    expect(invitation).toMatchObject({ isFromOrganizer: false, isCancelled: true });
    const real = await ana.call(readInvitation, { ...first, part: '2' });
    expect(real.invitation).toMatchObject({ isOutdated: false, isCancelled: false });
  });

  it('is kept for each account alone (S-37)', async () => {
    const place = await arrives({});
    await ana.call(readInvitation, { ...place, part: '2' });
    await expect(
      clara.call(readInvitation, { folder: place.folder, uid: 4000, part: '2' }),
    ).rejects.toMatchObject({ status: 404 });
    await expect(ana.call(readInvitation, { ...place, part: '7' })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('that says nothing readable, or too much, is nothing (S-47)', async () => {
    const broken = await arrives({ raw: 'nonsense' });
    expect(await ana.call(readInvitation, { ...broken, part: '2' })).toEqual({ invitation: null });
    const huge = await arrives({ raw: calendar({}).replace('Town hall', 'x'.repeat(300_000)) });
    expect(await ana.call(readInvitation, { ...huge, part: '2' })).toEqual({ invitation: null });
  });

  it('is kept as a file, and no other part of the message is (S-21)', async () => {
    const { folder, uid: number } = await arrives({});
    const fetched = await ana.fetch(calendarAddress(folder, number, '2'));
    expect(await fetched.text()).toBe(calendar({}));
    expect(fetched.headers.get('content-disposition')).toBe('attachment; filename="event.ics"');
    expect(fetched.headers.get('content-security-policy')).toContain('sandbox');
    expect((await ana.fetch(calendarAddress(folder, number, '1'))).status).toBe(404);
    expect((await ana.fetch(calendarAddress(folder, number, 'x'))).status).toBe(400);
  });

  it('puts nothing into the answer that is not the answer (S-28)', async () => {
    const hostile = "Clara^nATTENDEE:mailto:x@evil.example^'";
    const place = await arrives({ organizerName: hostile });
    await ana.call(answerInvitation, {
      ...place,
      part: '2',
      id: randomUUID(),
      answer: 'tentative',
      subject: 'Maybe',
      text: 'a\r\n.\r\nb',
    });
    const { calendar: ics } = await newest(clara, 'INBOX', 'Maybe');
    expect(ics.match(/^(ATTENDEE|ORGANIZER|METHOD|BEGIN)/gm)).toEqual([
      'BEGIN',
      'METHOD',
      'BEGIN',
      'ORGANIZER',
      'ATTENDEE',
    ]);
    await expect(
      ana.call(answerInvitation, {
        ...place,
        part: '2',
        id: randomUUID(),
        answer: 'accepted',
        subject: 'a\r\nBcc: x@evil.example',
        text: '',
      }),
    ).rejects.toMatchObject({ code: 'input-invalid' });
  });
});

interface Event {
  method?: string;
  sequence?: number;
  start?: string;
  place?: string;
  guest?: string;
  from?: string;
  organizerName?: string;
  raw?: string;
}

function calendar({
  method = 'REQUEST',
  sequence = 0,
  start = '20261201T180000Z',
  place = 'Town hall',
  guest = ANA,
  organizerName = 'Clara',
}: Event): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:2026112${sequence}T080000Z`,
    `DTSTART:${start}`,
    'DURATION:PT2H',
    'SUMMARY:Council',
    `LOCATION:${place}`,
    `ORGANIZER;CN="${organizerName}":mailto:${CLARA}`,
    `ATTENDEE;CN=Ana;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${guest}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

async function arrives(event: Event) {
  const { method = 'REQUEST', from = CLARA, raw = calendar(event) } = event;
  const folder = 'INBOX';
  const lines = [
    `From: Clara <${from}>`,
    `To: ${ANA}`,
    'Subject: Council',
    `Message-ID: <${randomUUID()}@else.example>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Please come.',
    '--b',
    `Content-Type: text/calendar; charset=utf-8; method=${method}`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(raw).toString('base64').replace(/.{76}/g, '$&\r\n'),
    '--b--',
    '',
  ];
  await stack.append(ANA, folder, lines.join('\r\n'));
  const { rows } = await ana.call(listMessages, { folder });
  return { folder, uid: rows[0]!.uid };
}

/** The message with this subject, once it was delivered. */
async function newest(who: Visitor, folder: string, subject: string) {
  for (let attempt = 0; ; attempt++) {
    const { rows } = await who.call(listMessages, { folder });
    const row = rows.find((one) => one.subject === subject);
    if (row) {
      const place = { folder, uid: row.uid };
      const message = await who.call(readMessage, place);
      const source = await (
        await who.fetch(`/api/folders/${folder}/messages/${row.uid}/source`)
      ).text();
      const part = await who.fetch(`/api/folders/${folder}/messages/${row.uid}/parts/2`);
      return { uid: row.uid, message, source, calendar: (await part.text()).replace(/\r\n /g, '') };
    }
    if (attempt > 100) throw new Error(`no message "${subject}" came`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
