import { useEffect } from 'react';
import { Navigate } from 'react-router';
import { useComposing } from './composing.ts';
import { keptAreBack } from './drafts.ts';
import { openDrafts } from './open-drafts.ts';

/** `/compose` opens a letter over the mail: the address is for links and bookmarks. */
export default function ComposePage() {
  const { write } = useComposing();
  useEffect(() => {
    void keptAreBack().then(() => openDrafts().length || write());
  }, [write]);
  return <Navigate to="/mail/INBOX" replace />;
}
