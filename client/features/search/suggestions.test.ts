import { describe, expect, it } from 'vitest';
import type { Folder } from '../../../shared/folders.ts';
import { suggest } from './suggestions.ts';

const clara = { name: 'Clara Vidal', address: 'clara@else.example' };
const folder = (path: string) => ({ path, selectable: true }) as Folder;
const known = {
  recent: ['choir', 'from:clara plan', 'Christmas'],
  language: 'en' as const,
  folders: [folder('INBOX'), folder('Archive'), folder('My papers')],
  people: (typed: string) => ('clara'.startsWith(typed) ? [clara] : []),
};
const texts = (typed: string) => suggest(typed, known).map(({ text }) => text);

describe('what is suggested', () => {
  it('is written in the language of whoever reads it', () => {
    const french = { ...known, language: 'fr' as const };
    const texts = (typed: string) => suggest(typed, french).map(({ text }) => text);
    expect(texts('est:non-l')).toEqual(['est:non-lu ']);
    expect(texts('de:clara')).toEqual(['de:clara@else.example ']);
    expect(texts('dans:archi')).toEqual(['dans:Archive ']);
  });

  it('is the searches of before while nothing is typed', () => {
    expect(texts('')).toEqual(['choir', 'from:clara plan', 'Christmas']);
    expect(texts('ch')).toEqual(['choir', 'Christmas']);
    expect(texts('choir')).toEqual([]);
  });

  it('is people for words and where people stand', () => {
    expect(texts('cla')).toEqual(['with:clara@else.example ']);
    expect(texts('plan from:cla')).toEqual(['plan from:clara@else.example ']);
    expect(texts('plan -to:cla')).toEqual(['plan -to:clara@else.example ']);
    expect(texts('cc:')).toEqual(['cc:clara@else.example ']);
    expect(texts('cla ')).toEqual([]);
  });

  it('is what an operator can say', () => {
    expect(texts('is:un')).toEqual(['is:unread ', 'is:unstarred ', 'is:unanswered ']);
    expect(texts('has:')).toEqual(['has:attachment ']);
    expect(texts('x in:pap')).toEqual(['x in:"My papers" ']);
  });
});
