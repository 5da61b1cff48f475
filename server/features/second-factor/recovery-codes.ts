import { createHmac, hkdfSync, randomInt } from 'node:crypto';
import { RECOVERY_CODES } from '../../../shared/second-factor.ts';

// No letter or digit that is read for another one.
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
/** Two groups of five: 49 bits. */
const GROUP = 5;

/** Ten new codes like `k3mfa-x7pqd`. */
export function newRecoveryCodes(): string[] {
  const codes = new Set<string>();
  while (codes.size < RECOVERY_CODES) codes.add(`${group()}-${group()}`);
  return [...codes];
}

const group = () =>
  Array.from({ length: GROUP }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** A code as the store knows it: without SECRET_KEY a stolen store cannot even be searched for one. */
export function hashRecoveryCode(account: string, code: string, secretKey: Buffer): string {
  const key = hkdfSync('sha256', secretKey, '', 'sobre recovery codes', 32);
  const plain = code.toLowerCase().replace(/[^a-z0-9]/g, '');
  return createHmac('sha256', Buffer.from(key)).update(`${account}\0${plain}`).digest('base64url');
}
