import { aminaMailbox } from './amina/mailbox.ts';
import { camilleMailbox } from './camille/mailbox.ts';
import { kenjiMailbox } from './kenji/mailbox.ts';
import { marcMailbox } from './marc/mailbox.ts';
import type { DemoMailbox as Mailbox, DemoMessage as Message } from './message.ts';

export type DemoMessage = Message;
export type DemoMailbox = Mailbox;

/**
 * The four mailboxes of the demonstration, over the three years before `now`. The same `now` gives
 * the same bytes; messages are written as they are iterated, and may be iterated again.
 */
export function demoMailboxes(now: Date): DemoMailbox[] {
  return [camilleMailbox(now), kenjiMailbox(now), aminaMailbox(now), marcMailbox(now)];
}
