import type { Forwarding, Rule } from '../filters.ts';

/**
 * A part of our script, in order of running: blocked, reply, forwarding, rules, include. Whoever changes
 * the script keeps the blocks that are not its own, those of kinds it does not know included.
 */
export type Block =
  /**
   * Whatever text the automatic reply needs, without `require`. After its `vacation` it sets the variable
   * of reply-guard.ts, so that no rule answers a second time.
   */
  | { kind: 'reply'; source: string }
  /** One managed rule. `folder` is where their mail goes; Junk when it is not given. */
  | { kind: 'blocked'; senders: string[]; folder?: string }
  /** Without `keep` nothing stays here, and nothing below is run. */
  | { kind: 'forwarding'; forwarding: Forwarding }
  | { kind: 'rule'; rule: Rule }
  /** A script of the person's own, run by `include :personal`. */
  | { kind: 'include'; script: string }
  /** Comments that belong to nothing, kept as they are. */
  | { kind: 'text'; source: string };
