import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { addAlias, addDomain, addMailbox } from '../server/store/accounts.ts';
import { openAccounts } from '../server/store/accounts-data.ts';
import { domainOf } from '../server/store/address.ts';
import type { Tuning } from './configuration.ts';
import { doveadm, startDovecot, stopDovecot } from './dovecot.ts';
import { waitForGreeting } from './greeting.ts';
import { loadMail } from './load.ts';
import { type MailStack, up } from './mailstack.ts';
import { postfixQueue, stopPostfix } from './postfix.ts';

/** A real mail stack of a test's own, and the short ways to set its scene. */
export interface TestStack extends MailStack {
  /** Makes a mailbox, and its domain when it is new. `quotaBytes` 0 or nothing is no limit. */
  addMailbox(
    address: string,
    password: string,
    options?: { name?: string; quotaBytes?: number },
  ): Promise<void>;
  addAlias(address: string, destination: string): Promise<void>;
  /**
   * Sends a message from "outside"; it is accepted when this answers, and in the mailbox a moment later.
   * With `raw`, `envelope` says who. Throws nodemailer's error, with `responseCode`, when refused.
   */
  deliver(message: SendMailOptions): Promise<void>;
  /** Puts a message into a folder, which is made when it is missing; `date` is the INTERNALDATE. */
  append(
    address: string,
    folder: string,
    raw: string | Buffer,
    flags?: string[],
    date?: Date,
  ): Promise<void>;
  /** Runs doveadm on this stack and answers what it prints. */
  doveadm(...args: string[]): Promise<string>;
  /** What waits in Postfix' queue, as `postqueue -p` prints it. */
  queue(): Promise<string>;
  stopDovecot(): Promise<void>;
  /** Answers when IMAP greets. */
  startDovecot(): Promise<void>;
  /** Kills Dovecot as a crash would. */
  killDovecot(): Promise<void>;
  /** Stops everything and removes every file. */
  stop(): Promise<void>;
}

/**
 * Starts a mail stack in a temporary folder on free ports. Needs root. Wrong passwords are answered at
 * once, and mail that has to wait is tried again after a second.
 */
export async function startTestStack(tuning: Partial<Tuning> = {}): Promise<TestStack> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sobre-stack-'));
  await chmod(dataDir, 0o755);
  const stack = await up({ dataDir, ports: 'free', tuning: { ...QUICK, ...tuning } });
  const { layout, ports } = stack;
  const accounts = await openAccounts(stack.accountsUrl);
  const outside = createTransport({ host: '127.0.0.1', port: ports.smtp, ignoreTLS: true });
  return {
    ...stack,
    async addMailbox(address, password, { name = '', quotaBytes } = {}) {
      await addDomain(accounts, domainOf(address));
      await addMailbox(accounts, { address, name, password, quotaBytes });
    },
    async addAlias(address, destination) {
      await addDomain(accounts, domainOf(address));
      await addAlias(accounts, address, destination);
    },
    async deliver(message) {
      await outside.sendMail(message);
    },
    async append(address, folder, raw, flags = [], date = new Date()) {
      await loadMail(stack, address, [{ folder, flags, date, raw: Buffer.from(raw) }]);
    },
    doveadm: (...args) => doveadm(layout, args),
    queue: () => postfixQueue(layout),
    stopDovecot: () => stopDovecot(layout),
    async startDovecot() {
      await startDovecot(layout);
      await waitForGreeting('imap', ports.imap);
    },
    killDovecot: () => stopDovecot(layout, 'SIGKILL'),
    async stop() {
      await accounts.destroy();
      // Killed, since an orderly end takes a second and nothing of it will be read again.
      await Promise.all([stopDovecot(layout, 'SIGKILL'), stopPostfix(layout)]);
      await rm(layout.home, { recursive: true, force: true });
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const QUICK: Tuning = {
  authFailureDelay: 0,
  authPenalty: false,
  mailFsync: 'never',
  mailFormat: 'sdbox',
  master: null,
  queueRunDelay: 1,
};
