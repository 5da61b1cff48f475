import { useEffect, useRef } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { useComposing, writeToQuery } from './composing.ts';

/** `/compose` opens a letter over the mail: the address is for links and bookmarks. */
export default function ComposePage() {
  const { drafts, write } = useComposing();
  const [query] = useSearchParams();
  const isWriting = drafts.length > 0;
  const isBegun = useRef(false);
  useEffect(() => {
    if (isBegun.current) return;
    isBegun.current = true;
    if (!writeToQuery(query) && !isWriting) write();
  }, [query, isWriting, write]);
  return <Navigate to="/mail/INBOX" replace />;
}
