import { randomUUID } from 'node:crypto';
import type {
  ExportedWhat,
  ExportFormat,
  ExportPart,
  MailExport,
} from '../../../shared/exports.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { readFolders } from '../folders.ts';
import type { SignedIn } from '../session/session.ts';
import { meantBy } from './meant.ts';
import { Preparation } from './prepare.ts';
import { reconcile } from './reconcile.ts';
import { type Kept, Records } from './records.ts';

const KEPT_FOR = 7 * 86_400_000;
const MOST = 10;
/** Milliseconds between two words about progress, and between two writings of it. */
const TELL = 400;
const WRITE = 5_000;
/** Nobody has written for so long: the process that prepared it is gone. */
const STALE = 30_000;

/** Downloads of mail: prepared in the background, kept for a week. */
export class Exporter {
  readonly records: Records;
  readonly #context: Context;
  readonly #running = new Map<string, { stop: AbortController; kept: Kept }>();

  constructor(context: Context) {
    this.#context = context;
    this.records = new Records(context);
  }

  /** Begins, and answers at once. */
  async start(session: SignedIn, what: ExportedWhat, format: ExportFormat): Promise<MailExport> {
    const { folders, selection, messages } = await meantBy(this.#context, session, what);
    const now = Date.now();
    const kept: Kept = {
      ...{ account: session.account, id: randomUUID(), format, selection },
      folders: folders.map(({ path }) => path),
      ...{ isSelection: selection !== null, state: 'preparing', planned: messages, measured: 0 },
      ...{ gone: 0, goneNames: [], parts: [], trouble: null },
      ...{ createdAt: now, until: now + KEPT_FOR, updatedAt: now },
    };
    await this.records.write(kept);
    this.#prepare(session, kept);
    await this.#sweep(session.account);
    return toExport(kept);
  }

  /** The account's, the newest first. What a process left half prepared is taken up again. */
  async list(session: SignedIn): Promise<MailExport[]> {
    await this.#sweep(session.account);
    const all = await this.records.list(session.account);
    return all.map((kept) => {
      const running = this.#running.get(keyOf(kept));
      if (running) return toExport(running.kept);
      if (kept.state === 'preparing' && Date.now() - kept.updatedAt > STALE)
        this.#prepare(session, kept);
      return toExport(kept);
    });
  }

  async drop(account: string, id: string): Promise<void> {
    this.#running.get(keyOf({ account, id }))?.stop.abort();
    await this.records.delete(account, id);
    this.#context.live.tell(account, { type: 'export', path: ['exports'], id, mailExport: null });
  }

  /** Writes what changed, and tells the pages. */
  async save(kept: Kept): Promise<void> {
    await this.records.write(kept);
    this.#tell(kept);
  }

  /** A download broke at a message that is not there any more: the next one is offered without it. */
  async amend(session: SignedIn, id: string, { part, version }: ExportPart, error: unknown) {
    if (!(error instanceof Refusal) || !CHANGES.has(error.code)) return;
    const kept = await this.records.find(session.account, id);
    const found = kept.parts.find((one) => one.part === part);
    if (found?.version !== version) return;
    const went = await reconcile(this.#context, this.records, session, kept, found).catch(() => 0);
    // It is there, and not what it was: only a new preparation can tell what the file is now.
    if (!went) Object.assign(kept, { state: 'failed', trouble: error.code, parts: [] });
    await this.save(kept);
  }

  /** So many bytes of a file have reached the browser. */
  async noteSent(
    account: string,
    id: string,
    { part, version }: ExportPart,
    { start, end }: { start: number; end: number },
  ) {
    const kept = await this.records.find(account, id);
    const found = kept.parts.find((one) => one.part === part);
    if (found?.version !== version || start > found.sent || end < found.sent) return;
    found.sent = end + 1;
    await this.save(kept);
  }

  #prepare(session: SignedIn, kept: Kept) {
    const stop = new AbortController();
    this.#running.set(keyOf(kept), { stop, kept });
    void this.#run(session, kept, stop.signal)
      .catch((error) => this.#fail(kept, stop.signal, error))
      .catch((error) => this.#context.log.error({ err: error }, 'an export could not be written'))
      .finally(() => this.#running.delete(keyOf(kept)));
  }

  async #run(session: SignedIn, kept: Kept, signal: AbortSignal) {
    await this.records.clear(kept);
    const all = await this.#context.mail.use(session, readFolders, { repeatable: true });
    const folders = all.filter(({ path }) => kept.folders.includes(path));
    const planned = kept.selection
      ? kept.selection.uids.length
      : folders.reduce((sum, { total }) => sum + total, 0);
    Object.assign(kept, { planned, measured: 0, gone: 0, goneNames: [], parts: [] });
    let [told, written] = [Date.now(), Date.now()];
    const onStep = async () => {
      const now = Date.now();
      if (now - told >= TELL) {
        told = now;
        this.#tell(kept);
      }
      if (now - written < WRITE) return;
      written = now;
      await this.records.write(kept);
    };
    await new Preparation(this.#context, this.records, kept, signal, onStep).run(session, folders);
    signal.throwIfAborted();
    kept.state = 'ready';
    await this.save(kept);
  }

  async #fail(kept: Kept, signal: AbortSignal, error: unknown) {
    if (signal.aborted) return this.records.delete(kept.account, kept.id);
    this.#context.log.warn({ err: error }, 'an export could not be prepared');
    await this.records.clear(kept);
    const trouble = error instanceof Refusal ? error.code : 'server-error';
    await this.save(Object.assign(kept, { state: 'failed', trouble, parts: [] }));
  }

  /** The oldest go when there are many; what is a week old goes. */
  async #sweep(account: string) {
    const all = await this.records.list(account);
    for (const [i, { id, until }] of all.entries())
      if (i >= MOST || until < Date.now()) await this.drop(account, id);
  }

  #tell(kept: Kept) {
    const mailExport = toExport(kept);
    const { account, id } = kept;
    this.#context.live.tell(account, { type: 'export', path: ['exports'], id, mailExport });
  }
}

/** What ends a download because the mailbox is not what it was. */
const CHANGES = new Set(['export-changed', 'message-gone', 'mailbox-changed', 'not-found']);

const keyOf = ({ account, id }: Pick<Kept, 'account' | 'id'>) => `${account} ${id}`;

function toExport({
  account: _account,
  selection: _selection,
  updatedAt: _at,
  ...shown
}: Kept): MailExport {
  return shown;
}
