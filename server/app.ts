import compression from 'compression';
import express, {
  type ErrorRequestHandler,
  type Express,
  type RequestHandler,
  type Response,
  Router,
} from 'express';
import { Refusal } from '../shared/refusal.ts';
import type { Context } from './context.ts';
import { appPasswords } from './features/app-passwords/app-passwords.ts';
import { automaticReply } from './features/automatic-reply/automatic-reply.ts';
import { cleanUps } from './features/clean-up/clean-up.ts';
import { compose } from './features/compose/compose.ts';
import { contacts } from './features/contacts/contacts.ts';
import { copies } from './features/copies/copies.ts';
import { drafts } from './features/drafts/drafts.ts';
import { exports } from './features/exports/exports.ts';
import { filters } from './features/filters/filters.ts';
import { folders } from './features/folders.ts';
import { health } from './features/health.ts';
import { identities } from './features/identities/identities.ts';
import { templates } from './features/identities/templates.ts';
import { invitations } from './features/invitations/invitations.ts';
import { messages } from './features/messages/messages.ts';
import { notifications } from './features/notifications/notifications.ts';
import { changePasswordPage, password } from './features/password/password.ts';
import { people } from './features/people/people.ts';
import { preferences } from './features/preferences.ts';
import { remoteImages } from './features/remote-images.ts';
import { reports } from './features/reports/reports.ts';
import { retention } from './features/retention/retention.ts';
import { retentionVisits } from './features/retention/visits.ts';
import { search } from './features/search/search.ts';
import { secondFactor } from './features/second-factor/second-factor.ts';
import { renewal } from './features/session/renew.ts';
import { requireSession, session } from './features/session/session.ts';
import { storageMap } from './features/storage/map.ts';
import { storage } from './features/storage/storage.ts';
import { subscriptions } from './features/subscriptions.ts';
import { uploads } from './features/uploads/uploads.ts';
import { sendRefusal, toRefusal } from './http/endpoint.ts';
import { logRequests } from './http/log.ts';
import { mailFrame, protectStateChanges, securityHeaders } from './http/protect.ts';
import { staticFiles } from './http/static-files.ts';

/** The table of contents: everything the bridge answers to. */
export function createApp(context: Context): Express {
  const { config, log } = context;
  const sessions = session(context);
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustedProxies);
  app.use(logRequests(log));
  app.use(health(context));
  app.get('/mail-frame', mailFrame());
  app.use(securityHeaders(config.secure));
  app.use(onlyUnder('/api/', api(context, sessions)));
  app.get('/.well-known/change-password', changePasswordPage);
  app.use(staticFiles(config.clientDir));
  app.use(answerErrors(context));
  return app;
}

function api(context: Context, sessions: ReturnType<typeof session>): Router {
  const router = Router();
  router.use(noStore);
  router.use(protectStateChanges(context.config.origins));
  router.use(compression({ filter: isJson }));
  router.use(express.json({ limit: '8mb' }));
  // Before anybody is signed in
  router.use(sessions.open);
  // For the one who is signed in
  router.use(requireSession(context));
  router.use(retentionVisits(context));
  router.use(sessions.signedIn);
  router.use(renewal(context));
  router.use(password(context));
  router.use(folders(context));
  router.use(messages(context));
  router.use(remoteImages(context));
  router.use(search(context));
  router.use(uploads(context));
  router.use(compose(context));
  router.use(drafts(context));
  router.use(invitations(context));
  router.use(subscriptions(context));
  router.use(reports(context));
  router.use(contacts(context));
  router.use(people(context));
  router.use(identities(context));
  router.use(filters(context));
  router.use(templates(context));
  router.use(automaticReply(context));
  router.use(storage(context));
  router.use(retention(context));
  router.use(cleanUps(context));
  router.use(copies(context));
  router.use(storageMap(context));
  router.use(exports(context));
  router.use(preferences(context));
  router.use(notifications(context));
  router.use(secondFactor(context));
  router.use(appPasswords(context));
  router.use(() => {
    throw new Refusal('not-found', 'There is no such call.');
  });
  router.use(answerErrors(context));
  return router;
}

/** Endpoints carry their whole path, so nothing may be cut from the address on the way to them. */
function onlyUnder(prefix: string, router: Router): RequestHandler {
  return (request, response, next) =>
    request.path.startsWith(prefix) ? router(request, response, next) : next();
}

const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

/** Files are sent as they are: compressing them would cost more than it saves, and break their length. */
function isJson(_request: unknown, response: Response): boolean {
  return String(response.getHeader('Content-Type') ?? '').startsWith('application/json');
}

function answerErrors({ log }: Context): ErrorRequestHandler {
  return (error, _request, response, _next) => {
    const refusal = toRefusal(error);
    if (refusal.code === 'server-error') log.error({ err: error }, 'unforeseen');
    if (refusal.code === 'mail-server-refused')
      log.warn({ err: refusal }, 'the mail server refused');
    sendRefusal(response, refusal);
  };
}
