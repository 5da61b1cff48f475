// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { letterOfLink, letterOfQuery } from './mail-links.ts';

const at = (address: string, name = '') => ({ name, address });

describe('a mail link', () => {
  it('begins a letter', () => {
    expect(
      letterOfLink(
        'mailto:ana@a.example,bo%40b.example?Subject=Caf%C3%A9%20+%201&cc=cy@c.example&body=Hi%0D%0Athere',
        true,
      ),
    ).toMatchObject({
      to: [at('ana@a.example'), at('bo@b.example')],
      cc: [at('cy@c.example')],
      bcc: [],
      subject: 'Café + 1',
      text: 'Hi\nthere',
      html: null,
    });
    expect(letterOfLink('mailto:?to=ana@a.example&to=bo@b.example', true)?.to).toHaveLength(2);
    expect(letterOfLink('MAILTO:ana@a.example', false)).toMatchObject({ html: '', text: '' });
  });

  it('answers a letter', () => {
    expect(letterOfLink('mailto:a@a.example?in-reply-to=%3C1@a.example%3E', true)).toMatchObject({
      inReplyTo: '<1@a.example>',
      references: ['<1@a.example>'],
    });
    expect(
      letterOfLink('mailto:a@a.example?in-reply-to=%3C1@a%0D%0ABcc:x%3E', true),
    ).not.toHaveProperty('inReplyTo');
  });

  it('takes along nothing but words and people (S-50)', () => {
    const letter = letterOfLink(
      'mailto:a@a.example?attach=/etc/passwd&attachment=/etc/passwd&from=x@x.example&reply-to=y@y.example&files=1&html=<b>',
      true,
    );
    expect(Object.keys(letter ?? {}).sort()).toEqual([
      'bcc',
      'cc',
      'html',
      'subject',
      'text',
      'to',
    ]);
    expect(JSON.stringify(letter)).not.toMatch(/passwd|x\.example|y\.example/);
  });

  it('has words, not markup, and one line of subject (S-28)', () => {
    const letter = letterOfLink(
      'mailto:a@a.example?subject=a%0D%0ABcc:%20x@x.example&body=%3Cimg%20src=x%20onerror=alert(1)%3E',
      false,
    );
    expect(letter?.subject).toBe('a Bcc: x@x.example');
    expect(letter?.html).toBe('<div>&lt;img src=x onerror=alert(1)&gt;</div>');
  });

  it('may be broken', () => {
    expect(letterOfLink('mailto:%E0%A4%A', true)?.to).toHaveLength(1);
    expect(letterOfLink('https://a.example', true)).toBeNull();
    expect(letterOfLink('mailto:', true)?.to).toEqual([]);
  });

  it('comes as an address of ours, too', () => {
    const query = (text: string) => letterOfQuery(new URLSearchParams(text), true);
    expect(query('to=a@a.example&subject=Hi')).toMatchObject({
      to: [at('a@a.example')],
      subject: 'Hi',
    });
    expect(query('mailto=mailto%3Aa%40a.example%3Fsubject%3DHi%2520you')).toMatchObject({
      to: [at('a@a.example')],
      subject: 'Hi you',
    });
    expect(query('')).toBeNull();
    expect(query('attach=/etc/passwd')).toBeNull();
  });
});
