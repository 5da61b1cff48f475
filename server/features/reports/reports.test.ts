import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { sendLetter } from '../../../shared/compose.ts';
import { listMessages, readMessage } from '../../../shared/messages.ts';
import { answerReceiptWish, readDeliveryReport, readReceipt } from '../../../shared/reports.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const ANA = 'ana@test.example';
const CLARA = 'clara@test.example';
const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;
let clara: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ANA, PASSWORD);
  await stack.addMailbox(CLARA, PASSWORD);
  // An address that is taken at the door and known to nobody behind it.
  await stack.addAlias('ghost@test.example', 'nobody@test.example');
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn(ANA, PASSWORD);
  clara = await bridge.signIn(CLARA, PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

describe('a delivery report', () => {
  it("of Postfix names who did not get the letter, why, and Ana's own copy of it", async () => {
    const sent = await ana.call(sendLetter, letter('ghost@test.example', 'Réunion à l’été'));
    const place = await waitFor(ana, ({ subject }) => /undelivered/i.test(subject));
    const { says } = await ana.call(readMessage, place);
    expect(says?.report).toBe('delivery');
    const report = await ana.call(readDeliveryReport, place);
    expect(report).toMatchObject({
      count: 1,
      deliveries: [{ address: 'ghost@test.example', outcome: 'failed', reason: 'no-mailbox' }],
      original: { subject: 'Réunion à l’été', to: ['ghost@test.example'] },
    });
    const found = report.original?.place;
    expect(found?.folder).toBe(sent.savedIn);
    const original = await ana.call(readMessage, found);
    expect(original.messageId).toBe(sent.messageId);
  });

  it('that says nothing readable is empty, and one of hundreds is shortened', async () => {
    const groups = Array.from(
      { length: 250 },
      (_, i) =>
        `Final-Recipient: rfc822; g${i}@else.example\r\nAction: failed\r\nStatus: 5.2.2\r\n`,
    );
    const place = await reports(
      'delivery-status',
      ['Reporting-MTA: dns; x\r\n', ...groups].join('\r\n'),
    );
    const report = await ana.call(readDeliveryReport, place);
    expect(report.deliveries).toHaveLength(20);
    expect(report.count).toBe(250);
    const empty = await reports('delivery-status', 'nonsense');
    expect(await ana.call(readDeliveryReport, empty)).toEqual({
      deliveries: [],
      count: 0,
      original: null,
    });
  });
});

describe('a read receipt', () => {
  it('leaves only when the reader says so, once, and comes back in words (S-20)', async () => {
    const sent = await ana.call(sendLetter, letter(CLARA, 'Please confirm'));
    await waitFor(clara, ({ subject }) => subject === 'Please confirm');
    // The wish is what another program writes; ours does not ask.
    await stack.append(
      CLARA,
      'INBOX',
      [
        `From: Ana <${ANA}>`,
        `To: ${CLARA}`,
        'Subject: Please confirm',
        `Message-ID: ${sent.messageId}`,
        `Disposition-Notification-To: Ana <${ANA}>`,
        '',
        'Did you read it?',
      ].join('\r\n'),
    );
    const place = await waitFor(clara, ({ subject }) => subject === 'Please confirm');
    const { says } = await clara.call(readMessage, place);
    expect(says?.receiptTo).toEqual([{ name: 'Ana', address: ANA }]);
    expect(
      (await ana.call(listMessages, { folder: 'INBOX' })).rows.some(({ subject }) =>
        subject.startsWith('Lu'),
      ),
    ).toBe(false);

    const words = { subject: 'Lu : Please confirm', text: 'J’ai lu votre lettre.' };
    const answer = { ...place, answer: 'send', ...words };
    expect(await clara.call(answerReceiptWish, answer)).toEqual({ sentTo: [ANA] });
    expect((await clara.call(readMessage, place)).flags).toContain('$MDNSent');
    await expect(clara.call(answerReceiptWish, answer)).rejects.toMatchObject({
      code: 'input-invalid',
    });

    const receipt = await waitFor(ana, ({ subject }) => subject === words.subject);
    expect((await ana.call(readMessage, receipt)).says?.report).toBe('receipt');
    expect(await ana.call(readReceipt, receipt)).toMatchObject({
      reader: CLARA,
      outcome: 'displayed',
      original: { place: { folder: sent.savedIn } },
    });
    const { rows } = await ana.call(listMessages, { folder: 'INBOX' });
    expect(rows.filter(({ subject }) => subject === words.subject)).toHaveLength(1);
    const source = await (
      await ana.fetch(`/api/folders/INBOX/messages/${receipt.uid}/source`)
    ).text();
    expect(source).toMatch(/^Return-Path: <>/m);
  });

  it('that the reader never wants to send is not asked for again', async () => {
    await stack.append(
      CLARA,
      'INBOX',
      `From: ${ANA}\r\nSubject: Never\r\nDisposition-Notification-To: ${ANA}\r\n\r\nx`,
    );
    const place = await waitFor(clara, ({ subject }) => subject === 'Never');
    const never = { ...place, answer: 'never', subject: '', text: '' };
    expect(await clara.call(answerReceiptWish, never)).toEqual({ sentTo: [] });
    expect((await clara.call(readMessage, place)).flags).toContain('$MDNSent');
  });

  it('is not wished by a list, by nobody, or by what is no address', async () => {
    for (const lines of [
      [`Disposition-Notification-To: ${ANA}`, 'List-Id: <l.example>'],
      ['Disposition-Notification-To:'],
      ['Disposition-Notification-To: "x y"@else.example, <a@b@c>'],
    ]) {
      const subject = `No wish ${randomUUID()}`;
      await stack.append(
        CLARA,
        'INBOX',
        [`From: ${ANA}`, `Subject: ${subject}`, ...lines, '', 'x'].join('\r\n'),
      );
      const place = await waitFor(clara, (row) => row.subject === subject);
      expect((await clara.call(readMessage, place)).says?.receiptTo, lines[0]).toEqual([]);
    }
  });
});

function letter(to: string, subject: string) {
  return {
    id: randomUUID(),
    from: { name: '', address: ANA },
    to: [{ name: '', address: to }],
    cc: [],
    bcc: [],
    subject,
    text: 'Good morning.',
  };
}

async function reports(type: string, text: string) {
  const subject = `Report ${randomUUID()}`;
  const raw = [
    'From: MAILER-DAEMON@else.example',
    `To: ${ANA}`,
    `Subject: ${subject}`,
    `Content-Type: multipart/report; report-type=${type}; boundary=b`,
    '',
    '--b',
    `Content-Type: message/${type}`,
    '',
    text,
    '--b--',
    '',
  ];
  await stack.append(ANA, 'INBOX', raw.join('\r\n'));
  return waitFor(ana, (row) => row.subject === subject);
}

async function waitFor(who: Visitor, accepts: (row: { subject: string }) => boolean) {
  for (let attempt = 0; attempt < 200; attempt++) {
    const { rows } = await who.call(listMessages, { folder: 'INBOX' });
    const row = rows.find(accepts);
    if (row) return { folder: 'INBOX', uid: row.uid };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the message did not come');
}
