const LOCK = 'sobre-in-sight';

/**
 * Says to the other tabs, by a lock that they can see, while this page is before somebody's eyes.
 *
 * @returns how to stop.
 */
export function showPresence(): () => void {
  let release: (() => void) | undefined;
  const stop = new AbortController();
  const { signal } = stop;
  const look = () => {
    const isSeen = document.visibilityState === 'visible' && document.hasFocus();
    if (!isSeen) {
      release?.();
      release = undefined;
    } else if (!release) {
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      void navigator.locks?.request(LOCK, { mode: 'shared' }, () => held);
    }
  };
  look();
  addEventListener('focus', look, { signal });
  addEventListener('blur', look, { signal });
  document.addEventListener('visibilitychange', look, { signal });
  return () => {
    stop.abort();
    release?.();
  };
}

/** True when some page of ours is before somebody's eyes. */
export async function isInSight(): Promise<boolean> {
  if (document.visibilityState === 'visible' && document.hasFocus()) return true;
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return held.some(({ name }) => name === LOCK);
}
