import { Refusal } from '../../../shared/refusal.ts';

/** One end of what two threads say to each other. */
interface End {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: Said) => void): unknown;
}

type Said =
  | { kind: 'ask'; id: number; name: string; values: unknown[] }
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'refusal'; id: number; refusal: Told };

/** An error, as it crosses. */
type Told = Pick<Refusal, 'code' | 'message' | 'details'> & { cause: string };

// biome-ignore lint/suspicious/noExplicitAny: what crosses is typed at both ends
type Calls = { [name: string]: (...values: any[]) => unknown };

/**
 * Calls of functions in the other thread, both ways. What `serves` gives is what the other end may call.
 *
 * @returns the other end's functions.
 */
export function connectThreads<Theirs extends Calls>(
  end: End,
  serves: Calls,
): { ask: Theirs; fail(error: Error): void } {
  let lastId = 0;
  const waiting = new Map<number, { give(value: unknown): void; refuse(error: Error): void }>();
  end.on('message', (said) => {
    if (said.kind === 'ask') return void serve(said);
    const asked = waiting.get(said.id);
    waiting.delete(said.id);
    if (said.kind === 'answer') asked?.give(said.value);
    else asked?.refuse(fromTold(said.refusal));
  });

  async function serve({ id, name, values }: Extract<Said, { kind: 'ask' }>) {
    try {
      end.postMessage({ kind: 'answer', id, value: await serves[name]?.(...values) });
    } catch (error) {
      end.postMessage({ kind: 'refusal', id, refusal: toTold(error) });
    }
  }

  const ask = new Proxy({} as Theirs, {
    get:
      (_target, name: string) =>
      (...values: unknown[]) =>
        new Promise((give, refuse) => {
          const id = ++lastId;
          waiting.set(id, { give, refuse });
          end.postMessage({ kind: 'ask', id, name, values });
        }),
  });
  return {
    ask,
    /** The other end is gone: nobody waits for it any longer. */
    fail(error) {
      for (const { refuse } of waiting.values()) refuse(error);
      waiting.clear();
    },
  };
}

function toTold(error: unknown): Told {
  const cause = error instanceof Error ? String(error.cause ?? error.stack) : String(error);
  if (error instanceof Refusal) {
    const { code, message, details } = error;
    return { code, message, details, cause };
  }
  return { code: 'server-error', message: 'The mailbox could not be read.', details: {}, cause };
}

const fromTold = ({ code, message, details, cause }: Told) =>
  new Refusal(code, message, details, new Error(cause));
