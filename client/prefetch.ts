import { queryClient } from './api/query-client.ts';
import { folderAddress, foldersQuery } from './features/folders/folders.ts';
import { identitiesQuery } from './features/identities/identities.ts';
import { firstView, windowQuery } from './features/messages/messages.ts';
import { firstScreen } from './features/preferences/first-paint.ts';
import { preferencesQuery } from './features/preferences/preferences.ts';
import { sessionQuery } from './features/session/session.ts';
import { storageQuery } from './features/storage/storage.ts';

let isDone = false;

/** Asks for what the first screen shows before that screen exists. What the device kept is shown meanwhile. */
export function prefetchMail() {
  if (isDone) return;
  isDone = true;
  void queryClient.prefetchQuery(windowQuery(folderInAddress(), firstView(), 0));
  // What the device remembers is painted, and asked for again.
  void queryClient.prefetchQuery({ ...foldersQuery, staleTime: 0 });
  void queryClient.prefetchQuery({ ...sessionQuery, staleTime: 0 });
  void queryClient.prefetchQuery({ ...preferencesQuery, staleTime: 0 });
}

/** When the first rows are here, from the device or the server, or cannot be had. */
export const firstRows = () =>
  queryClient.ensureQueryData(windowQuery(folderInAddress(), firstView(), 0));

export function forgetPrefetch() {
  isDone = false;
}

/** What the device may have kept of the first screen: the keys of the same queries. */
export const firstScreenKeys = () => [
  sessionQuery.queryKey,
  preferencesQuery.queryKey,
  foldersQuery.queryKey,
  identitiesQuery.queryKey,
  storageQuery.queryKey,
  windowQuery(folderInAddress(), firstView(), 0).queryKey,
];

function folderInAddress(): string {
  const [, path] = /^\/mail\/([^/]+)/.exec(location.pathname) ?? [];
  if (path) return decodeURIComponent(path);
  const screen = firstScreen();
  return location.pathname === '/' && typeof screen !== 'string' ? screen.folder : 'INBOX';
}

/** Where the bare address leads. A folder that is known to be gone is no place to begin. */
export function firstAddress(): string {
  const screen = firstScreen();
  if (screen === 'contacts') return '/contacts';
  const folders = queryClient.getQueryData(foldersQuery.queryKey);
  const isThere = (path: string) => !folders || folders.some((one) => one.path === path);
  return folderAddress(screen !== 'inbox' && isThere(screen.folder) ? screen.folder : 'INBOX');
}
