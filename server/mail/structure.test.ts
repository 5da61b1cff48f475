import type { MessageStructureObject } from 'imapflow';
import { describe, expect, it } from 'vitest';
import { cleanName, hasAttachment, readContents } from './structure.ts';

const leaf = (part: string, type: string, more: Partial<MessageStructureObject> = {}) =>
  ({ part, type, ...more }) as MessageStructureObject;
const node = (type: string, childNodes: MessageStructureObject[], part?: string) =>
  ({ type, childNodes, ...(part && { part }) }) as MessageStructureObject;

describe('what a message is made of', () => {
  it('shows a letter of one part', () => {
    const { texts } = readContents(
      leaf('', 'text/plain', {
        part: undefined,
        parameters: { charset: 'utf-8', format: 'flowed' },
      } as never),
    );
    expect(texts).toMatchObject([
      { part: '1', type: 'text/plain', charset: 'utf-8', flowed: true },
    ]);
  });

  it('prefers HTML and keeps the plain alternative', () => {
    const { texts, plain } = readContents(
      node('multipart/alternative', [leaf('1', 'text/plain'), leaf('2', 'text/html')]),
    );
    expect(texts.map(({ part }) => part)).toEqual(['2']);
    expect(plain?.part).toBe('1');
  });

  it('finds HTML with its pictures inside an alternative', () => {
    const contents = readContents(
      node('multipart/alternative', [
        leaf('1', 'text/plain'),
        node('multipart/related', [
          leaf('2.1', 'text/html'),
          leaf('2.2', 'image/png', { id: '<logo@x>' }),
        ]),
      ]),
    );
    expect(contents.texts.map(({ part }) => part)).toEqual(['2.1']);
    expect(contents.attachments).toMatchObject([
      { part: '2.2', contentId: 'logo@x', inline: true },
    ]);
    expect(
      hasAttachment(
        node('multipart/related', [
          leaf('1', 'text/html'),
          leaf('2', 'image/png', { id: '<a@b>' }),
        ]),
      ),
    ).toBe(false);
  });

  it('counts what a report says to machines among no files, the letter it returns among them', () => {
    const report = node('multipart/report', [
      leaf('1', 'text/plain'),
      leaf('2', 'message/delivery-status'),
      leaf('3', 'text/rfc822-headers'),
    ]);
    expect(readContents(report).texts).toHaveLength(1);
    expect(hasAttachment(report)).toBe(false);
    const returning = node('multipart/report', [
      leaf('1', 'text/plain'),
      leaf('2', 'message/delivery-status'),
      leaf('3', 'message/rfc822'),
    ]);
    expect(readContents(returning).attachments.filter(({ inline }) => !inline)).toMatchObject([
      { part: '3' },
    ]);
    expect(hasAttachment(leaf('1', 'message/delivery-status'))).toBe(true);
  });

  it('shows text parts separately and the rest as files (S-50)', () => {
    const contents = readContents(
      node('multipart/mixed', [
        leaf('1', 'text/plain'),
        leaf('2', 'application/pdf', {
          disposition: 'attachment',
          dispositionParameters: { filename: 'a.pdf' },
          encoding: 'base64',
          size: 780,
        }),
        leaf('3', 'text/html'),
        leaf('4', 'text/plain', {
          disposition: 'attachment',
          dispositionParameters: { filename: 'log.txt' },
        }),
        leaf('5', 'message/rfc822', { childNodes: [leaf('5.1', 'text/plain')] }),
      ]),
    );
    expect(contents.texts.map(({ part }) => part)).toEqual(['1', '3']);
    expect(contents.attachments.map(({ part, name }) => [part, name])).toEqual([
      ['2', 'a.pdf'],
      ['4', 'log.txt'],
      ['5', ''],
    ]);
    expect(contents.attachments[0]?.size).toBe(570);
  });

  it('stays small for a message built to hurt (S-47)', () => {
    const many = Array.from({ length: 100_000 }, (_, i) => leaf(String(i + 1), 'image/png'));
    expect(readContents(node('multipart/mixed', many)).attachments).toHaveLength(1000);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['in\r\nvoice.pdf', 'invoice.pdf'],
    ['gpj.\u202eexe', 'gpj.exe'],
    [`${'x'.repeat(400)}.pdf`, `${'x'.repeat(180)}…${'x'.repeat(15)}.pdf`],
  ])('makes a file name of %j (S-22)', (name, clean) => {
    expect(cleanName(name)).toBe(clean);
  });
});
