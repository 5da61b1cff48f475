import type { PushPayload } from '../../../shared/push-payload.ts';
import type { Context, WebPush } from '../../context.ts';
import { errandLogin } from '../../mail/pool.ts';
import {
  deletePushesOf,
  deletePushesOfSessions,
  findPush,
  type LivePush,
  listPushes,
  movePush,
  pushAccounts,
  sweepPushes,
} from '../../store/push-subscriptions.ts';
import { InboxWatch } from './inbox-watch.ts';
import { choicesOf, newMail } from './new-mail.ts';
import { clipped, sendPush } from './send-push.ts';

/** Accounts that are watched without a page: each is a connection to the mail server. */
export const MOST_ACCOUNTS = 500;
/** Between two beginnings, lest all sign in at once when the bridge starts. */
const PAUSE = 50;

export interface RunningWebPush extends WebPush {
  start(context: Context): void;
  stop(): void;
}

/** Names the one browser that a password is sealed for. */
export const pushErrand = (account: string, id: string) => `push ${account} ${id}`;

const loginOf = ({ account, id, sealed }: LivePush) =>
  errandLogin(account, pushErrand(account, id), sealed);

/** Watches the Inbox of everybody whose browsers want to hear of it, and tells these browsers. */
export function createWebPush(): RunningWebPush {
  const watches = new Map<string, InboxWatch>();
  let context: Context;
  let isRunning = false;

  const unfollow = (account: string) => {
    watches.get(account)?.stop();
    watches.delete(account);
  };

  const follow = async (account: string) => {
    const [push] = isRunning ? await listPushes(context.store, account, Date.now()) : [];
    // Also when it is watched already: the password that was entrusted last is the one that holds.
    unfollow(account);
    if (!push || !isRunning || watches.size >= MOST_ACCOUNTS) return;
    const watch = new InboxWatch(context, loginOf(push), {
      news: (since) => tell(account, since),
      refused: () => void forget(account),
    });
    watches.set(account, watch);
  };

  /** The password does not hold any more: it is not tried again, and nobody is told until they sign in. */
  const forget = async (account: string) => {
    unfollow(account);
    context.log.info('watching for pushes ended: the mail server refused the login');
    await deletePushesOf(context.store, account);
  };

  const tell = async (account: string, since: { uidValidity: string; since: number }) => {
    const pushes = await listPushes(context.store, account, Date.now());
    if (!pushes.length) return unfollow(account);
    const messages = await newMail(context, loginOf(pushes[0]!), since);
    const [newest] = messages;
    if (!newest) return;
    const { shows, sound } = await choicesOf(context, account);
    const [from] = newest.from;
    const payload: PushPayload = {
      kind: 'mail',
      count: messages.length,
      uid: newest.uid,
      uidValidity: since.uidValidity,
      silent: !sound,
      ...(shows === 'sender' && {
        sender: clipped(from?.name || from?.address || ''),
        subject: clipped(newest.subject),
      }),
    };
    const sent = await Promise.all(pushes.map((push) => sendPush(context, push, payload)));
    if (sent.every((one) => one === 'gone')) unfollow(account);
  };

  const quietly = (act: Promise<unknown>) =>
    act.catch((error) => context.log.warn({ err: error }, 'push'));

  return {
    isFull: (account) => !watches.has(account) && watches.size >= MOST_ACCOUNTS,
    follow: (account) => quietly(follow(account)) as Promise<void>,
    async renewed(before, session) {
      const { account, sessionId } = session;
      const push = isRunning ? await findPush(context.store, before) : null;
      if (!push) return;
      const sealed = context.mail.entrust(session, pushErrand(account, push.id));
      await movePush(context.store, push, { sessionId, sealed });
      await quietly(follow(account));
    },
    ended(sessionIds) {
      if (!isRunning) return;
      const end = async () => {
        for (const account of await deletePushesOfSessions(context.store, sessionIds))
          await follow(account);
      };
      void quietly(end());
    },
    start(given) {
      context = given;
      if (!context.config.webPush) return;
      isRunning = true;
      const begin = async () => {
        await sweepPushes(context.store);
        for (const account of await pushAccounts(context.store)) {
          if (!isRunning) return;
          await follow(account);
          await new Promise((resolve) => setTimeout(resolve, PAUSE).unref());
        }
      };
      void quietly(begin());
    },
    stop() {
      isRunning = false;
      for (const account of [...watches.keys()]) unfollow(account);
    },
  };
}
