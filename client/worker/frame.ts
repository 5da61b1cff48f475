import { FRAME } from './screens.ts';

const CACHE = 'sobre-frame';

/** Kept with its headers: the policy under which messages are shown is a part of it (security S-14, S-16). */
export async function keepFrame() {
  const cache = await caches.open(CACHE);
  await cache.add(FRAME);
}

/** The bridge's own while it can be reached, lest an old policy outlive a new one. */
export async function showFrame(): Promise<Response> {
  try {
    const fresh = await fetch(FRAME);
    if (fresh.ok) return fresh;
  } catch {
    // Without the network, or while the bridge restarts.
  }
  return (await caches.match(FRAME, { cacheName: CACHE })) ?? Response.error();
}
