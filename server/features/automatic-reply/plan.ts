import { createHash } from 'node:crypto';
import { withoutDetail } from '../../../shared/address.ts';
import {
  type Absence,
  type AutomaticReply,
  isOver,
  type ReadyReply,
  type ReplyPage,
} from '../../../shared/automatic-reply.ts';
import { addrSpec } from '../../../shared/compose.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { type Block, readScriptFile } from '../../../shared/sieve/script-file.ts';
import { type ForeignReply, readForeignReply } from '../../../shared/sieve/vacation-foreign.ts';
import { readVacation } from '../../../shared/sieve/vacation-read.ts';
import {
  fingerprint,
  type ReplyGround,
  writeVacation,
} from '../../../shared/sieve/vacation-write.ts';
import type { Context } from '../../context.ts';
import { listContacts } from '../../store/contacts.ts';
import { listIdentities } from '../../store/identities.ts';
import type { ScriptState } from '../filters/script-state.ts';
import { changeBlocks, readBlocks } from '../filters/scripts.ts';
import { addressesOf, type SignedIn } from '../session/session.ts';

/** More would make the script too large for many servers. */
const MOST_CONTACTS = 5000;

/** What the page shows. Its addresses are those of today: a script that has others is written anew. */
export async function readPage(context: Context, session: SignedIn): Promise<ReplyPage> {
  try {
    const people = await readPeople(context, session);
    let state = await readBlocks(context, session);
    if (isStale(state, people)) state = await renew(context, session, state);
    return pageOf(context, state, people);
  } catch (error) {
    if (error instanceof Refusal && DOWN.has(error.code)) return { state: 'down' };
    throw error;
  }
}

const DOWN = new Set(['sieve-down', 'sieve-refused']);

/**
 * Writes a plan that is made of the one that stands there.
 *
 * @param version what the person saw, when it matters.
 * @throws Refusal `script-changed`, `reply-elsewhere`, and those of `changeBlocks`
 */
export async function changePlan(
  context: Context,
  session: SignedIn,
  change: (plan: AutomaticReply) => AutomaticReply,
  version?: string,
): Promise<ReplyPage> {
  const people = await readPeople(context, session);
  const before = await readBlocks(context, session);
  const foreign = foreignOf(before, people.addresses);
  const seen = versionOf(before.blocks, before.ownScript);
  if (version !== undefined && version !== seen) throw changed();
  const after = await changeBlocks(context, session, (blocks, extensions) => {
    if (versionOf(blocks, before.ownScript) !== seen) throw changed();
    const plan = change(planOf(blocks, foreign));
    if (plan.enabled && foreign === 'unheld') {
      throw new Refusal('reply-elsewhere', 'Another automatic reply stands in the own script.', {
        reason: before.ownScript?.name ?? '',
      });
    }
    const source = writeVacation(plan, { ...people, extensions });
    return withReply(takenOver(blocks, before, foreign), source);
  });
  return pageOf(context, after, people);
}

const changed = () => new Refusal('script-changed', 'The reply was changed elsewhere.');

const isAllOver = (absences: Absence[]) => absences.every((one) => isOver(one, Date.now()));

type People = Pick<ReplyGround, 'addresses' | 'contacts'>;

async function readPeople(context: Context, { account }: SignedIn): Promise<People> {
  const known = await listContacts(context.store, account);
  const emails = known.flatMap((one) => (one.collected ? [] : one.emails));
  const contacts = [...new Set(emails.map((one) => one.toLowerCase()))]
    .filter((one) => addrSpec.safeParse(one).success)
    .sort()
    .slice(0, MOST_CONTACTS);
  return { addresses: await ownAddresses(context, account), contacts };
}

/** An outside mail server does not tell its aliases: the identities do. */
async function ownAddresses(context: Context, account: string): Promise<string[]> {
  const known = await addressesOf(context, account);
  if (context.accounts) return known;
  const identities = await listIdentities(context.store, account);
  const others = identities.map(({ address }) => withoutDetail(address).toLowerCase());
  return [...new Set([...known, ...others])];
}

