import webPush from 'web-push';
import type { PushPayload } from '../../../shared/push-payload.ts';
import type { Context } from '../../context.ts';
import { deletePush, markTold, type StoredPush } from '../../store/push-subscriptions.ts';

/** Seconds that a push service keeps it for a device that is off. */
const LIFE = 4 * 3600;
const PATIENCE = 10_000;
/** What push services take at least (RFC 8030 section 7.2), less what encryption adds. */
const MOST_CHARACTERS = 300;

/** `gone`: the browser is not there any more, and its subscription is forgotten. */
export type Sent = 'sent' | 'gone' | 'failed';

/**
 * Sends a payload to one browser, encrypted for it (RFC 8291), through the guarded way out: the address is
 * the browser's word, and may be anything (security S-41). Never throws.
 */
export async function sendPush(
  context: Context,
  push: StoredPush,
  payload: PushPayload,
): Promise<Sent> {
  const { webPush: ours } = context.config;
  if (!ours || !isPushService(context, push.endpoint)) return 'failed';
  try {
    const { headers, body, endpoint } = webPush.generateRequestDetails(
      { endpoint: push.endpoint, keys: { p256dh: push.p256dh, auth: push.auth } },
      JSON.stringify(payload),
      { TTL: LIFE, vapidDetails: ours },
    );
    const message = { headers: headers as Record<string, string>, body: body as Buffer };
    const { status } = await context.dialler.send(endpoint, message, { timeout: PATIENCE });
    if (status === 404 || status === 410) {
      await deletePush(context.store, push.account, push.id);
      return 'gone';
    }
    if (status >= 200 && status < 300) {
      await markTold(context.store, push.id, Date.now());
      return 'sent';
    }
    context.log.warn({ status, host: new URL(endpoint).host }, 'push refused');
  } catch (error) {
    context.log.warn({ err: error }, 'push failed');
  }
  return 'failed';
}

/** True for an address that pushes may be sent to. */
export function isPushService({ config }: Context, endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, username, password } = new URL(endpoint);
  if (protocol !== 'https:' || username || password) return false;
  const hosts = config.webPush?.hosts;
  return !hosts || hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

/** Words of a message as a push carries them. */
export const clipped = (text: string) => text.slice(0, MOST_CHARACTERS).toWellFormed();
