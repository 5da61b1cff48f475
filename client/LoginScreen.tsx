import { useEffect } from 'react';
import { queryClient } from './api/query-client.ts';
import { forgetKnown } from './features/messages/messages.ts';
import { forgetFollowing } from './features/outbox/following.ts';
import LoginPage from './features/session/LoginPage.tsx';
import { sessionQuery } from './features/session/session.ts';
import { forgetPrefetch, prefetchMail } from './prefetch.ts';

/** Signing in: the mail is asked for the moment the answer is there. */
export default function LoginScreen() {
  useEffect(() => {
    queryClient.clear();
    forgetFollowing();
  }, []);
  return (
    <LoginPage
      begin={(session) => {
        forgetKnown();
        forgetPrefetch();
        prefetchMail();
        queryClient.setQueryData(sessionQuery.queryKey, session);
      }}
    />
  );
}
