// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { isOnlySigned } from './only-signed.ts';
import { replaceSignature } from './signature.ts';

const nobody = { html: '', text: '' };
const ana = { html: '<b>Ana</b>', text: 'Ana' };
const office = { html: '', text: 'The office\nMonday to Friday' };
const rich = (html: string) => ({ html, text: '' });
const plain = (text: string) => ({ html: null, text });

describe('a signature', () => {
  it('stands below the words, and is another when the writer is', () => {
    const first = replaceSignature(rich('<div>Hi</div>'), nobody, ana);
    expect(first.html).toBe('<div>Hi</div><div class="sobre-signature"><b>Ana</b></div>');
    const second = replaceSignature(rich(first.html!), ana, office);
    expect(second.html).toBe(
      '<div>Hi</div><div class="sobre-signature"><div>The office</div><div>Monday to Friday</div></div>',
    );
    expect(replaceSignature(rich(second.html!), office, nobody).html).toBe('<div>Hi</div>');
    expect(replaceSignature(rich(''), nobody, ana).html).toMatch(/^<div><br><\/div><div class/);
  });

  it('of a plain letter has its mark, above what is answered', () => {
    expect(replaceSignature(plain('Hi'), nobody, ana).text).toBe('Hi\n\n-- \nAna\n');
    const answer = replaceSignature(plain('\n\nOn Monday:\n> a\n'), nobody, ana).text!;
    expect(answer).toBe('\n\n-- \nAna\n\nOn Monday:\n> a\n');
    expect(replaceSignature(plain(answer), ana, office).text).toBe(
      '\n\n-- \nThe office\nMonday to Friday\n\nOn Monday:\n> a\n',
    );
    expect(replaceSignature(plain('I changed it'), ana, office)).toEqual({});
  });

  it('alone is no letter', () => {
    expect(isOnlySigned(rich('<div><br></div><div class="sobre-signature">Ana</div>'))).toBe(true);
    expect(isOnlySigned(rich('<div>a</div><div class="sobre-signature">Ana</div>'))).toBe(false);
    expect(isOnlySigned(rich('<img src="cid:a">'))).toBe(false);
    expect(isOnlySigned(plain('\n\n-- \nAna\n'))).toBe(true);
    expect(isOnlySigned(plain('a\n\n-- \nAna\n'))).toBe(false);
  });
});
