import type { Message } from '../../../shared/messages.ts';

/** Whom a reader may trust with images: the one sender, and the whole domain; null when that is not sure. */
export function imageSourcesOf({ from }: Pick<Message, 'from'>) {
  const address = from.length === 1 ? from[0]!.address.toLowerCase() : '';
  const [, domain] = /^[^@\s]+(@[^@\s]+)$/.exec(address) ?? [];
  return domain ? { address, domain } : null;
}

/** True when the reader said "always" for this sender or the sender's domain. */
export function mayShowImages(message: Pick<Message, 'from'>, allowed: string[]): boolean {
  const sources = imageSourcesOf(message);
  return (
    sources !== null && (allowed.includes(sources.address) || allowed.includes(sources.domain))
  );
}
