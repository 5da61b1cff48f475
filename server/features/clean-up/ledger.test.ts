import type { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CommandFault, startCommandProxy } from '../../../mailstack/command-proxy.ts';
import type { FaultProxy } from '../../../mailstack/fault-proxy.ts';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import type { CleanUp } from '../../../shared/clean-up.ts';
import type { Context } from '../../context.ts';
import { connectImap } from '../../mail/imap.ts';
import { seal } from '../../mail/sealed.ts';
import { findCleanUp, firstInLine } from '../../store/clean-ups.ts';
import { startTestBridge, type TestBridge } from '../../testing.ts';
import type { SignedIn } from '../session/session.ts';
import { decideBack } from './decide.ts';
import { runnerOf } from './runner.ts';
import { start } from './start.ts';
import { letter, lineOf } from './testing.ts';

/**
 * The ledger: clean-ups and their ways back over wires that break at any command, in a process that dies at any
 * line of the ledger, while another program of the same person deletes and moves, folders are renumbered and the
 * mailbox is full. Afterwards each message is once where it was or once in Trash. The suite runs 40; by hand:
 *
 *     LEDGER=200 npx vitest run server/features/clean-up/ledger.test.ts
 */
const RUNS = Number(process.env.LEDGER ?? 40);
const AT_ONCE = 4;
const SEED = Number(process.env.SEED ?? 1);
const PASSWORD = 'Canary-7-tilleul';
const FOLDERS = ['INBOX', 'Lists', 'Été'];
const MESSAGES = 30;

let stack: TestStack;
let proxy: FaultProxy;
let bridge: TestBridge;
/** Chances of a command to break, by run; none while a scene is set. */
let chance: (command: string) => CommandFault | null = () => null;

beforeAll(async () => {
  stack = await startTestStack();
  let connections = 0;
  proxy = await startCommandProxy(
    stack,
    (command) => chance(command),
    // Some servers have to move by hand, and some tell not where to.
    () => [[], [], ['MOVE'], [], ['MOVE', 'UIDPLUS']][connections++ % 5]!,
  );
  bridge = await startTestBridge(stack, { IMAP_URL: proxy.url });
});
afterAll(async () => {
  await bridge?.stop();
  await proxy?.stop();
  await stack?.stop();
});

it(
  `${RUNS} clean-ups, seed ${SEED}: no message is lost, none is there twice`,
  async () => {
    const lives = new Map<string, (command: string) => CommandFault | null>();
    chance = (command) => {
      for (const [, one] of lives) {
        const broken = one(command);
        if (broken) return broken;
      }
      return null;
    };
    let next = 0;
    const ends = new Map<string, number>();
    const person = async (n: number) => {
      const address = `ana-${n}@test.example`;
      await stack.addMailbox(address, PASSWORD);
      // Thousands of sign-ins, and none of them is about passwords: this one costs nothing to check.
      await bridge.context.accounts
        ?.updateTable('mailboxes')
        .set({ password_hash: `{PLAIN}${PASSWORD}` })
        .where('address', '=', address)
        .execute();
      const scene = await Scene.open(address);
      try {
        for (let run = next++; run < RUNS; run = next++) {
          const random = dice(SEED * 100_000 + run);
          const end = await scene.play(random, (one) =>
            one ? lives.set(address, one) : lives.delete(address),
          );
          ends.set(end, (ends.get(end) ?? 0) + 1);
        }
      } finally {
        await scene.close();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => person(n)));
    if (process.env.LEDGER) console.log(ends);
    expect(ends.size).toBeGreaterThan(1);
  },
  120_000 + RUNS * 2000,
);

type Dice = ReturnType<typeof dice>;
type Faults = (one: ((command: string) => CommandFault | null) | null) => void;
interface Message {
  name: string;
  folder: string;
  uid: number;
  flags: string;
  date: number;
}

class Scene {
  readonly #address: string;
  readonly #other: ImapFlow;
  #made = 0;
  /** How often the other program had a hand on a message. */
  #touched = new Map<string, number>();
  #deleted = new Set<string>();
  #renumbered = new Set<string>();

  static async open(address: string): Promise<Scene> {
    const direct = await startDirect(address);
    for (const folder of FOLDERS.slice(1)) await direct.mailboxCreate(folder);
    return new Scene(address, direct);
  }

  constructor(address: string, other: ImapFlow) {
    this.#address = address;
    this.#other = other;
  }

  close() {
    return this.#other.logout().catch(() => {});
  }

