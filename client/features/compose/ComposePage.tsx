import { useEffect } from 'react';
import { Navigate } from 'react-router';
import { useComposing } from './composing.ts';

/** `/compose` opens a letter over the mail: the address is for links and bookmarks. */
export default function ComposePage() {
  const { drafts, write } = useComposing();
  const isWriting = drafts.length > 0;
  useEffect(() => {
    if (!isWriting) write();
  }, [isWriting, write]);
  return <Navigate to="/mail/INBOX" replace />;
}
