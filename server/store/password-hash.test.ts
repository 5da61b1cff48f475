import { expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password-hash.ts';

it('writes what Dovecot reads, and knows the password again', async () => {
  const stored = await hashPassword('pâté 💌');
  expect(stored).toMatch(/^\{ARGON2ID\}\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(stored, 'pâté 💌')).toBe(true);
  expect(await verifyPassword(stored, 'pate 💌')).toBe(false);
});

it('refuses a hash of another scheme', async () => {
  await expect(verifyPassword('{PLAIN}secret', 'secret')).rejects.toThrow('{ARGON2ID}');
});
