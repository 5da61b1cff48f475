import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { folderPath, line, nothing, uid } from './values.ts';

/** What a condition looks at. */
export const subjects = [
  'from',
  'to',
  'cc',
  /** To, Cc and the envelope's recipient together. */
  'recipients',
  'list',
  'subject',
  'header',
  'size',
  'body',
  /** The day on which the message arrives. */
  'date',
  /** The sender is among the contacts. */
  'contacts',
  /** The part of the recipient's address after the plus sign (RFC 5233 :detail). */
  'plus',
  /** The spam mark of the server. */
  'spam',
] as const;

/** How it looks: texts by the first four, sizes and dates by the next four, `contacts` and `spam` by `yes`. */
export const comparisons = [
  'is',
  'contains',
  /** Wildcards `*` and `?` (RFC 5228 section 2.7.1). */
  'matches',
  /** Only where the server has the extension `regex`. */
  'regex',
  'over',
  'under',
  'before',
  'after',
  'exists',
  'yes',
] as const;

export const condition = z.object({
  on: z.enum(subjects),
  how: z.enum(comparisons),
  not: z._default(z.boolean(), false),
  /** The header's name, for `header` only. */
  header: z.optional(line(200)),
  /** Any of these. Addresses of all contacts for `contacts`, as they were when the rule was written. Bytes for `size`, `YYYY-MM-DD` for `date`; none for `exists` and `yes`. */
  values: z._default(z.array(line(1000)).check(z.maxLength(5000)), []),
});
export type Condition = z.infer<typeof condition>;

export const action = z.discriminatedUnion('do', [
  z.object({ do: z.literal('move'), folder: folderPath }),
  z.object({ do: z.literal('copy'), folder: folderPath }),
  /** An IMAP keyword. */
  z.object({ do: z.literal('tag'), keyword: line(100).check(z.minLength(1)) }),
  z.object({ do: z.literal('star') }),
  z.object({ do: z.literal('read') }),
  /** `keep`: a copy stays here. */
  z.object({ do: z.literal('redirect'), address: line(320), keep: z.boolean() }),
  z.object({ do: z.literal('reject'), reason: z.string().check(z.maxLength(2000)) }),
  z.object({ do: z.literal('discard') }),
  z.object({ do: z.literal('keep') }),
  z.object({
    do: z.literal('reply'),
    subject: line(500),
    text: z.string().check(z.maxLength(20_000)),
    days: z.int().check(z.gte(1), z.lte(365)),
    /** Other addresses of the person's own: mail to them is answered too (RFC 5230 section 4.5). */
    addresses: z.optional(z.array(line(320)).check(z.maxLength(100))),
  }),
  /** No rule below is asked. */
  z.object({ do: z.literal('stop') }),
]);
export type Action = z.infer<typeof action>;

const named = {
  /** Of the page's making; stays the same while the rule is in the script. */
  id: line(64),
  name: line(200),
  enabled: z.boolean(),
};

/** A rule that the editor understands whole. */
export const simpleRule = z.object({
  ...named,
  kind: z.literal('simple'),
  match: z.enum(['all', 'any']),
  /** None: every message. */
  conditions: z.array(condition).check(z.maxLength(100)),
  actions: z.array(action).check(z.minLength(1), z.maxLength(50)),
});
export type SimpleRule = z.infer<typeof simpleRule>;

/** One that says more than the editor can: its text is shown and kept byte for byte. */
export const customRule = z.object({
  ...named,
  kind: z.literal('custom'),
  source: z.string().check(z.maxLength(500_000)),
  /** Extensions that the text needs and whose names it does not show: variables within texts, unknown ones. */
  requires: z.optional(z.array(line(100)).check(z.maxLength(50))),
});
export type CustomRule = z.infer<typeof customRule>;

export const rule = z.discriminatedUnion('kind', [simpleRule, customRule]);
export type Rule = z.infer<typeof rule>;

/** All mail goes on to these addresses. */
export const forwarding = z.object({
  enabled: z.boolean(),
  addresses: z.array(line(320)).check(z.maxLength(20)),
  /** A copy stays here. */
  keep: z.boolean(),
});
export type Forwarding = z.infer<typeof forwarding>;

/** What the filters page shows. */
export const filters = z.object({
  /** Changes with every change of the script, by whomever: a write names the one it was made from. */
  version: z.string(),
  rules: z.array(rule),
  /** Addresses, and domains as `@example.org`, whose mail goes to Junk. One managed rule holds them. */
  blocked: z.array(line(320)),
  forwarding,
  /**
   * A script of the person's own that was active before, and is run after our rules; null = none.
   * `editable`: how many of its rules the editor understands, and `adoptScript` would bring.
   */
  ownScript: z.nullable(z.object({ name: z.string(), source: z.string(), editable: z.number() })),
  /** Sieve extensions that the server has: what needs another is hidden. */
  extensions: z.array(z.string()),
  /** False: nothing of ours runs, because there is nothing yet or another program has switched it off. */
  active: z.boolean(),
});
export type Filters = z.infer<typeof filters>;

