import { useSyncExternalStore } from 'react';
import type { Attachment, Letter, Recipient } from '../../../shared/compose.ts';
import type { Message } from '../../../shared/messages.ts';
import { defaultPreferences } from '../../../shared/preferences.ts';
import type { Session } from '../../../shared/session.ts';
import { queryClient } from '../../api/query-client.ts';
import { formatsFor } from '../../i18n/formats.ts';
import { currentLanguage, t } from '../../i18n/i18n.tsx';
import {
  answeringIdentity,
  defaultIdentity,
  preloadIdentities,
  senderOf,
} from '../identities/identities.ts';
import { preferencesQuery } from '../preferences/preferences.ts';
import { sessionQuery, useSession } from '../session/session.ts';
import { type AnswerKind, answerTo } from './answer.ts';
import { letterOfLink, letterOfQuery } from './mail-links.ts';
import { isOnlySigned, sign } from './signature.ts';
import { forgetUploads } from './uploads.ts';

/** A letter being written. It lives on this device at every keystroke, until it is sent or discarded. */
export interface Draft extends Omit<Letter, 'attachments' | 'html'> {
  /** The account that writes it. */
  owner: string;
  /** The words of a rich letter, as the editor has them; null = it is plain, and `text` has them. */
  html: string | null;
  /** The original below the words of a rich letter, folded: HTML as it will be sent. */
  quote: string | null;
  replyTo: Recipient[];
  references: string[];
  /** In which language it is spelled; nothing = as its words look. */
  language?: 'en' | 'fr';
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
  return {
    drafts: open.filter(({ owner }) => owner === account),
    write,
    reply,
    forwardAttached,
    editAsNew,
  };
}

/** A letter as it is at this moment. */
export const draftWith = (id: string) => drafts.find((draft) => draft.id === id);

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
  const draft = sign({ ...emptyDraft(), ...part });
  set([...drafts, draft]);
  if (!defaultIdentity()) void preloadIdentities().then(() => settleSender(draft, !part.from));
}

/** A letter that was begun before it was known whose it is: now it has a name and a signature. */
function settleSender({ id, from }: Draft, isDefault: boolean) {
  const identity = defaultIdentity();
  const now = draftWith(id);
  if (!identity || now?.from !== from) return;
  changeDraft(id, sign({ ...now, from: isDefault ? senderOf(identity) : from }));
}

/** Original and answer are of one kind, unless plain text is what the writer likes. */
async function reply(message: Message, kind: AnswerKind) {
  const words = { t, date: formatsFor(currentLanguage()).long(message.date) };
  const isRich = !likesPlain() && message.bodies.some(({ type }) => type === 'text/html');
  // Where its code cannot be had now, the answer is a plain one.
  const answer = (isRich && (await richAnswers().catch(() => null))?.richAnswerTo) || answerTo;
  const own = ownAddresses();
  write({ html: null, ...answer(message, kind, own, words), ...answerer(message, own) });
}

/** A message as a letter that nobody has sent yet. */
async function editAsNew(message: Message) {
  const again = (await richAnswers()).asNew(message, ownAddresses(), likesPlain());
  // It was signed when it was written.
  set([...drafts, { ...emptyDraft(), ...again }]);
}

/** Begins the letter that a `mailto:` link asks for. @returns false when it is no such link. */
export function writeToLink(address: string): boolean {
  return begin(letterOfLink(address, likesPlain()));
}

/** Begins the letter that the query of `/compose` asks for. @returns false when it asks for none. */
export function writeToQuery(query: URLSearchParams): boolean {
  return begin(letterOfQuery(query, likesPlain()));
}

function begin(letter: Partial<Draft> | null): boolean {
  if (letter) write(letter);
  return letter !== null;
}

/** Comes with what cleans strangers' HTML. */
const richAnswers = () => import('./rich-answer.ts');

const ownAddresses = () => queryClient.getQueryData(sessionQuery.queryKey)?.addresses ?? [];
const likesPlain = () =>
  queryClient.getQueryData(preferencesQuery.queryKey)?.plainText ?? defaultPreferences.plainText;

/** Sends a message on as it is, as a file. */
function forwardAttached(message: Message) {
  const { folder, uid, uidValidity, subject, size } = message;
  const {
    from,
    subject: forwarded,
    source,
  } = answerTo(message, 'forward', ownAddresses(), { t, date: '' });
  write({
    ...(from && { from }),
    ...(forwarded && { subject: forwarded }),
    source: source ?? null,
    files: [
      { kind: 'message', folder, uid, uidValidity, name: subject, size, type: 'message/rfc822' },
    ],
  });
}

/** Whose answer it is, when one of the writer's identities or addresses was written to. */
function answerer(message: Message, own: string[]): Pick<Draft, 'from'> | null {
  const from = answeringIdentity(message, own);
  return from ? { from } : null;
}

function newSender(session: Session | undefined): Recipient {
  const identity = defaultIdentity();
  if (identity) return senderOf(identity);
  return { name: '', address: session?.addresses[0] ?? session?.account ?? '' };
}

function emptyDraft(): Draft {
  const session = queryClient.getQueryData(sessionQuery.queryKey);
  return {
    id: crypto.randomUUID(),
    owner: session?.account ?? '',
    from: newSender(session),
    replyTo: [],
    to: [],
    cc: [],
    bcc: [],
    subject: '',
    text: '',
    html: likesPlain() ? null : '',
    quote: null,
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
function hasWords({ to, subject, text, html, quote, files }: Draft): boolean {
  return (
    to.length + files.length > 0 ||
    subject !== '' ||
    Boolean(quote) ||
    !isOnlySigned({ html, text })
  );
}

function readKept(): Draft[] {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? '[]') as Draft[];
    return kept.filter(hasWords);
  } catch {
    return [];
  }
}
