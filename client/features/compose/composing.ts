import { useSyncExternalStore } from 'react';
import type { Attachment, Letter, Recipient } from '../../../shared/compose.ts';
import type { Message } from '../../../shared/messages.ts';
import { queryClient } from '../../api/query-client.ts';
import { formatsFor } from '../../i18n/formats.ts';
import { currentLanguage, t } from '../../i18n/i18n.tsx';
import { sessionQuery, useSession } from '../session/session.ts';
import { type AnswerKind, answerTo } from './answer.ts';
import { filesOf } from './files-of.ts';
import { forgetUploads } from './uploads.ts';

/** A letter being written. It lives on this device at every keystroke, until it is sent or discarded. */
export interface Draft extends Omit<Letter, 'attachments' | 'html'> {
  /** The account that writes it. */
  owner: string;
  /** The words of a rich letter, as the editor has them; null = it is plain, and `text` has them. */
  html: string | null;
  replyTo: Recipient[];
  references: string[];
  files: DraftFile[];
}

/** A file of a letter, with what is shown of it. */
export type DraftFile = Attachment &
  ShownFile & {
    /** The photo that this is a smaller copy of: kept until the letter is sent. */
    original?: ShownFile & { id: string };
  };
interface ShownFile {
  name: string;
  size: number;
  type: string;
}

const KEPT = 'sobre.drafts';
const listeners = new Set<() => void>();
let drafts: Draft[] = readKept();

/** The letters that are open, and the ways to begin one. */
export function useComposing() {
  const open = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => drafts,
  );
  const account = useSession()?.account;
  return { drafts: open.filter(({ owner }) => owner === account), write, reply, forwardAttached };
}

export function changeDraft(id: string, part: Partial<Draft>) {
  set(drafts.map((draft) => (draft.id === id ? { ...draft, ...part } : draft)));
}

/** The open letters as they are now. */
export const openDrafts = () => drafts;

export function closeDraft(id: string) {
  set(drafts.filter((draft) => draft.id !== id));
}

export function reopenDraft(draft: Draft) {
  set([...drafts, draft]);
}

function write(part: Partial<Draft> = {}) {
  set([...drafts, { ...emptyDraft(), ...part }]);
}

function reply(message: Message, kind: AnswerKind) {
  const session = queryClient.getQueryData(sessionQuery.queryKey);
  const date = formatsFor(currentLanguage()).long(message.date);
  const files = kind === 'forward' ? filesOf(message) : [];
  write({ ...answerTo(message, kind, session?.addresses ?? [], { t, date }), files });
}

/** Sends a message on as it is, as a file. */
function forwardAttached(message: Message) {
  const { folder, uid, uidValidity, subject, size } = message;
  const {
    from,
    subject: forwarded,
    source,
  } = answerTo(
    message,
    'forward',
    queryClient.getQueryData(sessionQuery.queryKey)?.addresses ?? [],
    { t, date: '' },
  );
  write({
    ...(from && { from }),
    ...(forwarded && { subject: forwarded }),
    source: source ?? null,
    files: [
      { kind: 'message', folder, uid, uidValidity, name: subject, size, type: 'message/rfc822' },
    ],
  });
}

function emptyDraft(): Draft {
  const session = queryClient.getQueryData(sessionQuery.queryKey);
  return {
    id: crypto.randomUUID(),
    owner: session?.account ?? '',
    from: { name: '', address: session?.addresses[0] ?? session?.account ?? '' },
    replyTo: [],
    to: [],
    cc: [],
    bcc: [],
    subject: '',
    text: '',
    html: null,
    references: [],
    files: [],
    source: null,
  };
}

function set(next: Draft[]) {
  drafts = next;
  if (next.length) localStorage.setItem(KEPT, JSON.stringify(next));
  else localStorage.removeItem(KEPT);
  for (const listener of listeners) listener();
}

/**
 * Signing out takes them along. A session that ended by itself leaves them: they are there again for
 * the same account, and for no other (fault F-9).
 */
export function forgetDrafts() {
  forgetUploads();
  set([]);
}

/** A letter that nobody has begun is not worth keeping. */
function hasWords({ to, subject, text, files }: Draft): boolean {
  return to.length + files.length > 0 || subject !== '' || text.trim() !== '';
}

function readKept(): Draft[] {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? '[]') as Draft[];
    return kept.filter(hasWords);
  } catch {
    return [];
  }
}
