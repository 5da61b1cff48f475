import type { TakenBack } from '../../../shared/compose.ts';
import type { OutboxItem } from '../../../shared/outbox.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOfTrouble } from '../../i18n/errors.ts';
import { t } from '../../i18n/i18n.tsx';
import { splitQuote } from '../compose/answers/quote-marks.ts';
import { type Draft, type DraftFile, reopenDraft } from '../compose/composing.ts';
import { sessionQuery } from '../session/session.ts';

/** Letters that left from this page, as they were in the composer. */
const left = new Map<string, Draft>();
/** What is to be said in the composer of a letter that came back. */
const troubles = new Map<string, string>();

export const rememberLetter = (draft: Draft) => void left.set(draft.id, draft);
export const forgetLetter = (id: string) => void left.delete(id);

export function forgetLetters() {
  left.clear();
  troubles.clear();
}

/** Opens a letter that was taken back, as it was, with what was wrong with it. */
export function reopenTaken(id: string, back: TakenBack) {
  const draft = draftOf(back, left.get(id));
  if (back.trouble) troubles.set(draft.id, troubleText(back));
  forgetLetter(id);
  void reopenDraft(draft);
}

/** What to say of a letter that came back, once. */
export function takeTrouble(id: string): string | null {
  const trouble = troubles.get(id) ?? null;
  troubles.delete(id);
  return trouble;
}

/** Why a letter did not leave, in the reader's words, with those it did not reach. */
export function troubleText({ trouble, refused }: Pick<OutboxItem, 'trouble' | 'refused'>): string {
  if (!trouble) return '';
  const said =
    trouble.code === 'mail-server-down'
      ? t(trouble.reason ? 'outbox-says' : 'outbox-silent', { reason: trouble.reason })
      : sentenceOfTrouble(trouble, t);
  const addresses = refused.map(({ address }) => address).filter((one) => !said.includes(one));
  return addresses.length ? `${said} (${addresses.join(', ')})` : said;
}

/** The composer's own draft when it is still here; else made of what the server kept. */
function draftOf({ letter, files }: TakenBack, before: Draft | undefined): Draft {
  if (before?.id === letter.id) return { ...before, attempt: letter.attempt };
  const { attachments, ...words } = letter;
  const owner = queryClient.getQueryData(sessionQuery.queryKey)?.account ?? '';
  const described = attachments.map((attachment, place) => ({
    ...attachment,
    name: 'name' in attachment ? attachment.name : (files[place]?.name ?? ''),
    size: files[place]?.size ?? 0,
    type: files[place]?.type ?? '',
  }));
  const parted = words.html === null ? { html: null, quote: null } : splitQuote(words.html);
  return { ...words, ...parted, owner, files: described as DraftFile[] };
}
