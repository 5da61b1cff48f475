import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useNavigate } from 'react-router';
import { foldersQuery } from '../folders/folders.ts';
import { usePreferences } from '../preferences/preferences.ts';
import { showPresence } from './in-sight.ts';
import { inboxStands, takeLead } from './inbox-news.ts';

/** New mail is told while a page is open, and the program's sign on the screen bears the unread count. */
export function useNewMail() {
  const navigate = useNavigate();
  const { notifications } = usePreferences();
  const { data: folders, dataUpdatedAt } = useQuery(foldersQuery);
  const inbox = folders?.find(({ specialUse }) => specialUse === 'inbox');
  // What the device remembered is no news when the server says more.
  const isFresh = dataUpdatedAt >= performance.timeOrigin;
  const stands = useEffectEvent(() => {
    if (inbox && isFresh)
      inboxStands(
        inbox,
        () => notifications,
        (path) => void navigate(path),
      );
  });
  useEffect(takeLead, []);
  useEffect(showPresence, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the change of these is what is listened to
  useEffect(() => stands(), [inbox?.uidValidity, inbox?.uidNext, inbox?.unread, isFresh]);
  useBadge(isFresh ? inbox?.unread : undefined);
}

function useBadge(unread: number | undefined) {
  useEffect(() => {
    // Browsers that have it allow it to installed programs only.
    if (unread !== undefined) void navigator.setAppBadge?.(unread).catch(() => {});
  }, [unread]);
}
