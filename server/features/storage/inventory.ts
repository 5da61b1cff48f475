import type { Choice, Mark } from '../../../shared/choice.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { MapBy, ScanState, StorageMap } from '../../../shared/storage-map.ts';
import { toUidSet } from '../../../shared/values.ts';
import type { Context } from '../../context.ts';
import { writeMarks } from '../../store/inventory.ts';
import { forgetUnused, keepScan, loadScan } from '../../store/inventory-states.ts';
import type { SignedIn } from '../session/session.ts';
import type { FolderFacts } from './facts.ts';
import { InventoryThread } from './inventory-thread.ts';
import type { Picked } from './picking.ts';
import type { Cursor } from './thread.ts';

/** What is known of every message of an account, and what can be asked of it. */
export interface Inventory {
  /** How far it is, as far as this process knows; `known` asks the store as well. */
  state(account: string): ScanState;
  known(account: string): Promise<ScanState>;
  /** Brings it up to date with the server: what is read after this call is as new as the call. */
  refresh(session: SignedIn): Promise<void>;
  /** Begins to read the mailbox, or joins a reading under way; answers at once. */
  start(session: SignedIn): ScanState;
  stop(account: string): ScanState;
  /** All that is known, folder by folder, in pieces: constant memory. */
  pieces(account: string, folders?: string[]): AsyncIterable<FolderFacts>;
  /** The messages that a choice means, as known now. */
  select(account: string, choice: Choice): Promise<FolderFacts[]>;
  /** The same by numbers alone, for what need not know more. */
  pick(account: string, choice: Choice): Promise<Picked[]>;
  /** Facts of these messages, as far as they are known. */
  facts(account: string, folder: string, uids: Uint32Array): Promise<FolderFacts | null>;
  map(account: string, by: MapBy, limit: number): Promise<StorageMap>;
  /** Replaces the marks of that kind in these folders; dropped with the message or the UIDVALIDITY. */
  mark(
    account: string,
    kind: Mark,
    marks: { folder: string; uidValidity: string; uids: number[] }[],
  ): Promise<void>;
}

const inventories = new WeakMap<Context, InventoryOfBridge>();

/** The inventories of one bridge's accounts. */
export function inventoryOf(context: Context): Inventory {
  const known = inventories.get(context) ?? new InventoryOfBridge(context);
  inventories.set(context, known);
  return known;
}

const DAY = 24 * 60 * 60_000;
/** What is known of a mailbox goes when nobody has looked at its storage for so long: it is read anew in a minute. */
const KEPT_FOR = 60 * DAY;

/** Forgets the inventories that nobody uses any more. */
export async function sweepInventories(context: Context): Promise<void> {
  const accounts = await forgetUnused(context.store, Date.now() - KEPT_FOR);
  for (const account of accounts) inventories.get(context)?.forget(account);
}

/** Ends its thread. */
export async function closeInventory(context: Context): Promise<void> {
  await inventories.get(context)?.close();
}

interface Reading {
  current: Promise<void>;
  /** For those who asked after the current one had begun. */
  next: Promise<void> | null;
  isStopped: boolean;
}

const NONE: ScanState = { state: 'none', done: 0, total: 0, at: null };
/** Facts that cross from the thread at once. */
const PAGE = 1000;

class InventoryOfBridge implements Inventory {
  readonly #context: Context;
  readonly #thread: InventoryThread;
  readonly #scans = new Map<string, ScanState>();
  readonly #readings = new Map<string, Reading>();

