import { randomUUID } from 'node:crypto';
import { type Letter, sendLetter } from '../../../shared/compose.ts';
import type { CallInput } from '../../../shared/endpoint.ts';
import { listMessages } from '../../../shared/messages.ts';
import { type OutboxItem, type OutboxState, readOutbox } from '../../../shared/outbox.ts';
import { findOutbox } from '../../store/outbox.ts';
import type { TestBridge, Visitor } from '../../testing.ts';

type Sent = CallInput<typeof sendLetter>;

/** A letter of Ana's, with an id and a subject of its own. */
export function letterTo(address: string, part: Partial<Sent> = {}): Sent & { subject: string } {
  return {
    id: randomUUID(),
    from: { name: 'Ana', address: 'ana@test.example' },
    to: [{ name: '', address }],
    cc: [],
    bcc: [],
    subject: randomUUID(),
    text: 'Hello',
    ...part,
  };
}

export const post = (who: Visitor, letter: Letter & Partial<Sent>) => who.call(sendLetter, letter);

/** The letter once it has come so far. */
export async function reaches(
  who: Visitor,
  { id }: { id: string },
  ...states: OutboxState[]
): Promise<OutboxItem> {
  let item: OutboxItem | undefined;
  for (let tries = 0; tries < 200; tries++) {
    item = await who.call(readOutbox, { id });
    if (states.includes(item.state)) return item;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the letter is ${item?.state}, not ${states}: ${JSON.stringify(item)}`);
}

/** What waits for its time need not wait: as if that time had come. */
export async function makeDue({ context }: TestBridge, account: string, { id }: { id: string }) {
  await context.store
    .updateTable('outbox')
    .set({ due_at: 1 })
    .where('account', '=', account)
    .where('id', '=', id)
    .where('due_at', 'is not', null)
    .execute();
  context.postman.look();
}

export const kept = ({ context }: TestBridge, account: string, { id }: { id: string }) =>
  findOutbox(context.store, account, id);

/** How many messages of a folder have that subject. */
export async function count(who: Visitor, folder: string, subject: string): Promise<number> {
  const { rows } = await who.call(listMessages, { folder });
  return rows.filter((row) => row.subject === subject).length;
}

/** Answers when the message is there; a second one would then be there as well. */
export async function arrives(who: Visitor, subject: string, wanted = 1) {
  for (let tries = 0; tries < 200; tries++) {
    if ((await count(who, 'INBOX', subject)) >= wanted) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`"${subject}" did not arrive`);
}
