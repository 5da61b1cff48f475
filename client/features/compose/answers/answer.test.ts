// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../../shared/messages.ts';
import { answerTo, recipientsOf } from './answer.ts';

const own = ['me@example.org', 'bureau@example.org'];
const at = (address: string, name = '') => ({ name, address });
const words = {
  t: (id: string, values?: object) =>
    id === 'reply-intro' ? Object.values(values ?? {}).join(', ') : id,
  date: '3 May',
};

const messageOf = (part: Partial<Message>): Message => ({
  uid: 7,
  folder: 'INBOX',
  uidValidity: '1',
  flags: [],
  modseq: '1',
  from: [at('ana@example.net', 'Ana')],
  sender: [],
  replyTo: [],
  to: [at('me@example.org')],
  cc: [],
  bcc: [],
  subject: 'Lunch',
  date: 0,
  received: 0,
  size: 1,
  messageId: '<2@example.net>',
  inReplyTo: '',
  references: [],
  listHeaders: [],
  bodies: [],
  plainAlternative: '',
  attachments: [],
  ...part,
});

const reply = (part: Partial<Message>) => answerTo(messageOf(part), 'reply', own, words);
const forward = (part: Partial<Message>) => answerTo(messageOf(part), 'forward', own, words);
const plain = (content: string, how = {}) => [
  {
    part: '1',
    type: 'text/plain' as const,
    content,
    flowed: false,
    delSp: false,
    truncated: false,
    ...how,
  },
];
const html = (content: string) => [{ ...plain(content)[0]!, type: 'text/html' as const }];

describe('an answer goes', () => {
  const to = (part: Partial<Message>, kind: 'reply' | 'reply-all' = 'reply') => {
    const found = recipientsOf(messageOf(part), kind, own);
    return { to: found.to.map((one) => one.address), cc: found.cc.map((one) => one.address) };
  };
  const many = {
    to: [at('ME@example.org'), at('bo@example.net'), at('Ana@example.net')],
    cc: [at('cy@example.net'), at('bo@example.net'), at('bureau@example.org')],
  };

  it('to the writer, or where they ask for it', () => {
    expect(to({})).toEqual({ to: ['ana@example.net'], cc: [] });
    expect(to({ replyTo: [at('list@example.net'), at('list@example.net')] })).toEqual({
      to: ['list@example.net'],
      cc: [],
    });
    expect(to({ from: [at('ana@example.net'), at('bo@example.net')] }).to).toHaveLength(2);
    expect(to({ from: [at('')] })).toEqual({ to: [], cc: [] });
  });

  it('to everybody else too, each once, never to oneself', () => {
    expect(to(many, 'reply-all')).toEqual({
      to: ['ana@example.net'],
      cc: ['bo@example.net', 'cy@example.net'],
    });
    expect(to({ ...many, replyTo: [at('list@example.net')] }, 'reply-all')).toEqual({
      to: ['list@example.net'],
      cc: ['bo@example.net', 'Ana@example.net', 'cy@example.net'],
    });
  });

  it('to the list, where the letter came over one', () => {
    const list = (post: string) =>
      recipientsOf(messageOf({ ...many, listHeaders: [['list-post', post]] }), 'reply-list', own)
        .to;
    expect(list('<https://l.example/post>, <mailto:list%2Btalk@l.example?subject=x>')).toEqual([
      at('list+talk@l.example'),
    ]);
    expect(list('NO')).toEqual([at('ana@example.net', 'Ana')]);
    expect(list('<mailto:a%0Ab@l.example>')).toEqual([at('ana@example.net', 'Ana')]);
  });

  it('to whom the writer wants all answers to go (Mail-Followup-To)', () => {
    const listHeaders: [string, string][] = [
      ['mail-followup-to', 'The list <list@l.example>, me@example.org, not an address'],
    ];
    expect(to({ ...many, listHeaders }, 'reply-all')).toEqual({ to: ['list@l.example'], cc: [] });
    expect(to({ ...many, listHeaders }).to).toEqual(['ana@example.net']);
  });

  it('from one’s own letter to those it went to', () => {
    const mine = { from: [at('Me@example.org')], ...many };
    expect(to(mine)).toEqual({ to: ['bo@example.net', 'Ana@example.net'], cc: [] });
    expect(to(mine, 'reply-all')).toEqual({
      to: ['bo@example.net', 'Ana@example.net'],
      cc: ['cy@example.net'],
    });
    expect(to({ from: [at('me@example.org')], to: [at('me@example.org')] })).toEqual({
      to: ['me@example.org'],
      cc: [],
    });
  });

  it('from the address that was written to, or wrote', () => {
    expect(
      reply({ to: [at('list@example.net')], cc: [at('Bureau@example.org')] }).from?.address,
    ).toBe('bureau@example.org');
    expect(
      reply({ from: [at('bureau@example.org')], to: [at('bo@example.net')] }).from?.address,
    ).toBe('bureau@example.org');
    expect(reply({ to: [at('list@example.net')] })).not.toHaveProperty('from');
  });

  it('with names that are names (S-49)', () => {
    const names = (name: string) => reply({ from: [at('ana@example.net', name)] }).to;
    expect(names('Ana\u202e')).toEqual([at('ana@example.net', 'Ana')]);
    expect(names('ceo@bank.example.com')).toEqual([at('ana@example.net')]);
    expect(names('A'.repeat(9000))?.[0]?.name).toHaveLength(200);
  });
});

