import { expect, it } from 'vitest';
import { readHeaderFields } from '../../mail/header-fields.ts';
import { readDelivery } from './delivery.ts';

const read = (...lines: string[]) =>
  readDelivery(readHeaderFields(Buffer.from(lines.join('\r\n'))));
const failed = (...lines: string[]) =>
  read('Final-Recipient: rfc822; bob@else.example', 'Action: failed', ...lines);

it('says who, what, where and in which words', () => {
  expect(
    read(
      'Original-Recipient: rfc822;bob@else.example',
      'Final-Recipient: RFC822; b.smith@inside.else.example',
      'Action: delayed',
      'Status: 4.4.1',
      'Remote-MTA: dns; mx.else.example',
      'Diagnostic-Code: smtp; 451 try\r\n again',
      'Will-Retry-Until: Fri, 27 Nov 2026 10:00:00 +0100',
    ),
  ).toEqual({
    address: 'bob@else.example',
    outcome: 'delayed',
    reason: 'unreachable',
    server: 'mx.else.example',
    words: '451 try again',
    until: Date.UTC(2026, 10, 27, 9),
  });
});

it.each([
  ['5.1.1', '', 'no-mailbox'],
  ['5.1.2', '', 'no-domain'],
  ['5.2.1', '', 'mailbox-disabled'],
  ['5.2.2', '', 'mailbox-full'],
  ['4.2.2 (mailbox full)', '', 'mailbox-full'],
  ['5.3.4', '', 'too-large'],
  ['5.4.4', '', 'no-domain'],
  ['4.4.7', '', 'unreachable'],
  ['5.7.1', '', 'refused'],
  ['5.7.26', '', 'not-trusted'],
  ['5.7.99', '', 'refused'],
  ['5.0.0', 'smtp; 550 User unknown', 'no-mailbox'],
  ['5.0.0', 'smtp; 552 Quota exceeded', 'mailbox-full'],
  ['', 'smtp; 554 looks like spam', 'refused'],
  ['nonsense', 'x', 'other'],
])('status %s with "%s" means %s', (status, words, reason) => {
  expect(failed(`Status: ${status}`, `Diagnostic-Code: ${words}`)?.reason).toBe(reason);
});

it('knows no recipient where there is none', () => {
  expect(read('Reporting-MTA: dns; mx.example', 'Arrival-Date: now')).toBeNull();
  expect(read('Final-Recipient: rfc822; a@b.example')).toBeNull();
  expect(read('Final-Recipient:', 'Action: failed')).toBeNull();
  expect(read('Final-Recipient: rfc822; a@b.example', 'Action: exploded')).toBeNull();
});

it('gives plain, short words whatever a server writes (S-10)', () => {
  const delivery = failed(
    `Diagnostic-Code: smtp; <img src=x>\u202e${'x'.repeat(5000)}`,
    'Will-Retry-Until: never',
  );
  expect(delivery?.words).toMatch(/^<img src=x>x+$/);
  expect(delivery?.words.length).toBeLessThanOrEqual(500);
  expect(delivery?.until).toBeNull();
});
