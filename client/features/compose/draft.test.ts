import { describe, expect, it } from 'vitest';
import type { StoredFile } from '../../../shared/drafts.ts';
import { type Draft, type DraftFile, hasWords } from './draft.ts';
import { findFilesAgain, followFiles } from './keeping/draft-files.ts';

const draft = (part: Partial<Draft>): Draft => ({
  ...{ id: '', owner: '', from: { name: '', address: '' }, replyTo: [], to: [], cc: [], bcc: [] },
  ...{ subject: '', text: '', html: null, quote: null, references: [], files: [], source: null },
  ...part,
});

describe('a letter is begun', () => {
  it.each([
    { subject: 'x' },
    { text: ' x' },
    { bcc: [{ name: '', address: 'a@b.example' }] },
    { html: '<div>x</div>' },
    { html: '<div><img src="cid:a"></div>' },
  ])('with %o', (part) => expect(hasWords(draft(part))).toBe(true));

  it.each([{}, { subject: ' ', text: '\n\n' }, { html: '<div><br></div><div>&nbsp;</div>' }])(
    'but not with %o',
    (part) => expect(hasWords(draft(part))).toBe(false),
  );
});

const part = (uid: number, name: string, section = '2', size = 1): DraftFile & StoredFile => ({
  ...{ kind: 'part', folder: 'Drafts', uid, uidValidity: '1', part: section },
  ...{ name, contentId: null, size, type: 'text/plain' },
});
const place = { folder: 'Drafts', uid: 8, uidValidity: '1' };

describe('files of a draft', () => {
  it('follow it into its new message, and those from elsewhere stay where they are', () => {
    const upload: DraftFile = {
      ...{ kind: 'upload', id: 'u', name: 'b', contentId: null, size: 1, type: '' },
    };
    const other = { ...part(3, 'c'), folder: 'INBOX' };
    const sent = [part(7, 'a', '2'), upload, other];
    const files = [part(8, 'a', '2'), part(8, 'b', '3'), part(8, 'c', '4')];
    expect(followFiles(sent, sent, { place, files })).toEqual([part(8, 'a', '2'), upload, other]);
  });

  it('follow it although one was taken off meanwhile', () => {
    const [a, b] = [part(7, 'a', '2'), part(7, 'b', '3')];
    const files = [part(8, 'a', '2'), part(8, 'b', '3')];
    expect(followFiles([b], [a, b], { place, files })).toEqual([part(8, 'b', '3')]);
  });

  it('stay where they are when the answer names others', () => {
    const sent = [part(7, 'a')];
    expect(followFiles(sent, sent, { place, files: [] })).toBe(sent);
  });

  it('are found again in what another place saved, two of one name each for itself', () => {
    const files = [part(7, 'a', '2'), part(7, 'a', '3'), part(7, 'gone', '4')];
    const stored = [part(9, 'a', '3'), part(9, 'a', '4')];
    expect(findFilesAgain(files, stored)).toEqual([...stored, files[2]]);
  });
});
