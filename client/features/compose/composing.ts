import type { Message } from '../../../shared/messages.ts';
import { queryClient } from '../../api/query-client.ts';
import { formatsFor } from '../../i18n/formats.ts';
import { currentLanguage, t } from '../../i18n/i18n.tsx';
import { sessionQuery, useSession } from '../session/session.ts';
import { type AnswerKind, answerTo } from './answer.ts';
import { type Draft, hasWords } from './draft.ts';
import { claimLetter } from './draft-tabs.ts';
import { onNewLetter, openStored } from './drafts.ts';
import { keepingOf, setKeeping } from './keeping.ts';
import { forgetLetter, reopenLetter } from './leaving-draft.ts';
import { keepNow, keepSoon } from './on-device.ts';
import { patchDraft, putDraft, useOpenDrafts } from './open-drafts.ts';
import { saveSoon } from './saving.ts';

export type { Draft, DraftFile } from './draft.ts';

onNewLetter(emptyDraft);

/** Takes a letter that was sent off the screen and off the device. */
export const closeDraft = forgetLetter;

/**
 * Brings a letter back that had left the screen: sending it was taken back, or refused.
 * @public
 */
export const reopenDraft = reopenLetter;

/** The letters that are open, and the ways to begin one. */
export function useComposing() {
  const open = useOpenDrafts();
  const account = useSession()?.account;
  const drafts = open.filter(({ owner, isAway }) => owner === account && !isAway);
  return { drafts, write, reply, forwardAttached, edit: openStored };
}

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

function write(part: Partial<Draft> = {}) {
  const empty = emptyDraft();
  const draft = { ...empty, sheet: empty.id, ...part };
  putDraft(draft);
  void claimLetter(draft.id);
  if (hasWords(draft)) void keepNow(draft.id);
}

function reply(message: Message, kind: AnswerKind) {
  const session = queryClient.getQueryData(sessionQuery.queryKey);
  const date = formatsFor(currentLanguage()).long(message.date);
  write(answerTo(message, kind, session?.addresses ?? [], { t, date }));
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
