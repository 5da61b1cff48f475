import { describe, expect, it } from 'vitest';
import { hashId, newSessionCookie, readSessionCookie, writeSessionCookie } from './cookie.ts';

describe('the session cookie', () => {
  const cookie = newSessionCookie();

  it('comes back as it was written', () => {
    const header = writeSessionCookie(cookie, true, undefined).split(';')[0];
    expect(readSessionCookie(header, true)).toEqual(cookie);
  });

  it('is bound to the host, hidden from scripts and kept from other sites (S-34)', () => {
    const header = writeSessionCookie(cookie, true, 60);
    expect(header).toMatch(/^__Host-sobre=/);
    expect(header).toMatch(/; Path=\//);
    expect(header).toMatch(/; HttpOnly/);
    expect(header).toMatch(/; Secure/);
    expect(header).toMatch(/; SameSite=Lax/);
    expect(header).not.toMatch(/Domain/);
  });

  it('is told apart from what nobody wrote', () => {
    for (const value of [
      '',
      'sobre=',
      'sobre=a.b',
      `sobre=${'a'.repeat(22)}.${'b'.repeat(44)}`,
      'sobre=__proto__',
    ]) {
      expect(readSessionCookie(value, false)).toBeNull();
    }
  });

  it('leaves no usable id in the store', () => {
    expect(hashId(cookie.id)).not.toContain(cookie.id);
  });
});
