import type { Storage } from '../../../shared/storage.ts';

type Level = 'calm' | 'filling' | 'tight' | 'last' | 'full';

/** How full a mailbox is, in words that people act on: from 80, 90, 95 and 100 %. */
export function levelOf(share: number): Level {
  if (share >= 1) return 'full';
  if (share >= 0.95) return 'last';
  if (share >= 0.9) return 'tight';
  return share >= 0.8 ? 'filling' : 'calm';
}

/** The share of what is nearest to its limit: bytes, or the number of messages. 0 without any limit. */
export function shareOf(storage: Partial<Storage> | undefined): number {
  const { used, limit, messages } = storage ?? {};
  const bytes = used && limit ? used / limit : 0;
  return Math.max(bytes, messages ? messages.used / messages.limit : 0);
}
