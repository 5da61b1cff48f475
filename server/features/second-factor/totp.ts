import { Secret, TOTP } from 'otpauth';

/** Codes of authenticator apps (RFC 6238), as every app makes them: SHA-1, six digits, 30 seconds. */
const FORM = { algorithm: 'SHA1', digits: 6, period: 30 };
/** Steps by which a phone's clock may be wrong, to either side. */
const WINDOW = 1;
const SECRET_BYTES = 20;

/** A new secret in base32. */
export const newSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** What a QR code carries: `otpauth://totp/…`. */
export function uriOf(secret: string, account: string, host: string): string {
  return new TOTP({ ...FORM, issuer: host, label: account, secret }).toString();
}

/**
 * The 30-second step that a code belongs to, near `now`; null when it belongs to none. A step's code must be
 * taken once only.
 *
 * @param now epoch milliseconds.
 */
export function stepOf(secret: string, code: string, now: number): number | null {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const totp = new TOTP({ ...FORM, secret });
  const delta = totp.validate({ token, timestamp: now, window: WINDOW });
  return delta === null ? null : totp.counter({ timestamp: now }) + delta;
}
