import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { idOfDraft } from './draft-id.ts';
import { type DraftMark, MARK, readMark, writeMark } from './draft-mark.ts';
import { unflow } from './unflow.ts';

const mark = (part: Partial<DraftMark> = {}): DraftMark => ({
  version: randomUUID(),
  changedAt: 1_795_000_000_000,
  copyOf: null,
  source: null,
  priority: 'normal',
  unfinished: { to: [], cc: [], bcc: [] },
  ...part,
});
const fieldOf = (text: string) =>
  text
    .slice(MARK.length + 2)
    .replace(/\r\n\s/g, ' ')
    .trim();

describe('the mark of a draft', () => {
  it.each([
    { name: 'bruno at home', address: '' },
    { name: 'é 会 🎉 "quoted" <x@y.example>', address: 'x\r\nBcc: eve@test.example' },
  ])('comes back as it was, and is one header field whatever was typed (S-28)', (person) => {
    const written = mark({ unfinished: { to: [person], cc: [], bcc: [] } });
    const text = writeMark(written);
    expect(text).toMatch(/^X-Sobre-Draft: [\da-f-]{36}(\r\n [\w+/=]+)+\r\n$/);
    const isAllowed = !person.address.includes('\n');
    expect(readMark(fieldOf(text))).toEqual(isAllowed ? written : null);
  });

  it.each(['', 'x', `${randomUUID()} e30=`, `${randomUUID()} !!!`, `no-uuid ${'A'.repeat(20)}`])(
    '%j is none of ours',
    (field) => {
      expect(readMark(field)).toBeNull();
    },
  );

  it('that would be cut is not written', () => {
    const to = Array.from({ length: 50 }, () => ({ name: 'x'.repeat(900), address: '' }));
    expect(() => writeMark(mark({ unfinished: { to, cc: [], bcc: [] } }))).toThrow(
      expect.objectContaining({ code: 'too-large' }),
    );
  });
});

describe('the id of a draft', () => {
  const place = { folder: 'Drafts', uid: 7, uidValidity: '1' };

  it('is that of its Message-ID, also as other programs write it', () => {
    const id = randomUUID();
    expect(idOfDraft(`<${id}@test.example>`, place)).toBe(id);
    expect(idOfDraft(`<${id.toUpperCase()}@test.example>`, place)).toBe(id);
  });

  it.each(['<CAx+1@mail.example>', '<1e2322a8-c268-ae77-46a6-1983cc0d0ce0@x.example>', '', 'junk'])(
    'is made of %j, the same each time',
    (messageId) => {
      const id = idOfDraft(messageId, place);
      expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
      expect(idOfDraft(messageId, place)).toBe(id);
      expect(idOfDraft('<other@x.example>', place)).not.toBe(id);
    },
  );

  it('without a Message-ID is that of its place', () => {
    expect(idOfDraft('', { ...place, uid: 8 })).not.toBe(idOfDraft('', place));
  });
});

describe('a flowed text', () => {
  it.each([
    ['a \nb', 'a b'],
    ['a\nb', 'a\nb'],
    ['> a \n> b\nc', '> a b\nc'],
    ['> a \n>> b', '> a \n>> b'],
    [' From here\n > no quote', 'From here\n> no quote'],
    ['a \n-- \nAna', 'a \n-- \nAna'],
    ['', ''],
  ])('%j was typed as %j', (text, typed) => {
    expect(unflow(text, false)).toBe(typed);
  });

  it('with DelSp has no space where its lines were parted', () => {
    expect(unflow('会 \n議', true)).toBe('会議');
  });
});
