import { randomUUID } from 'node:crypto';
import type { ImapFlow } from 'imapflow';
import { expect } from 'vitest';
import {
  type BasketLine,
  type CleanUp,
  previewBasket,
  readCleanUps,
  startCleanUp,
} from '../../../shared/clean-up.ts';
import { connectImap } from '../../mail/imap.ts';
import type { TestBridge, Visitor } from '../../testing.ts';

const DAY = 24 * 60 * 60_000;

/** A line of a basket; whatever is not said takes everything, to Trash. */
export const lineOf = (parts: Partial<BasketLine> = {}): BasketLine => ({
  id: randomUUID(),
  tool: 'old',
  about: '',
  choice: {},
  action: 'trash',
  unprotected: [],
  ...parts,
});

/** A message `name` from long ago. */
export function letter(
  folder: string,
  name: string,
  { days = 100, flags = [] as string[], from = 'club@else.example', bytes = 200 } = {},
) {
  const date = new Date(Math.floor((Date.now() - days * DAY) / 1000) * 1000);
  const raw = [
    `From: Le Club <${from}>`,
    'To: ana@test.example',
    `Subject: ${name}`,
    `Message-ID: <${name}@else.example>`,
    `Date: ${date.toUTCString()}`,
    '',
    'x'
      .repeat(70)
      .concat('\r\n')
      .repeat(Math.ceil(bytes / 72)),
  ].join('\r\n');
  return { folder, flags, date, raw: Buffer.from(raw) };
}

/** Another mail program of the same person, on its own connection. */
export async function asOther<T>(
  bridge: Pick<TestBridge, 'context'>,
  user: string,
  password: string,
  act: (imap: ImapFlow) => Promise<T>,
): Promise<T> {
  const imap = await connectImap(bridge.context.config.servers.imap, { user, password });
  try {
    return await act(imap);
  } finally {
    await imap.logout().catch(() => {});
  }
}

/** Every message of the mailbox: its subject, where it is, and how. */
export async function everything(imap: ImapFlow) {
  const all: { name: string; folder: string; flags: string; date: number }[] = [];
  for (const { path } of await imap.list()) {
    const { exists } = await imap.mailboxOpen(path);
    if (!exists) continue;
    const query = { uid: true, flags: true, internalDate: true, envelope: true };
    for await (const one of imap.fetch('1:*', query))
      all.push({
        name: one.envelope?.subject ?? '',
        folder: path,
        flags: [...(one.flags ?? [])]
          .filter((flag) => flag !== '\\Recent')
          .sort()
          .join(' '),
        date: new Date(one.internalDate ?? 0).getTime(),
      });
  }
  return all.sort((a, b) => (a.folder + a.name < b.folder + b.name ? -1 : 1));
}

/** Looks, and begins with exactly what was seen. */
export async function begin(visitor: Visitor, lines: BasketLine[]) {
  const { whole, ...rest } = await visitor.call(previewBasket, { lines });
  const expected = { messages: whole.messages, bytes: whole.bytes };
  const { cleanUps } = await visitor.call(startCleanUp, { lines, expected });
  return { whole, ...rest, cleanUps };
}

/** Waits until a clean-up is what it is to become. */
export async function becomes(
  visitor: Visitor,
  { id }: Pick<CleanUp, 'id'>,
  state: CleanUp['state'],
  timeout = 20_000,
): Promise<CleanUp> {
  let found: CleanUp | undefined;
  await expect
    .poll(
      async () => {
        const { cleanUps } = await visitor.call(readCleanUps, {});
        found = cleanUps.find((one) => one.id === id);
        return found?.state;
      },
      { timeout, interval: 50 },
    )
    .toBe(state);
  return found!;
}