describe('an answer', () => {
  it.each([
    ['Lunch', 'Re: Lunch'],
    ['', 'Re: '],
    ['Re: Lunch', 'Re: Lunch'],
    ['RE : Lunch', 'RE : Lunch'],
    ['Re[2]: Lunch', 'Re[2]: Lunch'],
    ['Réf : Lunch', 'Réf : Lunch'],
    ['AW: Lunch', 'AW: Lunch'],
    ['回复：午饭', '回复：午饭'],
    ['Fwd: Lunch', 'Re: Fwd: Lunch'],
    ['TR : Lunch', 'Re: TR : Lunch'],
    ['Retour: Lunch', 'Re: Retour: Lunch'],
  ])('to %j is called %j', (subject, expected) => {
    expect(reply({ subject }).subject).toBe(expected);
  });

  it.each([
    ['Lunch', 'Fwd: Lunch'],
    ['Fw: Lunch', 'Fw: Lunch'],
    ['TR : Lunch', 'TR : Lunch'],
    ['WG: Lunch', 'WG: Lunch'],
    ['Re: Lunch', 'Fwd: Re: Lunch'],
    ['Train: Lunch', 'Fwd: Train: Lunch'],
  ])('that forwards %j is called %j', (subject, expected) => {
    expect(forward({ subject }).subject).toBe(expected);
  });

  it('fits into a header field, however long the subject was', () => {
    expect(reply({ subject: `${'x'.repeat(1899)}😀 and more` }).subject?.isWellFormed()).toBe(true);
    expect(reply({ subject: 'x'.repeat(5000) }).subject?.length).toBeLessThan(2000);
  });

  it('belongs to its thread (RFC 5322 section 3.6.4)', () => {
    expect(reply({ references: ['<1@example.net>'] })).toMatchObject({
      inReplyTo: '<2@example.net>',
      references: ['<1@example.net>', '<2@example.net>'],
    });
    expect(reply({ inReplyTo: '<1@example.net>' }).references).toEqual([
      '<1@example.net>',
      '<2@example.net>',
    ]);
    const long = Array.from({ length: 80 }, (_, i) => `<${i}@example.org>`);
    const { references } = reply({ references: long });
    expect(references).toHaveLength(50);
    expect([references?.[0], references?.at(-1)]).toEqual(['<0@example.org>', '<2@example.net>']);
  });

  it('names no broken Message-ID: it would not be accepted', () => {
    const broken = reply({
      messageId: '<a b@example.net>',
      references: ['no', '<1@example.net>', '<2>\n<3>'],
    });
    expect(broken).toMatchObject({ inReplyTo: undefined, references: ['<1@example.net>'] });
    expect(reply({ messageId: '' })).toMatchObject({ inReplyTo: undefined, references: [] });
  });

  it('remembers what it answers', () => {
    expect(reply({}).source).toEqual({ folder: 'INBOX', uid: 7, act: 'reply' });
    expect(forward({}).source).toEqual({ folder: 'INBOX', uid: 7, act: 'forward' });
    expect(forward({})).not.toHaveProperty('to');
  });
});

describe('the text of an answer', () => {
  it('quotes each line, and not the signature', () => {
    expect(reply({ bodies: plain('Hi\r\n\r\n> before\r\nBye\r\n-- \r\nAna\r\n') }).text).toBe(
      '\n\n3 May, Ana\n> Hi\n>\n>> before\n> Bye\n',
    );
  });

  it('joins flowed lines before', () => {
    const bodies = plain('one \ntwo\n>> old \n>> text', { flowed: true });
    expect(reply({ bodies }).text).toContain('> one two\n>>> old text\n');
  });

  it('is that of the plain alternative, or of the HTML', () => {
    expect(reply({ bodies: html('<p>HTML</p>'), plainAlternative: 'Plain' }).text).toContain(
      '> Plain\n',
    );
    expect(reply({ bodies: html('<p>HTML</p>'), plainAlternative: ' \n' }).text).toContain(
      '> HTML\n',
    );
  });

  it('has the header of what it forwards', () => {
    const { text } = forward({
      subject: 'Lunch',
      to: [at('me@example.org', 'Me'), at('bo@example.net')],
      cc: [at('cy@example.net')],
      bodies: plain('Hi\n-- \nAna'),
    });
    expect(text).toBe(
      '\n\n---------- forward-intro ----------\nfrom: Ana <ana@example.net>\ndate: 3 May\nsubject: Lunch\nto: Me <me@example.org>, bo@example.net\ncc: cy@example.net\n\nHi\n-- \nAna\n',
    );
  });
});
