import { useEffect } from 'react';
import { Navigate } from 'react-router';
import { useComposing } from './composing.ts';

/** `/compose` opens a letter over the mail: the address is for links and bookmarks. */
export default function ComposePage() {
  const { drafts, write } = useComposing();
  useEffect(() => {
    if (!drafts.length) write();
    // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the address is opened
  }, []);
  return <Navigate to="/mail/INBOX" replace />;
}
