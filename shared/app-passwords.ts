import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { line, nothing } from './values.ts';

/** Passwords for one phone or mail program each: they read and send mail, and nothing else. */
export const MOST_APP_PASSWORDS = 30;

/** Times in epoch milliseconds. */
export const appPassword = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.number(),
  /** The last login with it, or null. */
  usedAt: z.nullable(z.number()),
});
export type AppPassword = z.infer<typeof appPassword>;

export const listAppPasswords = endpoint({
  method: 'GET',
  path: '/api/app-passwords',
  input: nothing,
  /** `offered`: false when this installation does not keep the accounts of its mail server. */
  output: z.object({ offered: z.boolean(), appPasswords: z.array(appPassword) }),
});

export const makeAppPassword = endpoint({
  method: 'POST',
  path: '/api/app-passwords',
  input: z.object({
    name: line(100).check(z.trim(), z.minLength(1)),
    /** The account's own password again. */
    password: z.string().check(z.minLength(1), z.maxLength(1000)),
  }),
  /** `secret` is shown this once: only its hash is kept. */
  output: z.object({ appPassword, secret: z.string() }),
});

export const revokeAppPassword = endpoint({
  method: 'DELETE',
  path: '/api/app-passwords/:id',
  input: z.object({ id: line(100) }),
  output: nothing,
});
