import { createHash } from 'node:crypto';
import type { ImapFlow } from 'imapflow';
import { fetchWhole } from '../../mail/fetch.ts';
import { readHeaderFields } from '../../mail/header-fields.ts';

const CHUNK = 2000;

/** By what messages of the selected folder are known again: short, since there may be 100,000. */
export async function knownIn(imap: ImapFlow, exists: number): Promise<Set<string>> {
  const known = new Set<string>();
  for (let first = 1; first <= exists; first += CHUNK) {
    const range = `${first}:${Math.min(exists, first + CHUNK - 1)}`;
    const query = { uid: true, headers: ['message-id'], size: true, internalDate: true };
    for (const { headers, size, internalDate } of await fetchWhole(imap, range, query))
      known.add(keyOf(headers, size ?? 0, new Date(internalDate ?? 0)));
  }
  return known;
}

/** The Message-ID; of a message without one its size and the second at which it came. */
export function keyOf(header: Buffer | undefined, size: number, received: Date | null): string {
  const id = readHeaderFields(header).get('message-id')?.[0];
  if (!id) return `${size} ${Math.floor((received?.getTime() ?? 0) / 1000)}`;
  return createHash('sha256').update(id).digest('base64').slice(0, 16);
}
