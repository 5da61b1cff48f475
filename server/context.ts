import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Dialler } from './http/dialler.ts';
import type { CardDav } from './mail/carddav.ts';
import type { Conversations } from './mail/conversations.ts';
import type { Live } from './mail/live.ts';
import type { Login } from './mail/login.ts';
import type { ScriptServer } from './mail/managesieve/script-server.ts';
import type { ImapPool } from './mail/pool.ts';
import type { Submission } from './mail/smtp.ts';
import type { Views } from './mail/views.ts';
import type { Accounts } from './store/accounts-data.ts';
import type { OwnData } from './store/own-data.ts';

/** What features may use: every shared thing, built once at the start (`main.ts`). */
export interface Context {
  config: Config;
  log: Logger;
  /** Our own data: sessions, preferences, outbox. */
  store: OwnData;
  /** The account store of Postfix and Dovecot; null with an outside mail server. */
  accounts: Accounts | null;
  /** Lends IMAP connections. */
  mail: ImapPool;
  smtp: Submission;
  /** Lends connections to the server that keeps the Sieve scripts. */
  sieve: ScriptServer;
  /** Address books elsewhere; null when the administrator names none. */
  carddav: CardDav | null;
  views: Views;
  conversations: Conversations;
  live: Live;
  /** The way out to hosts that a message names. */
  dialler: Dialler;
  push: Push;
  webPush: WebPush;
  postman: Postman;
  /** How a new password reaches the mail server; null where people change it elsewhere. */
  passwords: PasswordWay | null;
}

/** Writes a password to where the mail server reads it. */
export interface PasswordWay {
  /** @throws Refusal `password-wrong`, `password-refused` with a `reason`, or `password-unwritten`. */
  change(what: { account: string; current: string; next: string }): Promise<void>;
  close(): Promise<void>;
}

/** Open pages, as features see them. */
export interface Push {
  /** Tells the pages of these sessions that they are over, and closes their sockets. */
  end(sessionIds: string[]): void;
  /** The pages of a session go on as another: its password, and with it its id, are new. */
  renew(sessionId: string, session: Login & { sessionId: string }): void;
}

/** Who carries the letters of the outbox, as features see them. */
export interface Postman {
  /** Something in the outbox may be due now, or earlier than before. */
  look(): void;
  /**
   * Carries one letter as far as it goes now; answers when that is done, or after `patience`
   * milliseconds, when it goes on without us.
   */
  carry(account: string, id: string, patience: number): Promise<void>;
}

/** Browsers that are told of new mail while no page is open, as features see them. */
export interface WebPush {
  /** True when no other account can be watched. */
  isFull(account: string): boolean;
  /** The account's subscriptions changed, or its password: watches for those that are there now. */
  follow(account: string): Promise<void>;
  /** A session goes on under another id with another password, and so does what its browser is told. */
  renewed(sessionId: string, session: Login & { sessionId: string }): Promise<void>;
  /** These sessions are over, and with them what their browsers were told. */
  ended(sessionIds: string[]): void;
}