  constructor(context: Context) {
    this.#context = context;
    this.#thread = new InventoryThread(context, (account, done, total) =>
      this.#progress(account, done, total),
    );
  }

  state(account: string): ScanState {
    return this.#scans.get(account) ?? NONE;
  }

  async known(account: string): Promise<ScanState> {
    const stored = this.#scans.get(account) ?? (await loadScan(this.#context.store, account));
    const scan = this.#scans.get(account) ?? stored ?? NONE;
    this.#scans.set(account, scan);
    return scan;
  }

  async refresh(session: SignedIn): Promise<void> {
    const reading = this.#readings.get(session.account);
    if (!reading) return this.#begin(session);
    reading.next ??= reading.current
      .catch(() => {})
      .then(() => {
        // Who stopped it does not want it begun again by a page that still waits.
        if (reading.isStopped) throw new Refusal('storage-unread', 'The reading was stopped.');
        return this.#begin(session);
      });
    return reading.next;
  }

  start(session: SignedIn): ScanState {
    const { account } = session;
    if (this.state(account).state !== 'running') {
      this.#tell(account, { ...this.state(account), state: 'running' });
      const reading = this.#readings.get(account);
      (reading?.current ?? this.#begin(session)).catch(() => {});
    }
    return this.state(account);
  }

  stop(account: string): ScanState {
    const reading = this.#readings.get(account);
    if (reading) {
      reading.isStopped = true;
      Promise.resolve(this.#thread.ask.stop(account)).catch(() => {});
    }
    return this.state(account);
  }

  async *pieces(account: string, folders?: string[]): AsyncGenerator<FolderFacts> {
    for (let cursor: Cursor | null = null; ; ) {
      const page = await this.#thread.ask.page(account, folders ?? null, cursor);
      if (!page) return;
      cursor = page.cursor;
      yield { folder: page.folder, uidValidity: page.uidValidity, facts: page.facts };
    }
  }

  async select(account: string, choice: Choice): Promise<FolderFacts[]> {
    const found: FolderFacts[] = [];
    for (const { folder, uidValidity, uids } of await this.pick(account, choice))
      for (let i = 0; i < uids.length; i += PAGE) {
        const some = await this.facts(account, folder, uids.slice(i, i + PAGE));
        if (some?.uidValidity === uidValidity) found.push(some);
      }
    return found;
  }

  pick(account: string, choice: Choice): Promise<Picked[]> {
    return this.#thread.ask.pick(account, choice);
  }

  facts(account: string, folder: string, uids: Uint32Array): Promise<FolderFacts | null> {
    return this.#thread.ask.facts(account, folder, uids);
  }

  async map(account: string, by: MapBy, limit: number): Promise<StorageMap> {
    await this.known(account);
    const map = await this.#thread.ask.map(account, by, limit);
    return { scan: this.state(account), ...map };
  }

  mark: Inventory['mark'] = (account, kind, marks) =>
    writeMarks(
      this.#context.store,
      account,
      kind,
      marks.map((one) => ({ ...one, uids: one.uids.length ? toUidSet(one.uids) : [] })),
    );

  close(): Promise<void> {
    return this.#thread.close();
  }

  forget(account: string) {
    this.#scans.delete(account);
  }

  #begin(session: SignedIn): Promise<void> {
    const { account } = session;
    // Nobody else can begin in between: all callers of this turn share the one reading.
    const reading: Reading = { current: Promise.resolve(), next: null, isStopped: false };
    this.#readings.set(account, reading);
    reading.current = this.#read(session, reading).finally(() => {
      if (this.#readings.get(account) === reading) this.#readings.delete(account);
    });
    return reading.current;
  }

  async #read(session: SignedIn, reading: Reading): Promise<void> {
    const { account } = session;
    const { store, mail, log } = this.#context;
    const { at } = await this.#beginning(account);
    // What a crash would leave.
    if (at === null) await keepScan(store, account, { ...this.state(account), state: 'stopped' });
    try {
      if (mail.isRefused(session))
        throw new Refusal(
          'password-asked',
          'The mail server does not take this password any more.',
        );
      if (reading.isStopped) throw new Refusal('storage-unread', 'The reading was stopped.');
      const { messages, isNew } = await this.#thread.ask.read(session);
      const scan: ScanState = { state: 'done', done: messages, total: messages, at: Date.now() };
      if (isNew || this.state(account).state !== 'done') this.#tell(account, scan);
      else this.#scans.set(account, scan);
    } catch (error) {
      if (!reading.isStopped) log.info({ err: error }, 'a mailbox could not be read for its map');
      const state = reading.isStopped ? 'stopped' : 'failed';
      this.#tell(account, { ...this.state(account), state });
      throw error;
    } finally {
      await keepScan(store, account, this.state(account));
    }
  }

  /** The state before, which a start has set to running already. */
  async #beginning(account: string): Promise<ScanState> {
    const scan = this.#scans.get(account);
    if (!scan || (scan.state === 'running' && scan.at === null)) {
      const stored = await loadScan(this.#context.store, account);
      if (stored) this.#scans.set(account, { ...stored, state: scan?.state ?? stored.state });
    }
    return this.state(account);
  }

  #progress(account: string, done: number, total: number) {
    if (!this.#readings.has(account)) return;
    const { state, at } = this.state(account);
    // A look that finds nothing new is no news.
    if (done >= total && state !== 'running') return;
    this.#tell(account, { state: 'running', done, total, at });
  }

  #tell(account: string, scan: ScanState) {
    this.#scans.set(account, scan);
    this.#context.live.tell(account, { type: 'storage-scan', path: ['storage', 'map'], scan });
  }
}