  /** One clean-up, and in half of all runs its way back. @returns how it ended. */
  async play(random: Dice, faults: Faults): Promise<string> {
    await this.#set(random);
    const before = await this.#all();
    const session = sessionOf(this.#address);
    const isExpunge = random(6) === 0;
    const line = lineOf({
      action: isExpunge ? 'expunge' : 'trash',
      choice: { folders: isExpunge ? ['Trash'] : FOLDERS },
      unprotected: ['recent'],
    });
    const [begun] = await again(() => start(bridge.context, session, [line], null));
    if (!begun) return 'nothing';
    faults(faultsOf(random));
    const out = await this.#runToEnd(begun, random);
    faults(null);
    expect(out.done + out.missed, this.#tell(random, out)).toBeLessThanOrEqual(out.messages);
    this.#check(random, out, before, await this.#all(), isExpunge ? null : 'Trash');
    if (isExpunge || out.backUntil === null || random(2)) return `${out.state} ${out.trouble}`;
    const entry = await findCleanUp(bridge.context.store, this.#address, begun.id);
    await decideBack(bridge.context, session, entry!);
    faults(faultsOf(random));
    const back = await this.#runToEnd(begun, random);
    faults(null);
    this.#check(random, back, before, await this.#all(), 'home');
    return `${back.state} ${back.trouble}`;
  }

  /** Everything that is there goes somewhere, and what is missing is made anew. */
  async #set(random: Dice) {
    const imap = this.#other;
    this.#touched.clear();
    this.#deleted.clear();
    this.#renumbered.clear();
    const folders = [...FOLDERS, 'Trash'];
    for (const folder of [...folders, 'Archive']) {
      const { exists } = await imap.mailboxOpen(folder);
      if (!exists) continue;
      await imap.messageFlagsRemove('1:*', ['\\Flagged', '\\Deleted']);
      const half = `${1 + random(exists)}:*`;
      if (random(3)) await imap.messageMove(half, oneOf(random, folders));
    }
    const seen = new Set<string>();
    for (const { name, folder, uid } of await this.#all()) {
      if (seen.has(name)) {
        await imap.mailboxOpen(folder);
        await imap.messageDelete(String(uid), { uid: true });
      }
      seen.add(name);
    }
    const missing = MESSAGES - (await this.#all()).length;
    for (let i = 0; i < missing; i++) {
      const folder = oneOf(random, folders);
      const flags = oneOf(random, [[], ['\\Seen'], ['\\Seen', 'urgent'], ['\\Flagged']]);
      const { raw, date } = letter(folder, `${this.#address} ${++this.#made}`, {
        days: 40 + random(400),
        bytes: 72 * (1 + random(4)),
      });
      await imap.append(folder, raw, flags, date);
    }
  }

  /** Lives and deaths of the process, and what the other program does meanwhile. */
  async #runToEnd({ id }: CleanUp, random: Dice): Promise<CleanUp> {
    const { store } = bridge.context;
    for (let life = 0; life < 60; life++) {
      const context = life < 12 ? mortal(random, random(3) === 0) : bridge.context;
      const meddling = life < 12 ? this.#meddle(random) : null;
      await runnerOf(context).runAll(this.#address);
      await meddling;
      const [head] = await firstInLine(store, this.#address);
      if (!head) {
        const entry = await findCleanUp(store, this.#address, id);
        return { ...entry!, tool: '', about: '' };
      }
      // Time passes: claims of the dead end, and who was to wait has waited.
      await store
        .updateTable('clean_ups')
        .set({ due_at: 1, owner: null })
        .where('account', '=', this.#address)
        .where('due_at', 'is not', null)
        .execute();
    }
    throw new Error(`run ${random.seed}: the clean-up comes to no end`);
  }

  async #meddle(random: Dice) {
    const imap = this.#other;
    for (let n = random(3); n > 0; n--) {
      const folder = oneOf(random, [...FOLDERS, 'Trash']);
      if (random(12) === 0) {
        this.#renumbered.add(folder);
        const validity = String(2_000_000_000 + random(1_000_000));
        await stack.doveadm(
          'mailbox',
          'update',
          '-u',
          this.#address,
          '--uid-validity',
          validity,
          folder,
        );
        continue;
      }
      await imap.mailboxOpen(folder);
      const all = await readFolder(imap, folder);
      const one = all.length ? oneOf(random, all) : null;
      if (!one) continue;
      this.#touched.set(one.name, (this.#touched.get(one.name) ?? 0) + 1);
      const uid = { uid: true };
      const act = random(3);
      if (act === 0) {
        this.#deleted.add(one.name);
        await imap.messageDelete(String(one.uid), uid);
      } else if (act === 1)
        await imap.messageMove(
          String(one.uid),
          oneOf(random, [...FOLDERS, 'Trash', 'Archive']),
          uid,
        );
      else await imap.messageFlagsAdd(String(one.uid), ['\\Flagged'], uid);
    }
  }

  #check(
    random: Dice,
    end: CleanUp,
    before: Message[],
    after: Message[],
    to: 'Trash' | 'home' | null,
  ) {
    const told = () => this.#tell(random, end);
    const now = new Map<string, Message[]>();
    for (const one of after) now.set(one.name, [...(now.get(one.name) ?? []), one]);
    for (const was of before) {
      const found = now.get(was.name) ?? [];
      // A copy that another program takes out of Trash before its original goes is that program's.
      const most = 1 + (this.#touched.get(was.name) ?? 0);
      const times = `${told()} ${was.name} is there ${found.length} times`;
      expect(found.length, times).toBeLessThanOrEqual(most);
      const isStarred = was.flags.includes('\\Flagged');
      const isDoomed = to === null && was.folder === 'Trash' && !isStarred;
      const mayBeGone = this.#deleted.has(was.name) || isDoomed;
      if (!found.length) {
        expect(mayBeGone, `${told()} ${was.name} of ${was.folder} is lost`).toBe(true);
        continue;
      }
      if (this.#touched.has(was.name) || this.#renumbered.size) continue;
      const [is] = found;
      expect(`${is!.flags} ${is!.date}`, `${told()} ${was.name}`).toBe(`${was.flags} ${was.date}`);
      expect(isDoomed && end.state === 'done', `${told()} ${was.name} is there still`).toBe(false);
      const isMeant = FOLDERS.includes(was.folder) && !isStarred;
      if (end.state === 'done' && to === 'Trash' && isMeant)
        expect(is!.folder, `${told()} ${was.name}`).toBe('Trash');
      else if (to !== 'Trash' || !isMeant || end.state === 'back')
        expect(end.state === 'failed' ? was.folder : is!.folder, told()).toBe(was.folder);
    }
    expect([...now.keys()].filter((name) => !before.some((one) => one.name === name))).toEqual([]);
  }

  #tell = (random: Dice, { state, done, missed, messages, trouble }: CleanUp) =>
    `run ${random.seed} ended ${state} (${done}+${missed} of ${messages}, ${trouble}, renumbered ${[...this.#renumbered]}):`;

  async #all(): Promise<Message[]> {
    const all: Message[] = [];
    for (const folder of [...FOLDERS, 'Trash', 'Archive']) {
      await this.#other.mailboxOpen(folder);
      all.push(...(await readFolder(this.#other, folder)));
    }
    return all;
  }
}

async function readFolder(imap: ImapFlow, folder: string): Promise<Message[]> {
  const all: Message[] = [];
  const { exists } = imap.mailbox || { exists: 0 };
  if (!exists) return all;
  const query = { uid: true, flags: true, internalDate: true, envelope: true };
  for await (const one of imap.fetch('1:*', query))
    all.push({
      name: one.envelope?.subject ?? '',
      folder,
      uid: one.uid,
      flags: [...(one.flags ?? [])]
        .filter((flag) => flag !== '\\Recent')
        .sort()
        .join(' '),
      date: new Date(one.internalDate ?? 0).getTime(),
    });
  return all;
}

/** Others' faults are heard by all: what has not begun is begun again. */
async function again<T>(act: () => Promise<T>): Promise<T> {
  for (let n = 0; ; n++) {
    try {
      return await act();
    } catch (error) {
      if (n > 20 || (error as { code?: string }).code !== 'mail-server-down') throw error;
    }
  }
}

/** Another program of the same person, which nothing breaks. */
function startDirect(user: string): Promise<ImapFlow> {
  const server = {
    ...bridge.context.config.servers.imap,
    host: '127.0.0.1',
    port: stack.ports.imap,
  };
  return connectImap(server, { user, password: PASSWORD });
}

/** A process of its own on the same data. One that is to die does so at a line of the ledger, before or after it is written. */
function mortal(random: Dice, dies: boolean): Context {
  const { store } = bridge.context;
  let steps = dies ? random(5) : Number.POSITIVE_INFINITY;
  let isDead = false;
  const die = () => {
    isDead = true;
    throw new Error('killed');
  };
  const ledger = new Proxy(store, {
    get(target, key) {
      if (isDead) die();
      if (key === 'transaction' && steps-- <= 0) {
        if (random(2)) die();
        return () => ({
          async execute(act: never) {
            await target.transaction().execute(act);
            die();
          },
        });
      }
      const value = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  // What it says of its death is no news.
  const log = bridge.context.log.child({}, { level: 'silent' });
  return { ...bridge.context, log, store: ledger };
}

function sessionOf(account: string): SignedIn {
  const cookieKey = Buffer.alloc(32, 7);
  const { secretKey } = bridge.context.config;
  return {
    account,
    cookieKey,
    sealed: seal(PASSWORD, account, cookieKey, secretKey),
    sessionId: '',
  };
}

/** Every command may break; and sometimes the mailbox is full. */
function faultsOf(random: Dice): (command: string) => CommandFault | null {
  const rate = 10 + random(40);
  const isFull = random(12) === 0;
  let left = 2 + random(8);
  return (command) => {
    if (/^(LOGIN|AUTHENTICATE|CAPABILITY|ID|ENABLE|NAMESPACE)$/.test(command)) return null;
    const isWeighty = /^UID (MOVE|COPY|STORE|EXPUNGE)$/.test(command);
    if (isFull && /^UID (MOVE|COPY)$/.test(command) && random(2))
      return { no: '[OVERQUOTA] Quota exceeded' };
    if (left <= 0 || random(isWeighty ? 3 : rate)) return null;
    left--;
    return random(2) ? 'unheard' : 'unsaid';
  };
}

/** Mulberry32: the same numbers for the same seed. */
function dice(seed: number) {
  let state = seed >>> 0;
  const roll = (sides: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % sides;
  };
  return Object.assign(roll, { seed });
}

const oneOf = <T>(random: Dice, all: T[]): T => all[random(all.length)]!;
