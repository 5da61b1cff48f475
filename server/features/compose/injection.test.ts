import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SmtpProxy, startSmtpProxy } from '../../../mailstack/fault-proxy.ts';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import type { Letter } from '../../../shared/compose.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { letterTo, post } from './testing.ts';

const PASSWORD = 'Canary-7-tilleul';
const ANA = 'ana@test.example';
const BOB = 'bob@test.example';
const EVE = 'eve@test.example';
let stack: TestStack;
let smtp: SmtpProxy;
let bridge: TestBridge;
let ana: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  for (const address of [ANA, BOB, EVE]) await stack.addMailbox(address, PASSWORD);
  smtp = await startSmtpProxy(stack, () => null);
  bridge = await startTestBridge(stack, { SMTP_URL: smtp.url });
  ana = await bridge.signIn(ANA, PASSWORD);
});
beforeEach(() => {
  smtp.submissions.length = 0;
});
afterAll(async () => {
  await bridge?.stop();
  await smtp?.stop();
  await stack?.stop();
});

const place = { folder: 'INBOX', uid: 1, uidValidity: '1' };
const id = '7f6a2a54-5a43-4a3a-9d52-0d4f3f6f1c11';

/** Every text of a letter that goes into a header field, a command or a folder's name. */
const fields: Record<string, (evil: string) => object> = {
  id: (evil) => ({ id: `${id}${evil}` }),
  'from name': (evil) => ({ from: { name: `Ana${evil}`, address: ANA } }),
  'from address': (evil) => ({ from: { name: '', address: `${ANA}${evil}` } }),
  'reply-to name': (evil) => ({ replyTo: [{ name: `Ana${evil}`, address: ANA }] }),
  'reply-to address': (evil) => ({ replyTo: [{ name: '', address: `${evil}${ANA}` }] }),
  'to name': (evil) => ({ to: [{ name: `Bob${evil}`, address: BOB }] }),
  'to address': (evil) => ({ to: [{ name: '', address: `${BOB}${evil}` }] }),
  'cc name': (evil) => ({ cc: [{ name: evil, address: BOB }] }),
  'cc address': (evil) => ({ cc: [{ name: '', address: `bob${evil}@test.example` }] }),
  'bcc name': (evil) => ({ bcc: [{ name: evil, address: BOB }] }),
  'bcc address': (evil) => ({ bcc: [{ name: '', address: `bob@test${evil}.example` }] }),
  subject: (evil) => ({ subject: `Hello${evil}` }),
  'in-reply-to': (evil) => ({ inReplyTo: `<a${evil}@b>` }),
  references: (evil) => ({ references: ['<x@y>', `<a${evil}@b>`] }),
  'folder of a message': (evil) => ({
    attachments: [{ ...place, kind: 'message', folder: `INBOX${evil}` }],
  }),
  'UIDVALIDITY of a message': (evil) => ({
    attachments: [{ ...place, kind: 'message', uidValidity: `1${evil}` }],
  }),
  'number of a part': (evil) => ({
    attachments: [{ ...place, kind: 'part', part: `1${evil}`, name: 'a', contentId: null }],
  }),
  'name of a part': (evil) => ({
    attachments: [{ ...place, kind: 'part', part: '1', name: `a${evil}`, contentId: null }],
  }),
  'Content-ID of a part': (evil) => ({
    attachments: [{ ...place, kind: 'part', part: '1', name: 'a', contentId: `a${evil}` }],
  }),
  'id of an upload': (evil) => ({
    attachments: [{ kind: 'upload', id: `${id}${evil}`, name: 'a', contentId: null }],
  }),
  'name of an upload': (evil) => ({
    attachments: [{ kind: 'upload', id, name: `a${evil}.txt`, contentId: null }],
  }),
  'Content-ID of an upload': (evil) => ({
    attachments: [{ kind: 'upload', id, name: 'a', contentId: `<${evil}>` }],
  }),
  priority: (evil) => ({ priority: `high${evil}` }),
  'folder of what is answered': (evil) => ({
    source: { folder: `INBOX${evil}`, uid: 1, act: 'reply' },
  }),
  'act on what is answered': (evil) => ({
    source: { folder: 'INBOX', uid: 1, act: `reply${evil}` },
  }),
};
const controls = ['\r', '\n', '\r\nBcc: eve@test.example', '\0', '\u2028', '\u007f', '\u0085'];

describe('a control in a field of a letter is refused at the door (S-28)', () => {
  it.each(Object.entries(fields))('%s', async (_name, withEvil) => {
    for (const evil of controls.slice(0, 6)) {
      const letter = { ...letterTo(BOB), ...withEvil(evil) } as Letter;
      await expect(post(ana, letter), JSON.stringify(evil)).rejects.toMatchObject({ status: 400 });
    }
    expect(smtp.submissions).toEqual([]);
  });
});

