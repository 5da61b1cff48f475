import * as z from 'zod/mini';
import { choice, weight } from './choice.ts';
import { cleanUp, PROTECTIONS } from './clean-up.ts';
import { endpoint } from './endpoint.ts';
import { reviewRow } from './storage-map.ts';
import { line, nothing } from './values.ts';

/** An account has at most so many rules. */
export const MOST_RULES = 50;
/** A rule takes at most so many messages in one run: the rest follows on other days. */
export const MOST_A_RUN = 5000;
/** A rule that would take more than this at once is asked about again, with the number. */
export const MUCH = 500;
/** What lives shorter is hardly seen. */
export const SHORT_DAYS = 3;

/** Folders whose messages go for good, counted from the day on which they came there. */
export const PLACES = ['junk', 'trash'] as const;

/** How long messages stay: so many days of 24 hours, or only the newest of them. */
export const keep = z.union([
  z.object({ days: z.int().check(z.gte(1), z.lte(36_500)) }),
  z.object({ latest: z.int().check(z.gte(1), z.lte(100_000)) }),
]);
export type Keep = z.infer<typeof keep>;

/** Which messages, whatever their age: a part of `Choice`. */
export const retentionChoice = z.pick(choice, {
  folders: true,
  sender: true,
  domain: true,
  list: true,
  newsletters: true,
});
export type RetentionChoice = z.infer<typeof retentionChoice>;

const ruleFields = {
  /** '' = it is called by what it does. */
  name: line(200),
  on: z.boolean(),
  /** null = `choice` says which messages, their age is counted from their arrival, and they go to Trash. */
  place: z.nullable(z.enum(PLACES)),
  choice: retentionChoice,
  keep,
  /** What it leaves alone, besides what is starred: that always stays. */
  spares: z.array(z.enum(['answered', 'contacts'])).check(z.maxLength(2)),
};

/** What a person wrote. */
export const retentionRule = z.object({ id: z.uuid(), ...ruleFields });
export type RetentionRule = z.infer<typeof retentionRule>;

/** A rule says what it is about: a place with days, or at least one condition. */
export const saysWhat = ({ place, choice, keep }: Omit<RetentionRule, 'id'>): boolean =>
  place
    ? 'days' in keep && isEmpty(choice)
    : !isEmpty(choice) && (choice.newsletters ?? true) !== false;

const isEmpty = (choice: RetentionChoice) =>
  Object.values(choice).every((value) => value === undefined || value === '');

const rule = z.object(ruleFields).check(z.refine(saysWhat, 'what'));

/**
 * Why a rule does nothing: what it took was put back, its folder is not there, or there is no Trash or Junk. Else
 * the code of the refusal that ended its last run.
 */
export const RESTS = ['put-back', 'folder-gone', 'place-gone'] as const;
export type Rest = (typeof RESTS)[number];

/** A rule and what became of it. Times are epoch milliseconds. */
export const keptRule = z.object({
  id: z.uuid(),
  ...ruleFields,
  rests: z.nullable(z.string()),
  lastRun: z.nullable(
    z.object({
      at: z.number(),
      messages: z.number(),
      bytes: z.number(),
      /** The clean-up's id; null = the run found nothing. */
      cleanUp: z.nullable(z.uuid()),
      /** Of the clean-up; null = it is not remembered any more. */
      state: z.nullable(cleanUp.shape.state),
      backUntil: z.nullable(z.number()),
    }),
  ),
});
export type KeptRule = z.infer<typeof keptRule>;

const retention = z.object({
  rules: z.array(keptRule),
  /** A letter in the Inbox lists what went, at most once a week. */
  remind: z.boolean(),
  /** When rules may run next; null = no rule is on. */
  nextRun: z.nullable(z.number()),
  /** Rules are running at this moment. */
  running: z.boolean(),
});
export type Retention = z.infer<typeof retention>;

export const readRetention = endpoint({
  method: 'GET',
  path: '/api/retention',
  input: nothing,
  output: retention,
});

/** What a rule would take if it ran now, at most `MOST_A_RUN` of it at once. */
export const previewRetention = endpoint({
  method: 'POST',
  path: '/api/retention/preview',
  input: z.object({ rule }),
  output: z.extend(weight, {
    samples: z.array(reviewRow),
    spared: z.partialRecord(z.enum(PROTECTIONS), z.number()),
    rests: z.nullable(z.string()),
  }),
});

/**
 * Makes or changes a rule. One that is on and would take more than `MUCH` messages, and more than the `agreed` ones, is
 * not kept: the refusal `retention-much` carries `messages` and `bytes`.
 */
export const writeRetention = endpoint({
  method: 'PUT',
  path: '/api/retention/rules/:id',
  input: z.object({ id: z.uuid(), rule, agreed: z._default(z.int().check(z.gte(0)), 0) }),
  output: keptRule,
});

export const deleteRetention = endpoint({
  method: 'DELETE',
  path: '/api/retention/rules/:id',
  input: z.object({ id: z.uuid() }),
  output: nothing,
});

export const writeReminder = endpoint({
  method: 'PUT',
  path: '/api/retention/reminder',
  input: z.object({ remind: z.boolean() }),
  output: nothing,
});

/** Runs the rules that are on, now. Answers at once; told by `retention` and `clean-up` events. */
export const runRetention = endpoint({
  method: 'POST',
  path: '/api/retention/run',
  input: nothing,
  output: nothing,
});
