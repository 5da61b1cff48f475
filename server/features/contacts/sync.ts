import type { BookState } from '../../../shared/contacts.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { findBook, keepBook } from '../../store/contact-links.ts';
import { renewContactRules } from '../filters/contact-rules.ts';
import type { SignedIn } from '../session/session.ts';
import { meetBook } from './meet.ts';

/** Milliseconds after which somebody who looks at the contacts has the other address book asked again. */
const BEAT = 60_000;

interface Meeting {
  done: Promise<void>;
  /** Something changed meanwhile: once more. */
  again: boolean;
}

/** Keeps our address books and those on the administrator's CardDAV server the same. */
export class Sync {
  readonly #context: Context;
  readonly #meetings = new Map<string, Meeting>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** What is known of the address book elsewhere, without asking. */
  async state(account: string): Promise<BookState> {
    if (!this.#context.carddav) return { state: 'none', at: null };
    const book = await findBook(this.#context.store, account);
    if (!book) return { state: 'waiting', at: null };
    return { state: book.state as BookState['state'], at: book.same_at };
  }

  /** Meets the other address book soon, behind the answer. Trouble is kept as its state. */
  soon(login: SignedIn) {
    void this.now(login);
  }

  /** The same when the last time is a while ago. */
  async onLook(login: SignedIn) {
    if (!this.#context.carddav) return;
    const book = await findBook(this.#context.store, login.account);
    if (!book || book.checked_at < Date.now() - BEAT) this.soon(login);
  }

  /** Answers when both have met. Never rejects. */
  now(login: SignedIn): Promise<void> {
    if (!this.#context.carddav) return Promise.resolve();
    const running = this.#meetings.get(login.account);
    if (running) {
      running.again = true;
      return running.done;
    }
    const meeting: Meeting = { done: Promise.resolve(), again: false };
    this.#meetings.set(login.account, meeting);
    meeting.done = this.#meetUntilQuiet(login, meeting).catch((error) => {
      this.#context.log.warn({ err: error }, 'address book');
    });
    return meeting.done;
  }

  async #meetUntilQuiet(login: SignedIn, meeting: Meeting) {
    try {
      do {
        meeting.again = false;
        await this.#meet(login);
      } while (meeting.again);
    } finally {
      this.#meetings.delete(login.account);
    }
  }

  async #meet(login: SignedIn) {
    const { store, carddav, live, log } = this.#context;
    const { account } = login;
    const before = await findBook(store, account);
    const now = Date.now();
    let changed = false;
    try {
      const met = await carddav!.use(login, (book) => meetBook(store, account, book, before));
      changed = met.changed;
      const { url, token } = met;
      await keepBook(store, { account, url, token, state: 'same', checked_at: now, same_at: now });
    } catch (error) {
      const state = stateAfter(error);
      if (state === 'down') log.warn({ err: error }, 'address book');
      await keepBook(store, {
        account,
        url: before?.url ?? '',
        token: before?.token ?? null,
        state,
        checked_at: now,
        same_at: before?.same_at ?? null,
      });
    }
    if (changed) renewContactRules(this.#context, login);
    const after = await findBook(store, account);
    if (changed || after?.state !== before?.state) {
      live.tell(account, { type: 'contacts', path: ['contacts'] });
    }
  }
}

function stateAfter(error: unknown): BookState['state'] {
  if (!(error instanceof Refusal)) return 'down';
  if (error.code === 'remote-refused') return 'refused';
  return error.code === 'not-found' ? 'missing' : 'down';
}
