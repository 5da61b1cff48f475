// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { firstName } from '../put-template.ts';
import { guess } from '../spelling.ts';
import { fileWord, type Known, warningsFor } from './warnings.ts';

const at = (address: string) => ({ name: '', address });
const letter = {
  to: [at('ana@else.example')],
  cc: [],
  subject: 'The roof',
  text: 'Hello',
  html: null,
  files: [],
  source: null,
};
const nothing: Known = { list: null, strangers: [] };
const file = { kind: 'upload' as const, id: 'x', contentId: null, name: 'a', size: 1, type: '' };
const kinds = (part: object, known: Partial<Known> = {}) =>
  warningsFor({ ...letter, ...part }, { ...nothing, ...known }).map(({ kind }) => kind);

describe('before a letter leaves', () => {
  it('an ordinary one is not asked about', () => {
    expect(kinds({})).toEqual([]);
  });

  it('a missing subject is noticed', () => {
    expect(kinds({ subject: ' ' })).toEqual(['no-subject']);
  });

  it('a promised file is, in words of the writer only', () => {
    expect(kinds({ text: 'See the attached list.' })).toEqual(['no-file']);
    expect(kinds({ text: 'See the attached list.', files: [file] })).toEqual([]);
    expect(kinds({ text: 'Fine.\n> See the attached list.' })).toEqual([]);
    expect(kinds({ text: 'Fine.\n-- \nMy attached signature' })).toEqual([]);
    expect(kinds({ text: 'Fine.\n\n---------- Forwarded message ----------\n\nattached' })).toEqual(
      [],
    );
    expect(kinds({ html: '<p>Fine</p><blockquote>attached</blockquote>', text: '' })).toEqual([]);
    expect(kinds({ html: '<p>It is <b>attached</b></p>', text: '' })).toEqual(['no-file']);
    expect(kinds({ html: '<p>attached <img src="cid:a"></p>', text: '' })).toEqual([]);
    expect(kinds({ subject: 'Facture ci-jointe' })).toEqual(['no-file']);
    const source = { folder: 'INBOX', uid: 1, act: 'reply' as const };
    expect(kinds({ subject: 'Re: Facture ci-jointe', source })).toEqual([]);
  });

  it('ten visible recipients are', () => {
    const many = Array.from({ length: 9 }, (_, i) => at(`n${i}@else.example`));
    expect(kinds({ cc: many })).toEqual(['many-visible']);
    expect(kinds({ cc: many.slice(1) })).toEqual([]);
    expect(kinds({ bcc: many })).toEqual([]);
  });

  it('an answer to a whole list is', () => {
    const source = { folder: 'INBOX', uid: 1, act: 'reply' as const };
    const list = 'Choir@lists.example';
    const cc = [at('choir@lists.example')];
    expect(kinds({ cc, source }, { list })).toEqual(['to-list']);
    expect(kinds({ source }, { list })).toEqual([]);
    expect(kinds({ to: cc, source }, { list })).toEqual([]);
    expect(kinds({ cc, source: { ...source, act: 'forward' } }, { list })).toEqual([]);
  });

  it('a slip of the finger is, an unknown address alone is not', () => {
    const strangers = [
      { address: 'a@gmial.com', resembles: 'gmail.com' },
      { address: 'b@else.example', resembles: '' },
    ];
    expect(warningsFor(letter, { ...nothing, strangers })).toEqual([
      { kind: 'resembles', address: 'a@gmial.com', domain: 'gmail.com' },
    ]);
  });
});

it.each([
  ['Please find attached the list', 'attached'],
  ['two ATTACHMENTS', 'ATTACHMENTS'],
  ['I’m attaching it', 'attaching'],
  ['Veuillez trouver ci-joint le devis', 'ci-joint'],
  ['la lettre ci‑jointe', 'ci-jointe'],
  ['en pièce jointe', 'pièce jointe'],
  ['les fichiers joints', 'fichiers joints'],
  ['Je vous joins la liste', 'Je vous joins'],
  ['je l’ai mis en PJ', 'en PJ'],
  ['J’ai joint la liste', "J'ai joint"],
  ['voir en annexe', 'en annexe'],
])('%s promises a file', (text, word) => {
  expect(fileWord(text)).toBe(word);
});

it.each([
  'I am very attached to this house',
  'There was no attachment',
  'sans pièce jointe',
  'il n’y a pas de pièce jointe',
  'Nous nous sommes joints à eux',
  'un adjoint au maire, conjoint',
  'the detached house',
])('%s promises none', (text) => {
  expect(fileWord(text)).toBeNull();
});

it('the language of a letter is told by its small words', () => {
  expect(guess('Bonjour, je vous envoie la liste des membres')).toBe('fr');
  expect(guess('Hello, this is the list of members')).toBe('en');
  expect(guess('OK')).toBeNull();
});

it('a first name is found in either order', () => {
  expect(firstName('Zoé Morel')).toBe('Zoé');
  expect(firstName('Morel, Zoé Marie')).toBe('Zoé');
  expect(firstName('')).toBe('');
});
