import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from '@playwright/test';
import { loadMail, type StoredMessage } from '../mailstack/load.ts';
import { startTestStack, type TestStack } from '../mailstack/testing.ts';
import { type Bridge, startBridge } from '../server/bridge.ts';
import { readConfig } from '../server/config.ts';
import { writePreferences } from '../server/store/preferences.ts';
import { type Letter, letter } from './letters.ts';
import { signIn } from './mail-page.ts';

/** A mail stack and a bridge before it, serving the built client: one a worker. */
export interface Rig {
  stack: TestStack;
  bridge: Bridge;
  url: string;
}

/** Somebody with a mailbox of their own. */
export interface Person {
  address: string;
  password: string;
  /** Sends this person a message from outside; answered when the mail server accepts it. */
  receives(message: Partial<Letter>): Promise<void>;
  /** Puts messages into a folder, oldest first, as if they had always been there. */
  has(folder: string, messages: (Partial<Letter> & Partial<Stored>)[]): Promise<void>;
  /** The same for messages that are written already. */
  hasLoaded(messages: Iterable<StoredMessage>): Promise<void>;
  /** Another mail program of theirs: runs doveadm on this mailbox, `-u` added. */
  elsewhere(command: string | [string, string], ...args: string[]): Promise<string>;
  /** Messages that match an IMAP SEARCH: the fields asked for, one record a message. */
  find(fields: string, ...query: string[]): Promise<string>;
}

interface Stored {
  flags: string[];
  date: Date;
}

interface WorkerFixtures {
  rig: Rig;
}

interface Fixtures {
  /** Makes a mailbox that no other test knows. */
  somebody(name?: string, options?: { quotaBytes?: number }): Promise<Person>;
  ana: Person;
  bruno: Person;
  /** Ana's page, signed in, her inbox in sight. */
  signedIn: Page;
  /** A page in another browser: nothing of the first one is known there. */
  otherBrowser(options?: BrowserContextOptions): Promise<Page>;
  /** What browsers complained about. Empty at the end of every test, but for what it foresees. */
  complaints: Complaints;
}

export class Complaints {
  readonly #heard: string[] = [];
  readonly #foreseen: RegExp[] = [];

  /** Refusals that the act brings with it: the browser reports every 4xx as an error. */
  foresee(...patterns: RegExp[]) {
    this.#foreseen.push(...patterns);
  }

  listen(context: BrowserContext) {
    context.on('console', (message) => {
      if (message.type() === 'error')
        this.#heard.push(`${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => {
      const { name, message, stack } = error.error();
      this.#heard.push(`uncaught: ${name}: ${message} ${stack}`);
    });
  }

  expectNone() {
    const unforeseen = this.#heard.filter((text) => !this.#foreseen.some((one) => one.test(text)));
    expect(unforeseen, 'errors in the console').toEqual([]);
  }
}

export const PASSWORD = 'Canary-7-tilleul';
let people = 0;

export const test = base.extend<Fixtures, WorkerFixtures>({
  rig: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs
    async ({}, use) => {
      const stack = await startTestStack();
      const { bridge, url, stop } = await startServed(stack);
      await use({ stack, bridge, url });
      await stop();
      await stack.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ rig }, use) => use(rig.url),
  somebody: async ({ rig }, use, { parallelIndex }) =>
    use(async (name = 'ana', options = {}) => {
      const address = `${name}-${parallelIndex}-${++people}@test.example`;
      await rig.stack.addMailbox(address, PASSWORD, { name, ...options });
      // Second thoughts have journeys of their own; the others need not wait for them.
      await writePreferences(rig.bridge.context.store, address, { undoSend: 'off' });
      const person = personAt(rig.stack, address);
      // The first look makes the Inbox: two at once, a delivery and a test's own, can lock each other out.
      await person.find('uid', 'mailbox', 'INBOX', 'all');
      return person;
    }),
  ana: async ({ somebody }, use) => use(await somebody('ana')),
  bruno: async ({ somebody }, use) => use(await somebody('bruno')),
  complaints: [
    async ({ context }, use) => {
      const complaints = new Complaints();
      complaints.listen(context);
      await use(complaints);
      complaints.expectNone();
    },
    { auto: true },
  ],
  signedIn: async ({ page, ana }, use) => {
    await signIn(page, ana);
    await use(page);
  },
  otherBrowser: async ({ browser, baseURL, complaints }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({
        locale: 'en-GB',
        viewport: { width: 1280, height: 800 },
        ...(baseURL && { baseURL }),
        ...options,
      });
      complaints.listen(context);
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

export { expect };

/** The bridge in this process, on a port of its own, with the client as it was built last. `more` goes over the stack's own. */
export async function startServed(stack: TestStack, more: Record<string, string> = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'sobre-e2e-'));
  const clientDir = process.env.CLIENT_DIR ?? join(import.meta.dirname, '../dist/client');
  const env = { PORT: '0', LOG_LEVEL: 'error', DATA_DIR: dataDir, ...stack.env, ...more };
  const config = readConfig(env, clientDir);
  const bridge = await startBridge(config);
  const url = `http://localhost:${bridge.port}`;
  config.origins.push(url);
  const stop = async () => {
    await bridge.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { bridge, url, stop };
}

function personAt(stack: TestStack, address: string): Person {
  const elsewhere: Person['elsewhere'] = (command, ...args) =>
    stack.doveadm(...[command].flat(), '-u', address, ...args);
  return {
    address,
    password: PASSWORD,
    receives: (message) =>
      stack.deliver({ from: 'Clara Vidal <clara@else.example>', to: address, ...message }),
    async has(folder, messages) {
      const stored = messages.map(async ({ flags = [], date = new Date(), ...message }) => ({
        folder,
        flags,
        date,
        raw: await letter({ to: address, date, ...message }),
      }));
      await loadMail(stack, address, await Promise.all(stored));
    },
    async hasLoaded(messages) {
      await loadMail(stack, address, messages);
    },
    elsewhere,
    find: (fields, ...query) => elsewhere('fetch', fields, ...query),
  };
}
