/** What opens an account's connections without anyone holding its password. */
export interface Login {
  /** The mail server's login, lower case: the key of everything that belongs to the person. */
  account: string;
  /** Sealed password and the cookie's half of its key (`sealed.ts`). */
  sealed: string;
  cookieKey: Buffer;
  clientAddress?: string | undefined;
}