describe('what is on the wire', () => {
  const names = [
    '"Bob" <eve@test.example>',
    'Bob, Eve <eve@test.example>',
    '=?utf-8?q?=0D=0ABcc:_eve@test.example?=',
    'back\\slash "quoted"',
    'Зоя 会議 🎉 \u202egnp.exe',
    '<eve@test.example> ORCPT=rfc822;eve@test.example',
    'x'.repeat(500),
    '(comment) eve@test.example',
    controls[6]!,
  ];

  it.each(names)(
    'has exactly the fields and people that were meant: %j (S-28, S-29)',
    async (name) => {
      const letter = letterTo(BOB, {
        from: { name, address: ANA },
        replyTo: [{ name, address: ANA }],
        to: [{ name, address: BOB }],
        cc: [{ name, address: ANA }],
        bcc: [{ name, address: EVE }],
        subject: `${name} ${'long '.repeat(200)}`,
        inReplyTo: '<a@b>',
        references: ['<a@b>', '<c@d>'],
        priority: 'high',
        wantsReceipt: true,
      });
      await post(ana, letter);
      const [{ commands, data } = { commands: [], data: '' }] = smtp.submissions;
      const spoken = commands.filter((line) => /^(MAIL|RCPT|DATA|BDAT|RSET)/i.test(line));
      expect(spoken.map((line) => line.replace(/ (SIZE|BODY)=\S+/g, ''))).toEqual([
        `MAIL FROM:<${ANA}>`,
        `RCPT TO:<${BOB}>`,
        `RCPT TO:<${ANA}>`,
        `RCPT TO:<${EVE}>`,
        'DATA',
      ]);
      expect(fieldsOf(data).sort()).toEqual(
        [
          'cc',
          'content-transfer-encoding',
          'content-type',
          'date',
          'disposition-notification-to',
          'from',
          'importance',
          'in-reply-to',
          'message-id',
          'mime-version',
          'references',
          'reply-to',
          'subject',
          'to',
          'x-priority',
        ].sort(),
      );
      expect(data).not.toMatch(/^bcc:/im);
      expect(data).not.toMatch(/\r(?!\n)|(?<!\r)\n/);
    },
  );

  it.each([
    'a\r.\r\r\n.\r\nMAIL FROM:<eve@test.example>\r\n',
    '\n.\n\r.\r..\r\n.\r',
    '.\r\nRSET\r\nMAIL FROM:<eve@test.example>',
    'a\0b\u2028c\u2029d',
    `${'x'.repeat(2000)}\n.${'y'.repeat(2000)}`,
  ])('ends where the letter ends, whatever is in it: %j (S-30)', async (words) => {
    for (const part of [{ text: words }, { text: '', html: `<p>${words}</p>` }]) {
      smtp.submissions.length = 0;
      expect(await post(ana, letterTo(BOB, part))).toMatchObject({ state: 'done' });
      expect(smtp.submissions).toHaveLength(1);
      const { commands, data } = smtp.submissions[0]!;
      expect(data).not.toMatch(/\r(?!\n)|(?<!\r)\n/);
      expect(data).not.toMatch(/^\.(?!\.)/m);
      expect(commands.slice(commands.indexOf('DATA') + 1)).toEqual(['QUIT']);
    }
  });

  it('is nothing of this machine, whatever the letter names (S-31)', async () => {
    const probe = {
      path: '/etc/passwd',
      href: 'http://127.0.0.1/',
      raw: 'Subject: other\r\n\r\nother',
      encoding: 'base64',
      envelope: { from: EVE, to: [EVE] },
      headers: { Bcc: EVE },
      messageId: '<other@x>',
    };
    const html =
      '<img src="/etc/passwd"><img src="file:///etc/passwd"><img src="http://127.0.0.1/"><img src="data:image/png;base64,AAAA">';
    const letter = { ...letterTo(BOB, { html }), ...probe } as Letter;
    expect(await post(ana, letter)).toMatchObject({ messageId: `<${letter.id}@test.example>` });
    for (const attachment of [
      { kind: 'upload', id, name: 'a', contentId: null, ...probe },
      { ...place, kind: 'message', uid: 999, ...probe },
      { path: '/etc/passwd' },
    ]) {
      const other = { ...letterTo(BOB), attachments: [attachment] } as unknown as Letter;
      await expect(post(ana, other)).rejects.toMatchObject({ name: 'Error' });
    }
    expect(smtp.submissions).toHaveLength(1);
    const { commands, data } = smtp.submissions[0]!;
    expect(commands.filter((line) => /^RCPT/.test(line))).toEqual([`RCPT TO:<${BOB}>`]);
    expect(data).not.toContain('root:');
    expect(data).not.toContain(EVE);
    expect(fieldsOf(data)).not.toContain('bcc');
  });
});

/** Names of the header fields, in order. */
function fieldsOf(data: string): string[] {
  const [head = ''] = data.split('\r\n\r\n');
  return [...head.matchAll(/^([^\s:]+):/gm)].map(([, name]) => name!.toLowerCase());
}
