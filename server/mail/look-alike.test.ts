import { describe, expect, it } from 'vitest';
import { readForeignDomain } from './look-alike.ts';

describe('domains in more than ASCII (S-49)', () => {
  it.each([
    ['a@xn--pypal-4ve.com', 'pаypal.com', 'paypal.com'],
    ['a@раураӏ.com', 'раураӏ.com', 'paypai.com'],
    ['a@аррӏе.com', 'аррӏе.com', 'appie.com'],
    ['a@gооgle.com', 'gооgle.com', 'google.com'],
    ['a@ɡoogle.com', 'ɡoogle.com', 'google.com'],
    ['a@xn--80ak6aa92e.com', 'аррӏе.com', 'appie.com'],
    ['a@αβγ1б.gr', 'αβγ1б.gr', ''],
  ])('%s is suspicious', (address, unicode, resembles) => {
    expect(readForeignDomain(address)).toMatchObject({ unicode, resembles, isSuspicious: true });
  });

  it.each([
    ['a@xn--mnchen-3ya.de', 'münchen.de'],
    ['a@café.fr', 'café.fr'],
    ['a@почта.рф', 'почта.рф'],
    ['a@例え.jp', '例え.jp'],
    ['a@παράδειγμα.gr', 'παράδειγμα.gr'],
    ['a@ışık.com.tr', 'ışık.com.tr'],
  ])('%s is not', (address, unicode) => {
    expect(readForeignDomain(address)).toMatchObject({ unicode, isSuspicious: false });
  });

  it('that hide a sign or cannot be are suspicious', () => {
    expect(readForeignDomain('a@pay\u200bpal.com')?.isSuspicious).toBe(true);
    expect(readForeignDomain('a@xn--a.com')?.isSuspicious).toBe(true);
    expect(readForeignDomain('a@\u202emoc.com')?.unicode).not.toContain('\u202e');
  });

  it('in ASCII are not looked at', () => {
    for (const address of ['a@example.org', 'no address', '', 'a@'])
      expect(readForeignDomain(address)).toBeNull();
  });
});
