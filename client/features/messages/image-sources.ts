import type { Message } from '../../../shared/messages.ts';

type Sender = Pick<Message, 'from' | 'says'>;

/** Whom a reader may trust with images: the one sender, and the whole domain; null when that is not sure. */
export function imageSourcesOf({ from, says }: Sender) {
  // Who only claims to be the sender does not get what the sender was allowed.
  if (says?.verdict?.trust === 'denied' || from.length !== 1) return null;
  const address = from[0]!.address.toLowerCase();
  const [, domain] = /^[^@\s]+(@[^@\s]+)$/.exec(address) ?? [];
  return domain ? { address, domain } : null;
}

/** True when the reader said "always" for this sender or the sender's domain. */
export function mayShowImages(message: Sender, allowed: string[]): boolean {
  const sources = imageSourcesOf(message);
  return (
    sources !== null && (allowed.includes(sources.address) || allowed.includes(sources.domain))
  );
}
