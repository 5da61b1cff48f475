import type { QueryClient } from '@tanstack/react-query';
import type { Socket } from 'socket.io-client';
import type {
  ClientToServer,
  KnownFolder,
  PushEvent,
  ServerToClient,
} from '../../shared/events.ts';
import { change } from './connection.ts';
import { askPassword, passwordKnown } from './password-asked.ts';

type Live = Socket<ServerToClient, ClientToServer>;

/** What a feature does with an event of its kind, when invalidating by path is not enough. */
export type Appliers = {
  [Type in PushEvent['type']]?: (
    event: Extract<PushEvent, { type: Type }>,
    client: QueryClient,
  ) => void;
};

let socket: Live | undefined;
let wanted: () => KnownFolder[] = () => [];

/**
 * Push events become cache changes: by the feature's own patch, or by invalidating the queries whose
 * key begins with the event's path. Loaded after the first rows: nothing on screen waits for it.
 */
export async function startLive(
  client: QueryClient,
  appliers: Appliers,
  ended: () => void,
  /** At every connection: what was told before it is to be asked for. */
  connected: () => void,
) {
  if (socket) return;
  const library = await import('socket.io-client').catch(() => null);
  if (!library) {
    // Offline since the page was opened: the code itself could not be fetched.
    setTimeout(() => void startLive(client, appliers, ended, connected), 3000);
    return;
  }
  if (socket) return;
  const { io } = library;
  socket = io({
    transports: ['websocket', 'polling'],
    reconnectionDelay: 500,
    reconnectionDelayMax: 15_000,
  });
  socket.on('connect', () => {
    change({ socket: true, mailServer: true });
    watchAgain();
    connected();
  });
  socket.on('disconnect', () => change({ socket: false }));
  socket.on('connect_error', () => change({ socket: false }));
  socket.on('ended', ended);
  socket.on('change', (event) => apply(event, client, appliers));
}

export function stopLive() {
  // Its end is wanted: nobody is told of trouble, and of none again.
  socket?.off();
  socket?.disconnect();
  socket = undefined;
  change({ socket: true, mailServer: true });
}

/** Which folders are on screen, and up to which MODSEQ they are known. Asked at every connection. */
export function watchFolders(known: () => KnownFolder[]) {
  wanted = known;
  watchAgain();
}

export function watchAgain() {
  if (socket?.connected) socket.emit('watch', wanted());
}

function apply(event: PushEvent, client: QueryClient, appliers: Appliers) {
  if (event.type === 'mail-server') {
    // What could not be had meanwhile is asked for again by `onRecovery`.
    change({ mailServer: event.up });
    return;
  }
  if (event.type === 'password') {
    if (event.asked) askPassword();
    else passwordKnown();
    return;
  }
  const applier = appliers[event.type] as
    | ((event: PushEvent, client: QueryClient) => void)
    | undefined;
  if (applier) applier(event, client);
  else void client.invalidateQueries({ queryKey: event.path });
}
