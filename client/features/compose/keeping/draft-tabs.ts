/**
 * One tab writes a letter at a time. The right to it is a lock, which the browser takes back when the tab is
 * gone, however it went. Where the page is not served securely there are no locks: then the versions in Drafts
 * part two tabs as they part two devices.
 */
const releases = new Map<string, () => void>();
const PATIENCE = 1500;

type Message = { type: 'hand-over'; id: string } | { type: 'forget'; account: string };

interface Heard {
  /** Another tab wants the letter: its words are put on the device first, and it is closed here. */
  handOver(id: string): Promise<void>;
  /** Another tab took it while this one slept. */
  lost(id: string): void;
  forget(account: string): void;
}

let heard: Heard | undefined;
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('sobre.letters') : null;

export function listenToTabs(listener: Heard) {
  heard = listener;
  if (channel) channel.onmessage = ({ data }: MessageEvent<Message>) => void hear(data);
}

async function hear(message: Message) {
  if (message.type === 'forget') heard?.forget(message.account);
  else if (releases.has(message.id)) {
    await heard?.handOver(message.id);
    releaseLetter(message.id);
  }
}

/** Tells the other tabs that the account signed out. */
export function forgetInTabs(account: string) {
  channel?.postMessage({ type: 'forget', account } satisfies Message);
}

/** @returns false when another tab has the letter. */
export async function claimLetter(id: string): Promise<boolean> {
  if (!navigator.locks || releases.has(id)) return true;
  return hold(id, { ifAvailable: true });
}

/** Gets the letter from whichever tab has it; one that does not answer is asleep, and loses it. */
export async function takeLetter(id: string): Promise<void> {
  if (await claimLetter(id)) return;
  channel?.postMessage({ type: 'hand-over', id } satisfies Message);
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), PATIENCE);
  const given = await hold(id, { signal: waiting.signal });
  clearTimeout(timer);
  if (!given) await hold(id, { steal: true });
}

export function releaseLetter(id: string) {
  releases.get(id)?.();
  releases.delete(id);
}

function hold(id: string, options: LockOptions): Promise<boolean> {
  return new Promise((answer) => {
    const held = navigator.locks.request(`sobre.letter.${id}`, options, (lock) => {
      answer(lock !== null);
      if (!lock) return undefined;
      return new Promise<void>((release) => releases.set(id, release));
    });
    held.catch(() => {
      // Given up waiting, or stolen from a tab that slept.
      answer(false);
      if (releases.delete(id)) heard?.lost(id);
    });
  });
}