export const readFilters = endpoint({
  method: 'GET',
  path: '/api/filters',
  input: nothing,
  output: filters,
});

/**
 * Writes what is given and leaves the rest. Refusals: `script-changed` when `version` is not the one on
 * the server; `password-needed` when mail would begin to go to an address that it did not go to before
 * and no password is given (security S-11); `script-refused` with the server's words.
 */
export const writeFilters = endpoint({
  method: 'PUT',
  path: '/api/filters',
  input: z.object({
    version: z.string(),
    rules: z.optional(z.array(rule).check(z.maxLength(500))),
    blocked: z.optional(z.array(line(320)).check(z.maxLength(2000))),
    forwarding: z.optional(forwarding),
    password: z.optional(z.string().check(z.maxLength(1000))),
  }),
  output: filters,
});

/**
 * Takes the rules of the person's own script over into ours, where the editor changes them. That script stays
 * on the server as it is, and is not run any more. Refusals as `writeFilters`; `not-found` without one.
 */
export const adoptScript = endpoint({
  method: 'POST',
  path: '/api/filters/adopt',
  input: z.object({
    version: z.string(),
    password: z.optional(z.string().check(z.maxLength(1000))),
  }),
  output: filters,
});

/** A place in a script: lines and columns from 1, columns in characters. */
export const scriptFault = z.object({
  line: z.number(),
  column: z.number(),
  /** In English, for logs and for words of the server's own. */
  message: z.string(),
  /** Of shared/sieve/faults.ts, for a sentence in the reader's language (`sieve-fault-<code>`) … */
  code: z.optional(z.string()),
  /** … with these words in it. */
  words: z.optional(z.record(z.string(), z.string())),
  /** Offsets into the source, in UTF-16 units. */
  start: z.optional(z.number()),
  end: z.optional(z.number()),
});
export type ScriptFault = z.infer<typeof scriptFault>;

/** The active script as it stands; where a script of the person's own runs, ours as it would be written. */
export const readScript = endpoint({
  method: 'GET',
  path: '/api/filters/script',
  input: nothing,
  output: z.object({ version: z.string(), source: z.string() }),
});

const source = z.string().check(z.maxLength(1_000_000));

/** Asks the server (CHECKSCRIPT, RFC 5804 section 2.12) without keeping anything. */
export const checkScript = endpoint({
  method: 'POST',
  path: '/api/filters/script/check',
  input: z.object({ source }),
  output: z.object({ faults: z.array(scriptFault) }),
});

/** Refusals as `writeFilters`; the faults of a script that is refused stand in `details.faults`. */
export const writeScript = endpoint({
  method: 'PUT',
  path: '/api/filters/script',
  input: z.object({
    version: z.string(),
    source,
    password: z.optional(z.string().check(z.maxLength(1000))),
  }),
  output: z.object({ version: z.string(), source: z.string() }),
});

/** The last ten scripts before this one, the newest first. Epoch milliseconds. */
export const listScriptVersions = endpoint({
  method: 'GET',
  path: '/api/filters/script/versions',
  input: nothing,
  output: z.object({
    versions: z.array(z.object({ id: z.string(), replacedAt: z.number(), source: z.string() })),
  }),
});

/** Which messages of a folder the conditions mean, as far as IMAP can tell; the newest twenty in rows. */
export const previewRule = endpoint({
  method: 'POST',
  path: '/api/filters/preview',
  input: z.object({ folder: folderPath, rule: simpleRule }),
  output: z.object({
    total: z.number(),
    rows: z.array(z.object({ uid, from: z.string(), subject: z.string(), date: z.number() })),
    /** Conditions that cannot be asked over IMAP: the preview leaves them out and says so. */
    unasked: z.array(z.number()),
  }),
});

/**
 * Does now, over IMAP, what the rule would have done at delivery. Progress comes by `filter-run`. What would
 * be discarded goes to Trash. Refusal `rule-unaskable` when a condition cannot be asked (`details.unasked`).
 */
export const runRule = endpoint({
  method: 'POST',
  path: '/api/filters/run',
  input: z.object({ folder: folderPath, rule: simpleRule, run: line(64) }),
  /** `undo`: for the undo endpoint of acts; null when nothing was changed. */
  output: z.object({
    matched: z.number(),
    done: z.number(),
    undo: z.nullable(z.string()),
    /** Actions for new mail only, which were left out: nothing is sent. */
    skipped: z.array(z.string()),
  }),
});

export const stopRun = endpoint({
  method: 'DELETE',
  path: '/api/filters/run/:run',
  input: z.object({ run: line(64) }),
  output: nothing,
});

/** Puts an address or `@domain` on the list of the blocked, or takes it off. Read anew, so no version. */
export const blockSender = endpoint({
  method: 'POST',
  path: '/api/filters/blocked',
  input: z.object({ sender: line(320), block: z.boolean() }),
  output: nothing,
});
