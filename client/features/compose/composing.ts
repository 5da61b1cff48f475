import type { Recipient } from '../../../shared/compose.ts';
import type { Message } from '../../../shared/messages.ts';
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
import { currentPreferences } from '../preferences/preferences.ts';
import { sessionQuery, useSession } from '../session/session.ts';
import { type AnswerKind, answerTo } from './answers/answer.ts';
import { type Draft, hasWords } from './draft.ts';
import { claimLetter } from './keeping/draft-tabs.ts';
import { onNewLetter, openStored } from './keeping/drafts.ts';
import { keepingOf, setKeeping } from './keeping/keeping.ts';
import { forgetLetter, reopenLetter } from './keeping/leaving-draft.ts';
import { keepNow, keepSoon } from './keeping/on-device.ts';
import { findSheet, patchDraft, putDraft, useOpenDrafts } from './keeping/open-drafts.ts';
import { saveSoon } from './keeping/saving.ts';
import { letterOfLink, letterOfQuery } from './mail-links.ts';
import { sign } from './signature.ts';

export type { Draft, DraftFile } from './draft.ts';

onNewLetter(emptyDraft);

/** The letters that are open, and the ways to begin one. */
export function useComposing() {
  const open = useOpenDrafts();
  const account = useSession()?.account;
  return {
    drafts: open.filter(({ owner, isAway }) => owner === account && !isAway),
    write,
    reply,
    forwardAttached,
    editAsNew,
    edit: openStored,
  };
}

/** A letter as it is at this moment. */
export const draftWith = findSheet;

/** Each keystroke: on the device within a second, and in Drafts within ten. */
export function changeDraft(id: string, part: Partial<Draft>) {
  const draft = patchDraft(id, part);
  if (!draft) return;
  const { remark } = keepingOf(draft.id);
  const isOld = remark === 'restored' || remark === 'continued';
  setKeeping(draft.id, { changedAt: Date.now(), isDirty: true, remark: isOld ? null : remark });
  keepSoon(draft.id);
  saveSoon(draft.id);
}

/** Takes a letter that was sent off the screen and off the device. */
export const closeDraft = forgetLetter;

/** Brings a letter back that had left the screen: sending it was taken back, or refused. */
export const reopenDraft = reopenLetter;

export function write(part: Partial<Draft> = {}) {
  const draft = begin(sign({ ...emptyDraft(), ...part }));
  if (!defaultIdentity()) void preloadIdentities().then(() => settleSender(draft, !part.from));
}

/** A new sheet of paper on the screen. */
function begin(letter: Draft): Draft {
  const draft = { ...letter, sheet: letter.id };
  putDraft(draft);
  void claimLetter(draft.id);
  if (hasWords(draft)) void keepNow(draft.id);
  return draft;
}

/** A letter that was begun before it was known whose it is: now it has a name and a signature. */
function settleSender({ id, from }: Draft, isDefault: boolean) {
  const identity = defaultIdentity();
  const now = draftWith(id);
  if (!identity || now?.from !== from) return;
  patchDraft(id, sign({ ...now, from: isDefault ? senderOf(identity) : from }));
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
  begin({ ...emptyDraft(), ...again });
}

/** Begins the letter that a `mailto:` link asks for. @returns false when it is no such link. */
export function writeToLink(address: string): boolean {
  return beginLinked(letterOfLink(address, likesPlain()));
}

/** Begins the letter that the query of `/compose` asks for. @returns false when it asks for none. */
export function writeToQuery(query: URLSearchParams): boolean {
  return beginLinked(letterOfQuery(query, likesPlain()));
}

function beginLinked(letter: Partial<Draft> | null): boolean {
  if (letter) write(letter);
  return letter !== null;
}

/** Comes with what cleans strangers' HTML. */
const richAnswers = () => import('./answers/rich-answer.ts');

const ownAddresses = () => queryClient.getQueryData(sessionQuery.queryKey)?.addresses ?? [];
const likesPlain = () => currentPreferences().plainText;

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
