// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { sanitizeMail } from './sanitize.ts';

const linkOf = (html: string) => {
  const { body, misnamedLinks } = sanitizeMail(html);
  const link = body.querySelector('a');
  return { host: link?.getAttribute('data-true-host') ?? null, misnamedLinks, link };
};
const named = (words: string, href: string) => linkOf(`<a href="${href}">${words}</a>`);

describe('a link whose words name another place', () => {
  it.each([
    ['https://bank.example/login', 'https://evil.example/', 'evil.example'],
    ['www.bank.example', 'https://evil.example/', 'evil.example'],
    ['bank.example', 'https://evil.example/', 'evil.example'],
    ['<b>bank</b>.example/path', 'http://evil.example/', 'evil.example'],
    ['bank.example', 'https://bank.example.evil.example/', 'bank.example.evil.example'],
    ['http://bank.example', 'https://bank.example@evil.example/', 'evil.example'],
    ['Look here', 'https://bank.example@evil.example/', 'evil.example'],
    ['bänk.example', 'https://bank.example/', 'bank.example'],
    ['bank.example', 'https://bаnk.example/', 'xn--bnk-6cd.example'],
    ['ana@bank.example', 'mailto:ana@evil.example', 'evil.example'],
    ['» https://bank.example.', 'https://evil.example/', 'evil.example'],
  ])('%j that leads to %s', (words, href, host) => {
    expect(named(words, href).host).toBe(host);
    expect(named(words, href).misnamedLinks).toBe(host ? 1 : 0);
  });

  it.each([
    ['https://bank.example/login', 'https://www.bank.example/login?utm_source=x'],
    ['bank.example', 'https://login.bank.example/'],
    ['https://www.bank.example', 'http://bank.example/'],
    ['Read on', 'https://evil.example/'],
    ['report.pdf', 'https://bank.example/1'],
    ['Node.js', 'https://bank.example/'],
    ['See bank.example for more', 'https://evil.example/'],
    ['ana@bank.example', 'mailto:bruno@bank.example?subject=x'],
    ['ana@bank.example', 'https://bank.example/'],
    ['bank.example', 'tel:+33123456789'],
  ])('is not %j that leads to %s', (words, href) => {
    expect(named(words, href)).toMatchObject({ host: null, misnamedLinks: 0 });
  });

  it('is said by us alone', () => {
    expect(linkOf('<a href="https://a.example/" data-true-host="b.example">x</a>').host).toBe(null);
    expect(linkOf('<a data-true-host="b.example">x</a>').host).toBe(null);
  });
});

it('links lose what tells who clicked', () => {
  expect(named('x', 'https://a.example/?utm_source=mail&amp;id=7').link?.getAttribute('href')).toBe(
    'https://a.example/?id=7',
  );
});
