import type { NewMessage } from '../../../shared/notifications.ts';
import { notificationTag } from '../../../shared/push-payload.ts';
import { currentLocale, t } from '../../i18n/i18n.tsx';

/** More than these at once are told in one. */
const MOST_SINGLE = 3;
const PREFIX = 'mail:';

interface Told {
  title: string;
  body?: string;
  tag: string;
  path: string;
}

/** What is told of messages: each by itself, or their number. Newest first, and so are they. */
export function toldOf(
  messages: NewMessage[],
  uidValidity: string,
  shows: 'nothing' | 'sender',
): Told[] {
  const [newest] = messages;
  if (!newest) return [];
  if (messages.length > MOST_SINGLE || (shows === 'nothing' && messages.length > 1)) {
    const title = t('notify-new-mails', { count: messages.length });
    return [{ title, tag: notificationTag(uidValidity, newest.uid), path: '/mail/INBOX' }];
  }
  return messages.map(({ uid, from: [from], subject }) => ({
    tag: notificationTag(uidValidity, uid),
    path: `/mail/INBOX/${uid}`,
    ...(shows === 'nothing'
      ? { title: t('notify-new-mail') }
      : { title: from?.name || from?.address || '', body: subject || t('no-subject') }),
  }));
}

/** @param go where a click leads, for browsers without a worker to ask. */
export async function showAll(told: Told[], go: (path: string) => void) {
  const registration = await registrationOf();
  // The newest is shown last: that is where systems put it on top.
  for (const { title, body = '', tag, path } of told.toReversed()) {
    const options = {
      body,
      tag,
      data: { path },
      icon: '/icon-192.png',
      badge: '/badge-96.png',
      lang: currentLocale(),
      // Whoever wants a sound has ours.
      silent: true,
    };
    if (registration) await registration.showNotification(title, options);
    else showWithoutWorker(title, options, () => go(path));
  }
}

function showWithoutWorker(title: string, options: NotificationOptions, act: () => void) {
  try {
    const notification = new Notification(title, options);
    notification.onclick = () => {
      notification.close();
      focus();
      act();
    };
  } catch {
    // On phones browsers show them through a worker only.
  }
}

/** Takes away what is told of messages that need no telling any more. */
export async function closeTold(isOver: (uidValidity: string, uid: number) => boolean) {
  for (const notification of (await (await registrationOf())?.getNotifications()) ?? []) {
    const [, uidValidity = '', uid] = notification.tag.split(':');
    if (notification.tag.startsWith(PREFIX) && isOver(uidValidity, Number(uid)))
      notification.close();
  }
}

/** UIDs that are told of now. */
export async function toldUids(): Promise<number[]> {
  const shown = (await (await registrationOf())?.getNotifications()) ?? [];
  return shown
    .filter(({ tag }) => tag.startsWith(PREFIX))
    .map(({ tag }) => Number(tag.split(':')[2]));
}

const registrationOf = () =>
  navigator.serviceWorker?.getRegistration().catch(() => undefined) ?? Promise.resolve(undefined);
