import type { Rule } from '../../../shared/filters.ts';
import type { Block } from '../../../shared/sieve/blocks.ts';
import { isSendable } from '../../../shared/sieve/rule-terms.ts';
import type { Context } from '../../context.ts';
import { listContacts } from '../../store/contacts.ts';
import type { OwnData } from '../../store/own-data.ts';
import type { SignedIn } from '../session/session.ts';
import { rulesOf } from './parts.ts';
import { changeBlocks, readBlocks } from './scripts.ts';

/** Sieve knows no address book: each rule holds the addresses. More make a script too large for servers. */
const MOST_ADDRESSES = 5000;
/** Somebody who tidies the address book changes it again and again. */
const QUIET = 2000;

/** Addresses of the people who were put into the address book, in one order. */
export async function knownAddresses(store: OwnData, account: string): Promise<string[]> {
  const people = await listContacts(store, account);
  const addresses = people.flatMap(({ emails, collected }) => (collected ? [] : emails));
  const known = new Set(addresses.map((one) => one.trim().toLowerCase()).filter(isSendable));
  return [...known].sort().slice(0, MOST_ADDRESSES);
}

export const asksContacts = (rule: Rule): boolean =>
  rule.kind === 'simple' && rule.conditions.some(({ on }) => on === 'contacts');

/** Writes the addresses into the rules that ask for them. */
export async function withContacts<R extends Rule>(
  store: OwnData,
  account: string,
  rules: R[],
): Promise<R[]> {
  if (!rules.some(asksContacts)) return rules;
  const values = await knownAddresses(store, account);
  return rules.map((rule) => withValues(rule, values));
}

function withValues<R extends Rule>(rule: R, values: string[]): R {
  if (rule.kind === 'custom') return rule;
  const conditions = rule.conditions.map((one) =>
    one.on === 'contacts' ? { ...one, how: 'yes' as const, values } : one,
  );
  return { ...rule, conditions };
}

const waiting = new WeakMap<Context, Map<string, NodeJS.Timeout>>();

/** For whoever has changed the address book: rules that ask for it learn it soon. Never throws. */
export function renewContactRules(context: Context, session: SignedIn) {
  const timers = waiting.get(context) ?? new Map<string, NodeJS.Timeout>();
  waiting.set(context, timers);
  clearTimeout(timers.get(session.account));
  const renew = () => {
    timers.delete(session.account);
    renewNow(context, session).catch((error) => {
      context.log.warn({ err: error }, 'rules about contacts could not be renewed');
    });
  };
  timers.set(session.account, setTimeout(renew, QUIET).unref());
}

async function renewNow(context: Context, session: SignedIn) {
  const state = await readBlocks(context, session);
  // A script that another program has switched off stays off.
  if (!state.active || !rulesOf(state.blocks).some(asksContacts)) return;
  const values = await knownAddresses(context.store, session.account);
  await changeBlocks(context, session, (blocks) =>
    blocks.map(
      (block): Block =>
        block.kind === 'rule' ? { kind: 'rule', rule: withValues(block.rule, values) } : block,
    ),
  );
}
