import { type Algorithm, hash, verify } from '@node-rs/argon2';

/** A password's hash as Dovecot reads it, with the scheme in front: `{ARGON2ID}$argon2id$…`. */
export async function hashPassword(password: string): Promise<string> {
  return `${SCHEME}${await hash(password, OWASP_MINIMUM)}`;
}

/**
 * Whether the password is the one that was hashed.
 *
 * @throws Error when the hash is of another scheme than `{ARGON2ID}`.
 */
export async function verifyPassword(stored: string, password: string): Promise<boolean> {
  if (!stored.startsWith(SCHEME))
    throw new Error('Only {ARGON2ID} password hashes can be verified.');
  return verify(stored.slice(SCHEME.length), password);
}

const SCHEME = '{ARGON2ID}';

// OWASP's password storage cheat sheet: 19 MiB, two passes, one lane. Dovecot checks it at each login,
// so it also has to stay well below the memory limit of its auth process.
const OWASP_MINIMUM = {
  algorithm: 2 satisfies Algorithm.Argon2id,
  memoryCost: 19456,
  timeCost: 2,
  parallelism: 1,
};
