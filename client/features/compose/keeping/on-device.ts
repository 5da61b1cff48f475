import type { Draft } from '../draft.ts';
import { keepingOf, keptOf, setKeeping } from './keeping.ts';
import { dropDraft, keepAtOnce, keepDraft } from './kept-drafts.ts';
import { findOpen } from './open-drafts.ts';

/** Milliseconds from a keystroke to the device: a second is promised. */
const SOON = 300;
const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** Every keystroke comes here; the device writes some times a second at most. */
export function keepSoon(id: string) {
  if (!timers.has(id))
    timers.set(
      id,
      setTimeout(() => void keepNow(id), SOON),
    );
}

/** Puts the letter on the device as it is now. Never fails: that it could not is said beside the letter. */
export async function keepNow(id: string): Promise<void> {
  clearTimeout(timers.get(id));
  timers.delete(id);
  const draft = findOpen(id);
  if (!draft) return;
  try {
    await keepDraft({ draft, kept: keptOf(keepingOf(id)) });
    if (!keepingOf(id).isOnDevice) setKeeping(id, { isOnDevice: true });
  } catch {
    setKeeping(id, { isOnDevice: false });
  }
}

/** Puts on the device what is on its way there, before the page is gone. */
export function keepLastWords() {
  keepAtOnce(
    [...timers.keys()].flatMap((id) => {
      const draft = findOpen(id);
      return draft ? [{ draft, kept: keptOf(keepingOf(id)) }] : [];
    }),
  );
}

/** True while the last words are on their way to the device. */
export const isOnItsWay = (id: string) => timers.has(id);

export async function dropFromDevice({ owner, id }: Pick<Draft, 'owner' | 'id'>): Promise<void> {
  clearTimeout(timers.get(id));
  timers.delete(id);
  await dropDraft(owner, id).catch(() => {});
}