function pageOf(context: Context, state: ScriptState, { addresses, contacts }: People): ReplyPage {
  const { blocks, extensions, ownScript, active } = state;
  if (!extensions.includes('vacation')) return { state: 'unable' };
  const foreign = foreignOf(state, addresses);
  const { enabled, absences } = planOf(blocks, foreign);
  const has = (...names: string[]) => names.every((name) => extensions.includes(name));
  const page: ReadyReply = {
    state: 'ready',
    // What is over answers nobody, and neither does a script that another program switched off.
    enabled: enabled && (active || foreign !== null) && !isAllOver(absences),
    absences,
    version: versionOf(blocks, ownScript),
    addresses,
    complete: context.accounts !== null,
    contacts: contacts.length,
    can: { dates: has('date', 'relational'), subject: has('variables') },
    elsewhere: foreign && { script: ownScript?.name ?? '', held: foreign !== 'unheld' },
  };
  return page;
}

const NOTHING: AutomaticReply = { enabled: false, absences: [] };

function planOf(blocks: Block[], foreign: ForeignReply | 'unheld' | null): AutomaticReply {
  const { enabled, absences } = readVacation(replyIn(blocks)) ?? NOTHING;
  if (!foreign || foreign === 'unheld') return { enabled, absences };
  return { enabled: enabled || foreign.enabled, absences: [...absences, foreign.absence] };
}

const replyIn = (blocks: Block[]) =>
  blocks.flatMap((block) => (block.kind === 'reply' ? [block.source] : [])).join('\n');

const foreignOf = ({ ownScript }: ScriptState, addresses: string[]) =>
  ownScript && readForeignReply(ownScript.source, addresses);

const versionOf = (blocks: Block[], ownScript: ScriptState['ownScript']) =>
  createHash('sha256')
    .update(JSON.stringify([replyIn(blocks), ownScript]))
    .digest('base64url');

/** Written with other addresses than those of today, or with another address book. */
function isStale({ blocks, active }: ScriptState, { addresses, contacts }: People): boolean {
  const plan = readVacation(replyIn(blocks));
  if (!plan?.enabled || !active) return false;
  return (
    plan.addresses.join() !== addresses.join() ||
    (plan.contacts !== null && plan.contacts !== fingerprint(contacts))
  );
}

/** The reply goes on with what it had when this fails. */
async function renew(context: Context, session: SignedIn, state: ScriptState) {
  try {
    const people = await readPeople(context, session);
    return await changeBlocks(context, session, (blocks, extensions) => {
      const plan = readVacation(replyIn(blocks));
      if (!plan) return blocks;
      const { enabled, absences } = plan;
      return withReply(blocks, writeVacation({ enabled, absences }, { ...people, extensions }));
    });
  } catch (error) {
    context.log.warn({ err: error }, 'the automatic reply could not be brought up to date');
    return state;
  }
}

/** The reply comes right after the blocked senders, who are not answered. */
function withReply(blocks: Block[], source: string): Block[] {
  const others = blocks.filter(({ kind }) => kind !== 'reply');
  const place = others.findLastIndex(({ kind }) => kind === 'blocked') + 1;
  return others.toSpliced(place, 0, { kind: 'reply', source });
}

/**
 * A reply that moves here must not answer from the person's own script, too: what else that script does
 * becomes part of ours. The script itself stays under its name as it is.
 */
function takenOver(
  blocks: Block[],
  { ownScript }: ScriptState,
  foreign: ForeignReply | 'unheld' | null,
): Block[] {
  if (!foreign || foreign === 'unheld') return blocks;
  const rest = readScriptFile(foreign.rest).blocks;
  return blocks.flatMap((block) =>
    block.kind === 'include' && block.script === ownScript?.name ? rest : [block],
  );
}
