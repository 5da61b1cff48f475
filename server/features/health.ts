import { connect } from 'node:net';
import { Router } from 'express';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { MailServer } from '../mail/servers.ts';

const PATIENCE = 3000;

/** For process supervisors and load balancers; needs no login and tells no more than up or down. */
export function health(context: Context): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'alive' });
  });
  router.get('/readyz', async (_request, response) => {
    const [store, accounts, mail] = await Promise.all([
      holds(sql`select 1`.execute(context.store)),
      context.accounts ? holds(sql`select 1`.execute(context.accounts)) : true,
      holds(reach(context.config.servers.imap)),
    ]);
    const ready = store && accounts && mail;
    response.status(ready ? 200 : 503).json({ ready, store, accounts, mail });
  });
  return router;
}

const holds = (question: Promise<unknown>): Promise<boolean> =>
  question.then(
    () => true,
    () => false,
  );

/** A TCP connection is enough: a login would need somebody's password. */
function reach({ host, port }: MailServer): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: PATIENCE });
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
    socket.once('timeout', () => socket.destroy(new Error('no answer')));
    socket.once('error', reject);
  });
}
