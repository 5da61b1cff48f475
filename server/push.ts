import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { Server, type Socket } from 'socket.io';
import * as z from 'zod/mini';
import type { ClientToServer, ServerToClient } from '../shared/events.ts';
import { folderPath, modseq } from '../shared/values.ts';
import type { Context, Push } from './context.ts';
import { findByCookie, type SignedIn } from './features/session/session.ts';
import { isOurOrigin, socketAddress } from './http/protect.ts';

type IO = Server<ClientToServer, ServerToClient, Record<string, never>, { session: SignedIn }>;
type OnePage = Socket<ClientToServer, ServerToClient, Record<string, never>, { session: SignedIn }>;

const knownFolders = z
  .array(
    z.object({
      folder: folderPath,
      uidValidity: z.string().check(z.regex(/^\d{1,20}$/)),
      modseq,
      uidNext: z.int().check(z.gte(0)),
    }),
  )
  .check(z.maxLength(20));

const SECOND = 1000;

export interface PushServer extends Push {
  /** Begins to accept pages. */
  attach(http: HttpServer, context: Context): void;
  close(): Promise<void>;
}

/**
 * Sockets of open pages. A page joins the room of its session, by the server's hand only; what
 * concerns its account reaches it through `live` (security S-38).
 */
export function createPush(): PushServer {
  let io: IO | undefined;
  return {
    attach(http, context) {
      io = new Server(http, {
        allowRequest: (request, decide) => {
          mayConnect(context, request).then(
            (allowed) => decide(null, allowed),
            () => decide('unavailable', false),
          );
        },
        maxHttpBufferSize: 100_000,
        serveClient: false,
        perMessageDeflate: false,
        pingInterval: 20 * SECOND,
        pingTimeout: 20 * SECOND,
      });
      io.use((socket, next) => {
        sessionOfSocket(context, socket.request).then((session) => {
          if (!session) return next(new Error('signed-out'));
          socket.data.session = session;
          next();
        }, next);
      });
      io.on('connection', (socket) => serve(context, socket));
    },
    end(sessionIds) {
      for (const id of sessionIds) {
        io?.in(roomOf(id)).emit('ended');
        // Told to go rather than cut off: a page that is cut off comes back, and is refused aloud.
        io?.in(roomOf(id)).disconnectSockets();
      }
    },
    renew(sessionId, session) {
      const ours = io?.of('/').adapter.rooms.get(roomOf(sessionId)) ?? [];
      for (const id of [...ours]) {
        const socket = io?.of('/').sockets.get(id);
        if (!socket) continue;
        socket.data.session = session;
        void socket.leave(roomOf(sessionId));
        void socket.join(roomOf(session.sessionId));
        socket.emit('change', { type: 'password', path: ['password'], asked: false });
      }
    },
    async close() {
      io?.disconnectSockets(true);
      io?.engine.close();
    },
  };
}

const roomOf = (sessionId: string) => `session:${sessionId}`;

async function mayConnect(context: Context, request: IncomingMessage): Promise<boolean> {
  if (!isOurOrigin(request.headers.origin, context.config.origins)) return false;
  return (await sessionOfSocket(context, request)) !== null;
}

const sessionOfSocket = (context: Context, request: IncomingMessage) =>
  findByCookie(
    context,
    request.headers.cookie,
    socketAddress(request, context.config.trustedProxies),
  );

async function serve(context: Context, socket: OnePage) {
  const { session } = socket.data;
  await socket.join(roomOf(session.sessionId));
  const page = context.live.listen({
    get login() {
      return socket.data.session;
    },
    tell: (event) => socket.emit('change', event),
  });
  socket.on('watch', (folders) => {
    const known = knownFolders.safeParse(folders);
    if (known.success) page.watch(known.data);
  });
  socket.on('disconnect', () => page.leave());
}
