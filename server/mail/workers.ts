import type { ImapFlow } from 'imapflow';
import type { Login } from './login.ts';

/** A connection, of the account it works for. */
export interface Worker {
  imap: ImapFlow;
  account: Account;
  /** Closes the connection when nobody wants it for a while. */
  idle?: NodeJS.Timeout | undefined;
}

/** The connections of one account, and who waits for them. */
export interface Account {
  /** True once signed out: connections that come back are closed. */
  gone: boolean;
  free: Worker[];
  /** Lent or being opened. */
  taken: number;
  waiting: Waiting[];
}

/** Somebody who wants a connection, at best one that has the folder open. */
export interface Waiting {
  login: Login;
  folder: string | null;
  give(worker: Worker): void;
  refuse(error: unknown): void;
}

export function newWorker(account: Account, imap: ImapFlow): Worker {
  const worker: Worker = { imap, account };
  imap.on('close', () => {
    clearTimeout(worker.idle);
    const place = account.free.indexOf(worker);
    if (place >= 0) account.free.splice(place, 1);
  });
  return worker;
}

/** The account's only connection has another folder open. */
export const isElsewhere = ({ free, taken }: Account, folder: string | null) =>
  taken === 0 &&
  free.length === 1 &&
  free.every(({ imap }) => imap.mailbox && !isOpenAt(imap, folder));

const isOpenAt = ({ mailbox }: ImapFlow, folder: string | null) =>
  mailbox && mailbox.path === folder;

/** Prefers the connection that has the folder open already. */
export function takeFree(account: Account, folder: string | null): Worker | undefined {
  const same = account.free.findIndex(({ imap }) => isOpenAt(imap, folder));
  if (same >= 0) return account.free.splice(same, 1)[0];
  return account.free.pop();
}

/** Prefers whoever wants the folder that is open, or else the one who waits longest. */
export function takeWaiting({ waiting }: Account, { imap }: Worker): Waiting | undefined {
  const same = waiting.findIndex(({ folder }) => imap.mailbox && imap.mailbox.path === folder);
  return waiting.splice(Math.max(0, same), 1)[0];
}
