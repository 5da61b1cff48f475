import { Refusal } from '../../../shared/refusal.ts';
import { extensionsRequired } from '../../../shared/sieve/needs.ts';
import { parseScript } from '../../../shared/sieve/parse.ts';
import { type Block, writeScriptFile } from '../../../shared/sieve/script-file.ts';
import { Unsayable } from '../../../shared/sieve/unsayable.ts';
import type { Context } from '../../context.ts';
import type { ManageSieve } from '../../mail/managesieve/managesieve.ts';
import { keepScriptVersion } from '../../store/script-versions.ts';
import { tell } from '../notices.ts';
import { proveOwn } from '../session/prove.ts';
import type { SignedIn } from '../session/session.ts';
import { oneAtATime } from '../turns.ts';
import { forwardingNotice, newTargets } from './forwards.ts';
import { replaceScript } from './replace.ts';
import { readState, type ScriptState } from './script-state.ts';

/** What a write rests on. */
export interface Grounds {
  /** The version that the change was made from; without it, the change is made to what is there. */
  version?: string | undefined;
  /** For mail that begins to go to an address it did not go to before (security S-11). */
  password?: string | undefined;
}

/** Reads the account's script. @throws Refusal `sieve-down`, `sieve-refused` */
export function readBlocks(context: Context, session: SignedIn): Promise<ScriptState> {
  return context.sieve.use(session, readState);
}

/**
 * Reads, changes, has the server check it, keeps the text of before, and makes the new one the script that
 * runs (`replaceScript`). One after the other for each account; made again, once, when another program
 * changed the script meanwhile.
 *
 * @param change gets the blocks as they are and the server's extensions; what it throws ends the write.
 * @throws Refusal `script-changed`, `script-refused`, `script-full`, `sieve-extension`, `password-needed`,
 *   `sieve-down` …
 */
export function changeBlocks(
  context: Context,
  session: SignedIn,
  change: (blocks: Block[], extensions: string[]) => Block[] | Promise<Block[]>,
  grounds: Grounds = {},
): Promise<ScriptState> {
  return changeSource(
    context,
    session,
    async (state) => {
      if (state.faults.length) throw unreadable(state.faults);
      return toText(await change(state.blocks, state.extensions), state);
    },
    grounds,
  );
}

/** The same for the text as a whole. */
export async function changeSource(
  context: Context,
  session: SignedIn,
  change: (state: ScriptState) => string | Promise<string>,
  grounds: Grounds = {},
): Promise<ScriptState> {
  return oneAtATime(`script ${session.account}`, () =>
    context.sieve.use(session, (sieve) => write(context, session, sieve, change, grounds)),
  );
}

async function write(
  context: Context,
  session: SignedIn,
  sieve: ManageSieve,
  change: (state: ScriptState) => string | Promise<string>,
  grounds: Grounds,
): Promise<ScriptState> {
  // Who names no version wants the change made to whatever is there: twice, then it is told.
  for (let tries = grounds.version === undefined ? 2 : 1; tries > 0; tries--) {
    const before = await readState(sieve);
    if (grounds.version !== undefined && grounds.version !== before.version) break;
    const source = await change(before);
    if (before.active && source === before.source) return before;
    refuseMissing(source, before.extensions);
    const targets = newTargets(before, source);
    if (targets.length) await prove(context, session, grounds.password);
    const keep = () => keepVersion(context, session, before.source);
    if (!(await replaceScript(sieve, before, source, keep))) continue;
    if (targets.length) await announce(context, session, targets);
    context.live.tell(session.account, { type: 'filters', path: ['filters'] });
    context.live.tell(session.account, { type: 'automatic-reply', path: ['automatic-reply'] });
    return readState(sieve);
  }
  throw new Refusal('script-changed', 'The script was changed by another program.');
}

/** Blocks as the text of our script. @throws Refusal for what Sieve, or this server's Sieve, cannot say. */
export function toText(blocks: Block[], { extensions, source, maxRedirects }: ScriptState): string {
  refuseTooMany(blocks, maxRedirects);
  try {
    return writeScriptFile(blocks, extensions, source);
  } catch (error) {
    if (!(error instanceof Unsayable)) throw error;
    const code =
      error.code === 'extension'
        ? 'sieve-extension'
        : error.code === 'address'
          ? 'address-wrong'
          : 'rule-unsayable';
    throw new Refusal(code, 'This cannot be said in Sieve.', { reason: error.what }, error);
  }
}

/** A server sends nothing on to the last of too many addresses, and tells nobody. */
function refuseTooMany(blocks: Block[], most: number | null) {
  const counts = blocks.map((block) => {
    if (block.kind === 'forwarding') return block.forwarding.addresses.length;
    if (block.kind !== 'rule' || block.rule.kind !== 'simple') return 0;
    return block.rule.actions.filter((action) => action.do === 'redirect').length;
  });
  if (most === null || counts.every((count) => count <= most)) return;
  const details = { reason: String(most) };
  throw new Refusal('too-many-redirects', 'The server sends on to fewer addresses.', details);
}

/** What the script requires and the server does not have. */
function refuseMissing(source: string, extensions: string[]) {
  const required = extensionsRequired(parseScript(source).commands);
  const missing = [...required].filter(
    (one) => !extensions.includes(one) && !ALWAYS.has(one.toLowerCase()),
  );
  if (!missing.length) return;
  const details = { reason: missing.join(', '), extensions: missing };
  throw new Refusal('sieve-extension', 'The server lacks a Sieve extension.', details);
}

/** RFC 5228 section 2.7.3: every server has these, and none lists them. */
const ALWAYS = new Set(['comparator-i;octet', 'comparator-i;ascii-casemap']);

async function prove(context: Context, session: SignedIn, password: string | undefined) {
  if (!password) throw new Refusal('password-needed', 'Mail would go to a new address.');
  await proveOwn(context, session, password);
}

async function keepVersion({ store }: Context, { account }: SignedIn, source: string) {
  if (source) await keepScriptVersion(store, account, source, Date.now());
}

/** The forwarding is there by now, and was asked for with the password: a full mailbox does not undo it. */
async function announce(context: Context, session: SignedIn, targets: string[]) {
  try {
    await tell(context, session, forwardingNotice(targets));
  } catch (error) {
    context.log.warn({ err: error }, 'a new forwarding could not be announced');
  }
}

function unreadable(faults: ScriptState['faults']): Refusal {
  const [{ message = '' } = {}] = faults;
  return new Refusal('script-refused', 'The script cannot be read.', {
    reason: message,
    faults,
  });
}
