import type { Folder } from '../../../shared/folders.ts';
import { type NotificationChoices, readNewMail } from '../../../shared/notifications.ts';
import { call } from '../../api/call.ts';
import { chime } from './chime.ts';
import { isInSight } from './in-sight.ts';
import { isOn } from './on-device.ts';
import { closeTold, showAll, toldOf, toldUids } from './show.ts';

type State = Pick<Folder, 'uidValidity' | 'uidNext' | 'unread'>;

/** What comes together is told together, and what is read at once, here or elsewhere, not at all. */
const GATHER = 1500;
const LEADER = 'sobre-new-mail';

/** Up to where the Inbox is known: also in tabs that leave the telling to another, which may close. */
let known: State | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let leads = false;

/** One tab of all tells. The lock goes to the next when it closes. @returns how to give it back. */
export function takeLead(): () => void {
  const stop = new AbortController();
  if (!navigator.locks) leads = true;
  const never = new Promise<void>((resolve) =>
    stop.signal.addEventListener('abort', () => resolve()),
  );
  void navigator.locks
    ?.request(LEADER, { signal: stop.signal }, () => {
      leads = true;
      return never;
    })
    .catch(() => {});
  return () => {
    leads = false;
    clearTimeout(timer);
    timer = undefined;
    known = undefined;
    stop.abort();
  };
}

/** The Inbox stands there now, as the server says. */
export function inboxStands(
  { uidValidity, uidNext, unread }: State,
  choices: () => NotificationChoices,
  go: (path: string) => void,
) {
  const before = known;
  known = { uidValidity, uidNext, unread };
  if (!before || !leads) return;
  if (before.uidValidity !== uidValidity) return;
  if (unread < before.unread) void forgetRead({ uidValidity, unread });
  if (uidNext <= before.uidNext || !(isOn() || choices().sound)) return;
  const since = before.uidNext;
  timer ??= setTimeout(() => {
    timer = undefined;
    void tell({ uidValidity, since }, choices(), go).catch(() => {});
  }, GATHER);
}

async function tell(
  since: { uidValidity: string; since: number },
  { sound, shows }: NotificationChoices,
  go: (path: string) => void,
) {
  const { messages } = await call(readNewMail, since);
  if (!messages.length) return;
  if (sound) void chime();
  if (isOn() && !(await isInSight())) await showAll(toldOf(messages, since.uidValidity, shows), go);
}

/** Read here, on the phone, or all at once: what was told of them goes. */
async function forgetRead({ uidValidity, unread }: Pick<State, 'uidValidity' | 'unread'>) {
  if (unread === 0) return closeTold(() => true);
  const uids = await toldUids();
  if (!uids.length) return;
  const since = Math.min(...uids);
  const { messages } = await call(readNewMail, { uidValidity, since });
  const still = new Set(messages.map(({ uid }) => uid));
  await closeTold((one, uid) => one !== uidValidity || !still.has(uid));
}
