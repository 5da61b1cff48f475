import { type OutboxItem, readOutbox } from '../../../shared/outbox.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { currentLocale, t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';
import { momentText } from './moments.ts';
import { isWorthSaying, outboxQuery, takeLetterBack } from './outbox.ts';
import { forgetLetter, forgetLetters, troubleText } from './reopen.ts';

/** A letter whose way this page tells. */
interface Followed {
  item: OutboxItem;
  close(): void;
  check: ReturnType<typeof setTimeout> | undefined;
}

const followed = new Map<string, Followed>();
/** Where the outbox is shown, once there is a page to show it. */
let open: () => void = () => {};

/** An event may be lost: the server is asked when the letter should have left, and then now and then. */
const LATE = 2500;
const AGAIN = 8000;

/** Tells a letter's way from Send to Sent, with Undo while it can be undone. */
export function follow(item: OutboxItem) {
  if (!followed.has(item.id)) followed.set(item.id, { item, close: () => {}, check: undefined });
  heard(item);
}

/** A step of any letter: what this page does not follow is told only when its writer is needed. */
export function heard(item: OutboxItem) {
  const known = followed.get(item.id);
  if (!known) return;
  known.close();
  known.item = item;
  known.close = say(item);
  clearTimeout(known.check);
  if (isMoving(item)) {
    const wait = item.waits === 'undo' && item.dueAt ? item.dueAt - item.createdAt + LATE : AGAIN;
    known.check = setTimeout(() => void ask(item.id), wait);
    return;
  }
  followed.delete(item.id);
  if (item.state !== 'failed') forgetLetter(item.id);
}

/** After a reload, and after the socket was away: what can be undone is offered again. */
export async function resumeFollowing(show: () => void) {
  open = show;
  for (const id of followed.keys()) void ask(id);
  await queryClient.invalidateQueries({ queryKey: outboxQuery.queryKey });
  const items = await queryClient.fetchQuery(outboxQuery).catch(() => []);
  for (const item of items) if (item.state === 'held' && item.waits === 'undo') follow(item);
}

/** Whoever signs in next is told nothing of it. */
export function forgetFollowing() {
  for (const { close, check } of followed.values()) {
    close();
    clearTimeout(check);
  }
  followed.clear();
  forgetLetters();
}

async function ask(id: string) {
  const known = followed.get(id);
  if (!known) return;
  const item = await call(readOutbox, { id }).catch(() => known.item);
  if (item.state !== known.item.state || item.waits !== known.item.waits) return heard(item);
  known.check = setTimeout(() => void ask(id), AGAIN);
}

const isMoving = (item: OutboxItem) =>
  (item.state === 'held' && item.waits === 'undo') || (isOnItsWay(item) && !item.trouble);

const isOnItsWay = ({ state }: OutboxItem) => ['sending', 'accepted', 'filed'].includes(state);

/** Says where the letter is. @returns what takes the words away again. */
function say(item: OutboxItem): () => void {
  const { id, state, waits, refused } = item;
  const edit = { label: t('outbox-edit'), act: () => void takeLetterBack(id) };
  const look = { label: t('outbox-open'), act: () => open() };
  const undo = { label: t('undo'), act: () => void takeLetterBack(id) };
  const subject = item.subject || t('no-subject');
  if (state === 'held' && waits === 'undo') {
    return toast(t('sending'), { action: undo, look: 'working' });
  }
  if (state === 'held' && waits === 'later') {
    return toast(
      t('later-set', { when: momentText(item.dueAt ?? 0, { t, locale: currentLocale() }) }),
      {
        action: undo,
      },
    );
  }
  if (state === 'held') return toast(t('outbox-not-yet', { subject }), { action: look });
  if (state === 'unknown') {
    return toast(t('outbox-unknown-toast', { subject }), { action: look, look: 'failed' });
  }
  if (state === 'failed') {
    const text = t('outbox-failed-toast', { subject, why: troubleText(item) });
    return toast(text, { action: edit, look: 'failed' });
  }
  if (state === 'done' && refused.length) {
    const addresses = refused.map(({ address }) => address).join(', ');
    const text = t('sent-refused', { addresses, reason: refused[0]?.reason ?? '' });
    return toast(text, { action: look, look: 'failed' });
  }
  if (state === 'done') return toast(t('sent'));
  if (isOnItsWay(item) && item.trouble) return toast(t('sent-no-copy'), { action: look });
  if (isOnItsWay(item)) return toast(t('sending'), { look: 'working' });
  return () => {};
}

/** Whether somebody has to look at it. */
export const needsWriter = (item: OutboxItem) =>
  isWorthSaying(item) && !['held', 'sending'].includes(item.state);
