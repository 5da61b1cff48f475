import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { session } from './session.ts';
import { line, nothing } from './values.ts';

/** Most characters of a password that somebody chooses. */
export const LONGEST_PASSWORD = 128;
/** Fewest, unless the administrator wants more. */
export const SHORTEST_PASSWORD = 8;
/** How many of the last passwords may not come back. */
export const REMEMBERED_PASSWORDS = 5;

/** Every way a new password may fall short, in the order in which they are told. */
export const passwordRules = [
  'length',
  'lower',
  'upper',
  'digit',
  'personal',
  'word',
  'keys',
  'date',
  'guess',
] as const;
export type PasswordRule = (typeof passwordRules)[number];

/** A rule that is not met; `found` is the part of the password that broke it, as far as there is one. */
export interface PasswordFault {
  rule: PasswordRule;
  found?: string;
}

/** A password's strength, 0 (at once guessed) to 4 (very hard), and every rule it does not meet. */
export interface PasswordVerdict {
  score: number;
  faults: PasswordFault[];
}

/** What the rules of one person depend on. */
export const passwordTerms = z.object({
  minimum: z.number(),
  /** Words that others know of the person and this place: names, login, domain, product. */
  personal: z.array(z.string()),
});
export type PasswordTerms = z.infer<typeof passwordTerms>;

export const readPasswordTerms = endpoint({
  method: 'GET',
  path: '/api/password',
  input: nothing,
  output: z.extend(passwordTerms, {
    /** False where the mail server's passwords are changed elsewhere. */
    canChange: z.boolean(),
    /** Where that is, as the administrator says: an https address; null when they do not. */
    elsewhere: z.nullable(z.string()),
  }),
});

const secret = z.string().check(z.minLength(1), z.maxLength(1000));
/** Controls would end a line on the way to the mail server. */
const newSecret = line(1000).check(z.minLength(1));

/** A new password for the mailbox: here, and in every mail program. */
export const changePassword = endpoint({
  method: 'PUT',
  path: '/api/password',
  input: z.object({ current: secret, next: newSecret }),
  output: z.object({
    /** How many other places were signed out. */
    ended: z.number(),
  }),
});

/** The password was changed elsewhere: this session goes on with the one of today. */
export const renewSession = endpoint({
  method: 'PUT',
  path: '/api/session/password',
  input: z.object({ password: secret }),
  output: session,
});

/** The rules that need no word list, met or not at every keystroke. */
export function plainFaults(password: string, minimum: number): PasswordFault[] {
  const length = [...password].length;
  const broken: Partial<Record<PasswordRule, boolean>> = {
    length: length < minimum || length > LONGEST_PASSWORD,
    lower: !/\p{Ll}/u.test(password),
    upper: !/\p{Lu}/u.test(password),
    digit: !/\p{Nd}/u.test(password),
  };
  return passwordRules.filter((rule) => broken[rule]).map((rule) => ({ rule }));
}
