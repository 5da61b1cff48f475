import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { accountsWithRules } from '../../store/retention.ts';
import { previewFor } from '../clean-up/clean-up.ts';
import type { SignedIn } from '../session/session.ts';
import { lineOf } from './lines.ts';
import { rulesOf } from './rules.ts';
import { runRules } from './run.ts';

/** How many mailboxes there were, could not be done, and of these were not opened to us. */
export interface Tidied {
  accounts: number;
  failed: number;
  refused: number;
}

/**
 * Runs every account's rules that are due, for a context whose mail server takes a master user. Prints a line a
 * mailbox: how much went, and nothing of what.
 */
export async function tidy(
  context: Context,
  { dryRun, print }: { dryRun: boolean; print: (line: string) => void },
): Promise<Tidied> {
  const accounts = await accountsWithRules(context.store);
  const tidied: Tidied = { accounts: accounts.length, failed: 0, refused: 0 };
  const whole = { messages: 0, bytes: 0 };
  for (const account of accounts) {
    try {
      const { words, messages, bytes } = await tidyOne(context, account, dryRun);
      whole.messages += messages;
      whole.bytes += bytes;
      print(`${account}: ${words}`);
    } catch (error) {
      tidied.failed++;
      if (!(error instanceof Refusal)) context.log.error({ err: error }, 'tidy');
      else if (NOT_OPENED.has(error.code)) tidied.refused++;
      print(`${account}: failed, ${error instanceof Error ? error.message : error}`);
    } finally {
      context.mail.forget(account);
    }
  }
  const done = dryRun ? 'would go' : 'went';
  print(`${counted(accounts.length, 'mailbox', 'mailboxes')}; ${amount(whole)} ${done}.`);
  return tidied;
}

const NOT_OPENED = new Set(['password-asked', 'credentials-wrong', 'mail-server-down']);

async function tidyOne(context: Context, account: string, dryRun: boolean) {
  const rules = await rulesOf(context, account);
  if (!rules.length) {
    throw new Refusal(
      'unavailable',
      'its rules cannot be read: is SECRET_KEY (or DATA_DIR) the one of the webmail?',
    );
  }
  // Nobody is signed in: the pool's master opens the mailbox.
  const session: SignedIn = { account, sealed: '', cookieKey: Buffer.alloc(0), sessionId: '' };
  if (dryRun) return wouldTake(context, session);
  const { outcome, ...taken } = await runRules(context, session);
  const words = {
    ran: `${amount(taken)} (${counted(taken.rules, 'rule', 'rules')})`,
    'not-due': 'not due, its rules ran today',
    busy: 'left alone, a clean-up is under way',
  };
  return { ...taken, words: words[outcome] };
}

async function wouldTake(context: Context, session: SignedIn) {
  const rules = await rulesOf(context, session.account);
  const lines = [];
  for (const rule of rules) {
    if (!rule.on || rule.rests === 'put-back') continue;
    const { line } = await lineOf(context, session, rule, Date.now());
    if (line) lines.push(line);
  }
  const { whole } = await previewFor(context, session, lines);
  return { ...whole, words: `${amount(whole)} would go` };
}

const counted = (count: number, one: string, many: string) =>
  `${count} ${count === 1 ? one : many}`;

const amount = ({ messages, bytes }: { messages: number; bytes: number }) =>
  `${counted(messages, 'message', 'messages')}, ${(bytes / 1e6).toFixed(1)} MB`;
