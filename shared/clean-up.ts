import * as z from 'zod/mini';
import { choice, weight } from './choice.ts';
import { endpoint } from './endpoint.ts';
import { reviewRow } from './storage-map.ts';
import { line, nothing } from './values.ts';

/** What a clean-up leaves alone unless told otherwise. `recent` = received in the last 30 days. */
export const PROTECTIONS = ['starred', 'answered', 'contacts', 'recent'] as const;
export type Protection = (typeof PROTECTIONS)[number];

/**
 * What happens to the messages: they go to Trash, and what is in Trash already is left there; they go for good, which takes
 * from Trash, Junk and the folders below them only (else see `finishForGood`); or their files are taken out, with a note of
 * each in its place.
 */
export const CLEAN_UP_ACTIONS = ['trash', 'expunge', 'lighten'] as const;
export type CleanUpAction = (typeof CLEAN_UP_ACTIONS)[number];

/** One thing that was put into the basket. */
export const basketLine = z.object({
  id: z.uuid(),
  /** The tool it comes from and whom it is about, for the words on screen: `{ tool: 'sender', about: 'Le Club' }`. */
  tool: line(40),
  about: line(320),
  choice,
  action: z.enum(CLEAN_UP_ACTIONS),
  /** Protections that were unticked for this line. */
  unprotected: z._default(z.array(z.enum(PROTECTIONS)), []),
});
export type BasketLine = z.infer<typeof basketLine>;
const lines = z.array(basketLine).check(z.maxLength(50));

export const readBasket = endpoint({
  method: 'GET',
  path: '/api/basket',
  input: nothing,
  output: z.object({ lines }),
});
/** The whole basket, as it is to be. */
export const writeBasket = endpoint({
  method: 'PUT',
  path: '/api/basket',
  input: z.object({ lines }),
  output: z.object({ lines }),
});

/** What each line would take at this moment. A message in two lines counts for the first. */
export const previewBasket = endpoint({
  method: 'POST',
  path: '/api/basket/preview',
  input: z.object({ lines }),
  output: z.object({
    lines: z.array(
      z.extend(weight, {
        id: z.uuid(),
        samples: z.array(reviewRow),
        /** Left alone, by the reason; a message with several reasons counts for each. */
        spared: z.record(z.enum(PROTECTIONS), z.number()),
        /** What leaves the message when its files are taken out; else the whole `bytes`. */
        frees: z.number(),
      }),
    ),
    whole: weight,
  }),
});

/**
 * Once it goes back, `messages`, `bytes`, `done`, `doneBytes` and `missed` count the way back: what was in Trash of it, what of
 * that is in its own folder again, and what somebody had taken out of Trash.
 */
export const cleanUp = z.extend(weight, {
  id: z.uuid(),
  /** `waiting`: nobody is signed in with whose password it could go on. `back`: everything was put back. */
  state: z.enum(['running', 'waiting', 'done', 'stopped', 'failed', 'going-back', 'back']),
  action: z.enum(CLEAN_UP_ACTIONS),
  tool: z.string(),
  about: z.string(),
  /** Messages and bytes that are done, of `messages` and `bytes`. */
  done: z.number(),
  doneBytes: z.number(),
  /** Bytes that left the disk: what is in Trash has not. */
  freed: z.number(),
  /** Gone or changed before it was their turn: another program was quicker. */
  missed: z.number(),
  /** An error's code, null = none. */
  trouble: z.nullable(z.string()),
  startedAt: z.number(),
  endedAt: z.nullable(z.number()),
  /** Until when it can be put back, null = it cannot (any more). Epoch milliseconds. */
  backUntil: z.nullable(z.number()),
});
export type CleanUp = z.infer<typeof cleanUp>;

/**
 * Begins. The lines are counted once more: when that is not what the page showed, nothing is done and the refusal `clean-up-changed`
 * carries the new weight. One clean-up for each line, one after the other.
 */
export const startCleanUp = endpoint({
  method: 'POST',
  path: '/api/clean-ups',
  input: z.object({
    lines: lines.check(z.minLength(1)),
    expected: z.object({ messages: z.number(), bytes: z.number() }),
  }),
  output: z.object({ cleanUps: z.array(cleanUp) }),
});
export const readCleanUps = endpoint({
  method: 'GET',
  path: '/api/clean-ups',
  input: nothing,
  output: z.object({ cleanUps: z.array(cleanUp) }),
});
const one = z.object({ id: z.uuid() });
export const stopCleanUp = endpoint({
  method: 'POST',
  path: '/api/clean-ups/:id/stop',
  input: one,
  output: cleanUp,
});
/**
 * A mailbox can be too full to move anything: the clean-up is `failed` with the trouble `mailbox-full`. Only then, and only by
 * this, what is left of it is deleted for good, where it is. What the page has shown is `expected`: `messages - done - missed`
 * and `bytes - doneBytes`, or what the refusal `clean-up-changed` carried.
 */
export const finishForGood = endpoint({
  method: 'POST',
  path: '/api/clean-ups/:id/for-good',
  input: z.object({
    id: z.uuid(),
    expected: z.object({ messages: z.number(), bytes: z.number() }),
  }),
  output: cleanUp,
});
/** Puts everything back where it was, for 7 days or until Trash is emptied. */
export const undoCleanUp = endpoint({
  method: 'POST',
  path: '/api/clean-ups/:id/back',
  input: one,
  output: cleanUp,
});
