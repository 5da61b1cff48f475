import { randomUUID } from 'node:crypto';
import type { InputOf } from '../../../shared/endpoint.ts';
import { listMessages } from '../../../shared/messages.ts';
import { writeRetention } from '../../../shared/retention.ts';
import type { TestBridge, Visitor } from '../../testing.ts';
import { findByCookie, type SignedIn } from '../session/session.ts';
import { type RunReport, runRules } from './run.ts';

const PASSWORD = 'Canary-7-tilleul';
export const DAY = 24 * 3600 * 1000;
/** How the subject of the letter begins that lists what went. */
const LETTER = 'Your rules tidied';
let people = 0;

/** Somebody with a mailbox that no other test knows. */
export interface Person {
  address: string;
  visitor: Visitor;
  session: SignedIn;
  has(
    folder: string,
    subject: string,
    more?: { from?: string; days?: number; flags?: string[] },
  ): Promise<void>;
  /** Without the letters that list what went, or those only. */
  subjects(folder: string, isLetters?: boolean): Promise<string[]>;
  /** Runs the rules, whether they ran today or not. */
  run(now?: number, most?: number): Promise<RunReport>;
}

/** Of a mail stack, what a person's scene needs. */
interface Stack {
  addMailbox(address: string, password: string): Promise<void>;
  append(address: string, folder: string, raw: string, flags: string[], date: Date): Promise<void>;
}

export async function makePerson(stack: Stack, bridge: TestBridge): Promise<Person> {
  const address = `ana${++people}@test.example`;
  await stack.addMailbox(address, PASSWORD);
  const visitor = await bridge.signIn(address, PASSWORD);
  const session = (await findByCookie(bridge.context, visitor.cookie, '127.0.0.1'))!;
  return {
    address,
    visitor,
    session,
    async has(folder, subject, { from = 'Shop <shop@else.example>', days = 0, flags = [] } = {}) {
      const date = new Date(Date.now() - days * DAY);
      const id = `<${randomUUID()}@else.example>`;
      const raw = `From: ${from}\r\nSubject: ${subject}\r\nMessage-ID: ${id}\r\n\r\nHello\r\n`;
      await stack.append(address, folder, raw, flags, date);
    },
    async subjects(folder, isLetters = false) {
      const { rows } = await visitor.call(listMessages, { folder });
      const all = rows.map(({ subject }) => subject).sort();
      return all.filter((one) => one.startsWith(LETTER) === isLetters);
    },
    run: (now = Date.now(), most) =>
      runRules(bridge.context, session, { now, soon: true, ...(most && { most }) }),
  };
}

type Said = InputOf<typeof writeRetention>['rule'];

/** The shop's mail, a week. */
export const rule = (more: Partial<Said> = {}): Said => ({
  name: 'Shop',
  on: true,
  place: null,
  choice: { sender: 'shop@else.example' },
  keep: { days: 7 },
  spares: ['answered', 'contacts'],
  ...more,
});

/** @returns the new rule's id. */
export async function keeps({ visitor }: Person, said: Said, agreed = 0): Promise<string> {
  const id = randomUUID();
  await visitor.call(writeRetention, { id, rule: said, agreed });
  return id;
}
