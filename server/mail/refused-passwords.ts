import { createHmac, randomBytes } from 'node:crypto';

/** One account has a handful of devices; what is older is asked again. */
const MOST_AN_ACCOUNT = 8;
const MOST_ACCOUNTS = 10_000;

/**
 * Passwords that the mail server has refused, so that none is tried twice: five open pages are one
 * failed login, not a storm that locks the person out (fault F-24). Kept as marks that mean nothing
 * outside of this process.
 */
export class RefusedPasswords {
  readonly #key = randomBytes(32);
  readonly #marks = new Map<string, string[]>();

  add(account: string, password: string) {
    const marks = this.#marks.get(account) ?? [];
    this.#marks.delete(account);
    this.#marks.set(account, [...marks, this.#mark(account, password)].slice(-MOST_AN_ACCOUNT));
    const [oldest] = this.#marks.keys();
    if (this.#marks.size > MOST_ACCOUNTS && oldest !== undefined) this.#marks.delete(oldest);
  }

  /** Whether it is worth asking about this account. */
  knows(account: string): boolean {
    return this.#marks.has(account);
  }

  has(account: string, password: string): boolean {
    const marks = this.#marks.get(account);
    return marks?.includes(this.#mark(account, password)) ?? false;
  }

  /** The mail server takes it again. */
  forget(account: string, password: string) {
    const marks = this.#marks.get(account);
    if (!marks) return;
    const mark = this.#mark(account, password);
    this.#marks.set(
      account,
      marks.filter((one) => one !== mark),
    );
  }

  #mark(account: string, password: string): string {
    return createHmac('sha256', this.#key).update(`${account}\0${password}`).digest('base64');
  }
}
