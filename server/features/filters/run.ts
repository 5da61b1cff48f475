import type { ImapFlow, MailboxObject } from 'imapflow';
import type { OutputOf } from '../../../shared/endpoint.ts';
import type { runRule, SimpleRule } from '../../../shared/filters.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { toUidSet } from '../../../shared/values.ts';
import type { Context } from '../../context.ts';
import { refuseOtherValidity } from '../messages/chosen.ts';
import type { FlagChange } from '../messages/flags.ts';
import { undosOf, type Way } from '../messages/undo.ts';
import type { SignedIn } from '../session/session.ts';
import { findMatching, unaskedOf } from './matches.ts';
import { carryOut, planOf, skippedIn } from './plan.ts';

/** Messages done at a time: then others get the connection, and the page hears how far it is. */
const CHUNK = 200;
const BULK = { deadline: 180_000 };

/** Runs of rules through folders, by account and by the page's name for them. */
export class Runs {
  readonly #context: Context;
  readonly #stopped = new Map<string, boolean>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** Ends the run after the messages that it is at. What is done stays done, and can be taken back. */
  stop({ account }: SignedIn, run: string) {
    const name = nameOf(account, run);
    if (this.#stopped.has(name)) this.#stopped.set(name, true);
  }

  /**
   * Does with the messages of a folder what the rule would have done when they came. Nothing is sent:
   * redirecting, rejecting and answering are for new mail.
   *
   * @throws Refusal `rule-unaskable` when a condition cannot be asked: messages would be taken that the
   *   rule does not mean.
   */
  async start(
    session: SignedIn,
    { folder, rule, run }: { folder: string; rule: SimpleRule; run: string },
  ): Promise<OutputOf<typeof runRule>> {
    const unasked = unaskedOf(rule);
    if (unasked.length)
      throw new Refusal('rule-unaskable', 'A condition cannot be asked over IMAP.', { unasked });
    const name = nameOf(session.account, run);
    this.#stopped.set(name, false);
    const isOver = () => this.#stopped.get(name) === true;
    try {
      return await this.#run(session, folder, rule, run, isOver);
    } finally {
      this.#stopped.delete(name);
    }
  }

  async #run(
    session: SignedIn,
    folder: string,
    rule: SimpleRule,
    run: string,
    isOver: () => boolean,
  ): Promise<OutputOf<typeof runRule>> {
    const { mail, live } = this.#context;
    const inFolder = <T>(act: (imap: ImapFlow, mailbox: MailboxObject) => Promise<T>) =>
      mail.inFolder(session, folder, act, BULK);
    const plan = await mail.use(session, (imap) => planOf(imap, rule, folder));
    const { uids, uidValidity } = await inFolder(async (imap, mailbox) => ({
      uids: mailbox.exists ? await findMatching(imap, rule, isOver) : [],
      uidValidity: String(mailbox.uidValidity),
    }));
    const traces: Way[] = [];
    let done = 0;
    const tell = () =>
      live.tell(session.account, {
        ...{ type: 'filter-run', path: ['filter-run'] },
        ...{ run, done, total: uids.length },
      });
    tell();
    const failed = await this.#inPieces(uids, isOver, async (piece) => {
      const ways = await inFolder(async (imap, mailbox) => {
        refuseOtherValidity(mailbox, uidValidity);
        return carryOut(imap, { folder, uidValidity }, toUidSet(piece), plan);
      });
      traces.push(...ways);
      done += piece.length;
      tell();
    });
    const undo = undosOf(this.#context).keep(session.account, joined(folder, uidValidity, traces));
    // What was done before can be taken back: then the trouble is told with it.
    if (failed && !undo) throw failed;
    return { matched: uids.length, done, undo, skipped: skippedIn(rule) };
  }

  /** @returns what stopped it, null when nothing did. */
  async #inPieces(
    uids: number[],
    isOver: () => boolean,
    act: (piece: number[]) => Promise<void>,
  ): Promise<unknown> {
    for (let i = 0; i < uids.length && !isOver(); i += CHUNK) {
      try {
        await act(uids.slice(i, i + CHUNK));
      } catch (error) {
        this.#context.log.warn({ err: error }, 'a rule could not be run to its end');
        return error;
      }
    }
    return null;
  }
}

const nameOf = (account: string, run: string) => `${account} ${run}`;

/** The ways back of all pieces as one: what went the same way comes back together. */
function joined(folder: string, uidValidity: string, traces: Way[]): Way {
  const ways = new Map<string, Way>();
  for (const way of traces) {
    if (!way.uids.length) continue;
    const key = JSON.stringify([way.folder, way.uidValidity, way.after]);
    const same = ways.get(key);
    if (!same) ways.set(key, { ...way });
    else {
      same.uids = [...same.uids, ...way.uids];
      same.flags = joinedFlags([...same.flags, ...way.flags]);
    }
  }
  const [first = { folder, uidValidity, uids: [], flags: [], after: null }, ...also] =
    ways.values();
  return { ...first, also };
}

function joinedFlags(changes: FlagChange[]): FlagChange[] {
  const byFlag = new Map<string, FlagChange>();
  for (const { flag, isAdded, uids } of changes) {
    const before = byFlag.get(flag)?.uids ?? [];
    byFlag.set(flag, { flag, isAdded, uids: [...before, ...uids] });
  }
  return [...byFlag.values()];
}
