import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seal, unseal } from './sealed.ts';

describe('sealed credentials (S-36)', () => {
  const cookieKey = randomBytes(32);
  const secretKey = randomBytes(32);
  const sealed = seal('pässword 密', 'ana@example.org', cookieKey, secretKey);

  it('opens with both keys and the owner', () => {
    expect(unseal(sealed, 'ana@example.org', cookieKey, secretKey)).toBe('pässword 密');
  });

  it('shows nothing of the password', () => {
    expect(Buffer.from(sealed, 'base64').includes('ssword')).toBe(false);
    expect(seal('same', 'a', cookieKey, secretKey)).not.toBe(
      seal('same', 'a', cookieKey, secretKey),
    );
  });

  it.each([
    ['another cookie key', () => unseal(sealed, 'ana@example.org', randomBytes(32), secretKey)],
    ['another server key', () => unseal(sealed, 'ana@example.org', cookieKey, randomBytes(32))],
    ['another owner', () => unseal(sealed, 'bob@example.org', cookieKey, secretKey)],
    ['a shortened tag', () => unseal(sealed.slice(0, 20), 'ana@example.org', cookieKey, secretKey)],
  ])('stays shut with %s', (_name, attempt) => {
    expect(attempt).toThrow();
  });
});
