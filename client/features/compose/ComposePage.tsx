import { useEffect, useRef } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { useComposing, writeToQuery } from './composing.ts';
import { keptAreBack } from './keeping/drafts.ts';
import { openDrafts } from './keeping/open-drafts.ts';

/** `/compose` opens a letter over the mail: the address is for links and bookmarks. */
export default function ComposePage() {
  const { write } = useComposing();
  const [query] = useSearchParams();
  const isBegun = useRef(false);
  useEffect(() => {
    if (isBegun.current) return;
    isBegun.current = true;
    if (!writeToQuery(query)) void keptAreBack().then(() => openDrafts().length || write());
  }, [query, write]);
  return <Navigate to="/mail/INBOX" replace />;
}
