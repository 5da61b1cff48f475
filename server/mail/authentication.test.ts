import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSigned, readAuthentication, toVerdict } from './authentication.ts';

const OURS = ['mx.ours.example'];
const trust = (fields: string | string[], from: string | string[] = 'a@shop.example') =>
  toVerdict(readAuthentication([fields].flat(), OURS), [from].flat())?.trust ?? null;

describe('Authentication-Results (S-49)', () => {
  it.each([
    ['mx.ours.example; dmarc=pass header.from=shop.example', 'confirmed'],
    ['MX.Ours.Example 1; DMARC=Pass (p=reject) header.from=Shop.Example', 'confirmed'],
    ['mx.ours.example; dkim=pass header.d=shop.example header.s=k1', 'confirmed'],
    ['mx.ours.example; dkim=pass header.d=mail.shop.example', 'confirmed'],
    ['mx.ours.example; dkim=pass header.i=@shop.example', 'confirmed'],
    ['mx.ours.example; spf=pass smtp.mailfrom=bounce@news.shop.example', 'confirmed'],
    ['mx.ours.example; dkim=pass (good; "d=x") header.d="shop.example"', 'confirmed'],
    [
      'mx.ours.example; dkim=pass header.d=mailer.example; spf=pass smtp.mailfrom=mailer.example',
      'unconfirmed',
    ],
    ['mx.ours.example; dkim=pass header.d=notshop.example', 'unconfirmed'],
    ['mx.ours.example; dkim=pass header.d=example', 'unconfirmed'],
    ['mx.ours.example; dmarc=pass header.from=other.example', 'unconfirmed'],
    ['mx.ours.example; spf=softfail smtp.mailfrom=shop.example; dkim=none', 'unconfirmed'],
    ['mx.ours.example; none', 'unconfirmed'],
    [
      'mx.ours.example; dmarc=fail header.from=shop.example; spf=pass smtp.mailfrom=shop.example',
      'denied',
    ],
    ['mx.ours.example (dmarc=pass header.from=shop.example); dmarc=fail', 'denied'],
    ['mx.theirs.example; dmarc=pass header.from=shop.example', null],
    ['mx.ours.example.evil.example; dmarc=pass header.from=shop.example', null],
    ['(mx.ours.example) mx.theirs.example; dmarc=pass', null],
    ['', null],
  ])('%s: %s', (field, expected) => {
    expect(trust(field)).toBe(expected);
  });

  it('takes a method from the uppermost field that our server wrote', () => {
    expect(
      trust([
        'mx.ours.example; dmarc=fail header.from=shop.example',
        'mx.ours.example; dmarc=pass header.from=shop.example',
      ]),
    ).toBe('denied');
    expect(
      trust([
        'mx.theirs.example; dmarc=fail',
        'mx.ours.example; spf=none',
        'mx.ours.example; dkim=pass header.d=shop.example',
      ]),
    ).toBe('confirmed');
  });

  it('vouches for nobody when From names several', () => {
    const field = 'mx.ours.example; dmarc=pass header.from=shop.example';
    expect(trust(field, ['a@shop.example', 'b@shop.example'])).toBe('unconfirmed');
    expect(trust(field, [])).toBe('unconfirmed');
  });

  it('names the domain that denies, also among several senders', () => {
    const field = 'mx.ours.example; dmarc=fail header.from=bank.example';
    const authentication = readAuthentication([field], OURS);
    expect(toVerdict(authentication, ['a@bank.example', 'b@else.example'])).toMatchObject({
      trust: 'denied',
      domain: 'bank.example',
    });
  });

  it('reads whatever somebody writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        readAuthentication([`mx.ours.example; ${text}`, text], OURS);
      }),
    );
    expect(trust(`mx.ours.example; ${'('.repeat(20_000)}dmarc=pass`)).toBe('unconfirmed');
    expect(trust(`mx.ours.example; ${'dkim=pass header.d=shop.example '.repeat(2000)}`)).toBe(
      'confirmed',
    );
  });
});

describe('a signature that covers fields (S-42)', () => {
  const good = readAuthentication(
    ['mx.ours.example; dkim=pass header.d=shop.example header.s=k1'],
    OURS,
  );
  const fields = ['list-unsubscribe', 'list-unsubscribe-post'];
  const signature = (h: string, d = 'shop.example', s = 'k1') =>
    `v=1; a=rsa-sha256; d=${d}; s=${s}; h=${h}; b=abc`;

  it.each([
    ['both are named', signature('From: List-Unsubscribe : List-Unsubscribe-Post'), true],
    ['one is missing', signature('from:list-unsubscribe'), false],
    [
      'another domain signed',
      signature('list-unsubscribe:list-unsubscribe-post', 'evil.example'),
      false,
    ],
    [
      'another key signed',
      signature('list-unsubscribe:list-unsubscribe-post', 'shop.example', 'k2'),
      false,
    ],
    ['there is none', '', false],
  ])('%s', (_title, field, expected) => {
    expect(isSigned(good, [field], fields)).toBe(expected);
  });

  it('that our server did not find good does not count', () => {
    const covers = [signature('list-unsubscribe:list-unsubscribe-post')];
    expect(isSigned(null, covers, fields)).toBe(false);
    const bad = readAuthentication(['mx.ours.example; dkim=fail header.d=shop.example'], OURS);
    expect(isSigned(bad, covers, fields)).toBe(false);
  });
});
