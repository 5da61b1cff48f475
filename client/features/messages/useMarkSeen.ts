import { useEffect, useEffectEvent } from 'react';
import type { Message } from '../../../shared/messages.ts';
import type { Preferences } from '../../../shared/preferences.ts';
import { useReadDelay } from '../preferences/preferences.ts';
import { markSeen } from './acts.ts';

/** Milliseconds of reading after which a message counts as read; null = only by hand. */
const delays: Record<Preferences['markRead'], number | null> = {
  now: 0,
  '2s': 2000,
  '5s': 5000,
  never: null,
};

/** Only opening marks as read, after the delay of choice: marked unread while open, it stays so. */
export function useMarkSeen(message: Message | undefined) {
  const choice = useReadDelay();
  const delay = choice === undefined ? null : delays[choice];
  const isThere = message !== undefined;
  const see = useEffectEvent(() => {
    if (message && !message.flags.includes('\\Seen')) void markSeen(message.folder, message.uid);
  });
  useEffect(() => {
    if (!isThere || delay === null) return;
    if (delay === 0) return see();
    const timer = setTimeout(see, delay);
    return () => clearTimeout(timer);
  }, [isThere, delay]);
}
