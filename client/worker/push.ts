import { notificationTag, type PushPayload } from '../../shared/push-payload.ts';
import { readWords, type Words } from './words.ts';

declare const self: ServiceWorkerGlobalScope;

/** Pushes become notifications, and a click on one leads to its message. */
export function hearPushes() {
  self.addEventListener('push', (event) => event.waitUntil(show(read(event.data))));
  self.addEventListener('notificationclick', (event) => {
    event.notification.close();
    event.waitUntil(lead((event.notification.data as { path?: string } | null)?.path));
  });
}

function read(data: PushMessageData | null): PushPayload | null {
  try {
    return data?.json() as PushPayload;
  } catch {
    return null;
  }
}

async function show(payload: PushPayload | null) {
  // Who has the mail before their eyes sees it come; the page itself makes the sound.
  if (payload?.kind === 'mail' && (await windows()).some(({ focused }) => focused)) return;
  const words = await readWords();
  const { title, ...options } = wordsOf(payload, words);
  await self.registration.showNotification(title, {
    icon: '/icon-192.png',
    badge: '/badge-96.png',
    lang: words.language,
    ...options,
  });
}

function wordsOf(payload: PushPayload | null, words: Words) {
  if (payload?.kind === 'test') return { title: 'Sobre', body: words.trial, tag: 'test' };
  if (payload?.kind !== 'mail') return { title: words.newMail, tag: 'mail' };
  const { count, uid, uidValidity, silent, sender, subject } = payload;
  const calm = { tag: notificationTag(uidValidity, uid), silent };
  if (count > 1) {
    return { title: `${words.newMail} (${count})`, ...calm, data: { path: '/mail/INBOX' } };
  }
  const data = { path: `/mail/INBOX/${uid}` };
  if (sender === undefined) return { title: words.newMail, ...calm, data };
  return { title: sender, body: subject || words.noSubject, ...calm, data };
}

const windows = () => self.clients.matchAll({ type: 'window', includeUncontrolled: true });

/** An open page goes there by itself, and keeps what is being written in it; otherwise one is opened. */
async function lead(path = '/mail/INBOX') {
  const address = new URL(path, self.location.origin);
  const page = (await windows()).find(({ url }) => new URL(url).pathname !== '/login');
  if (address.origin !== self.location.origin) return;
  if (!page) {
    await self.clients.openWindow(address.href);
    return;
  }
  page.postMessage({ type: 'go', path: address.pathname });
  // Refused without a click of the person's own; the page has gone there all the same.
  await page.focus().catch(() => {});
}
