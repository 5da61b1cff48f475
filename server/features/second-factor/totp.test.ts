import { TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { newSecret, stepOf, uriOf } from './totp.ts';

// RFC 6238, appendix B, SHA-1: the last six of its eight digits.
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('codes of an authenticator app', () => {
  it.each([
    [59, '287082', 1],
    [1111111109, '081804', 37037036],
    [1234567890, '005924', 41152263],
    [20000000000, '353130', 666666666],
  ])('at %i seconds: %s', (seconds, code, step) => {
    expect(stepOf(RFC_SECRET, code, seconds * 1000)).toBe(step);
  });

  it('a clock may be wrong by one step, not by two (F-18)', () => {
    const now = 1_800_000_000_000;
    const at = (seconds: number) =>
      new TOTP({ secret: RFC_SECRET }).generate({ timestamp: now + seconds * 1000 });
    const step = now / 30_000;
    expect(stepOf(RFC_SECRET, at(0), now)).toBe(step);
    expect(stepOf(RFC_SECRET, at(-30), now)).toBe(step - 1);
    expect(stepOf(RFC_SECRET, at(30), now)).toBe(step + 1);
    for (const wrong of [-60, 60, -86_400, 86_400])
      expect(stepOf(RFC_SECRET, at(wrong), now)).toBeNull();
  });

  it('spaces are forgiven, anything else is not', () => {
    expect(stepOf(RFC_SECRET, ' 287 082', 59_000)).toBe(1);
    for (const wrong of ['', '28708', '2870820', '28708a', '287082\0', '２８７０８２'])
      expect(stepOf(RFC_SECRET, wrong, 59_000)).toBeNull();
  });

  it('the address for the QR code says all an app needs, whatever the login', () => {
    const secret = newSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const uri = new URL(uriOf(secret, `o'brien & co?@example.org`, 'mail.example.org'));
    expect(decodeURIComponent(uri.pathname)).toContain(
      `mail.example.org:o'brien & co?@example.org`,
    );
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      ...{ issuer: 'mail.example.org', secret, algorithm: 'SHA1', digits: '6', period: '30' },
    });
  });
});
