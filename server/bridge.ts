import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import type { Context, Postman } from './context.ts';
import { carryCleanUps } from './features/clean-up/clean-up.ts';
import { createPostman } from './features/compose/postman.ts';
import { createWebPush, type RunningWebPush } from './features/notifications/web-push.ts';
import { openPasswordWay } from './features/password/way.ts';
import { endExpired } from './features/session/session.ts';
import { closeInventory, sweepInventories } from './features/storage/inventory.ts';
import { sweepUploads } from './features/uploads/uploads.ts';
import { createDialler } from './http/dialler.ts';
import { createLog } from './http/log.ts';
import { CardDav } from './mail/carddav.ts';
import { Conversations } from './mail/conversations.ts';
import { Live } from './mail/live.ts';
import { ScriptServer } from './mail/managesieve/script-server.ts';
import { ImapPool, type MasterUser } from './mail/pool.ts';
import { Submission } from './mail/smtp.ts';
import { Views } from './mail/views.ts';
import { createPush, type PushServer } from './push.ts';
import { openAccounts } from './store/accounts-data.ts';
import { openOwnData } from './store/own-data.ts';

/** A running bridge. */
export interface Bridge {
  context: Context;
  port: number;
  /** Open requests end, pages are told, connections log out. */
  stop(): Promise<void>;
}

const MINUTE = 60_000;
/** A request that has not ended by then is cut. */
const PATIENCE = 10_000;

/** Builds the context, once, and opens the door. */
export async function startBridge(config: Config): Promise<Bridge> {
  const push = createPush();
  const postman = createPostman();
  const webPush = createWebPush();
  const context = await createContext(config, { push, postman, webPush });
  const http = createServer(createApp(context));
  push.attach(http, context);
  postman.start(context);
  webPush.start(context);
  const cleaner = carryCleanUps(context);
  const port = await listen(http, config);
  const sweep = setInterval(() => {
    endExpired(context).catch((error) => context.log.warn({ err: error }, 'expiry'));
    sweepUploads(context).catch((error) => context.log.warn({ err: error }, 'uploads'));
    sweepInventories(context).catch((error) => context.log.warn({ err: error }, 'inventories'));
  }, MINUTE);
  context.log.info({ port }, 'ready');
  return {
    context,
    port,
    async stop() {
      clearInterval(sweep);
      await push.close();
      await closeDoor(http);
      await Promise.all([postman.stop(), cleaner.stop()]);
      webPush.stop();
      await closeInventory(context);
      context.live.close();
      await context.mail.close();
      await context.passwords?.close();
      await context.store.destroy();
      await context.accounts?.destroy();
      context.log.info('stopped');
    },
  };
}

/**
 * The context of a bridge, or of an administrator's command, which has a `master` and no door. Errors as `openOwnData`.
 */
export async function createContext(
  config: Config,
  { push, postman, webPush }: { push: PushServer; postman: Postman; webPush: RunningWebPush },
  master: MasterUser | null = null,
): Promise<Context> {
  const log = createLog(config.logLevel);
  const isAskedAgain = (err: unknown) => log.info({ err }, 'a read is asked once more');
  const mail = new ImapPool(config.servers.imap, config.secretKey, isAskedAgain, master);
  const accounts = config.accountsUrl ? await openAccounts(config.accountsUrl) : null;
  return {
    config,
    log,
    store: await openOwnData(config.databaseUrl),
    accounts,
    mail,
    smtp: new Submission(config.servers.smtp, mail),
    sieve: new ScriptServer(config.servers.sieve, mail),
    carddav: config.carddav && new CardDav(config.carddav, mail),
    views: new Views(),
    conversations: new Conversations(),
    live: new Live(mail),
    dialler: createDialler(),
    push: {
      ...push,
      end(sessionIds) {
        push.end(sessionIds);
        webPush.ended(sessionIds);
      },
    },
    webPush,
    postman,
    passwords: openPasswordWay(config.password.source, accounts),
  };
}

function listen(http: Server, { port, host }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => resolve((http.address() as AddressInfo).port));
  });
}

async function closeDoor(http: Server) {
  const closed = new Promise((resolve) => http.close(resolve));
  http.closeIdleConnections();
  const cut = setTimeout(() => http.closeAllConnections(), PATIENCE);
  await closed;
  clearTimeout(cut);
}
