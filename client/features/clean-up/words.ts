import type { BasketLine, CleanUp, CleanUpAction } from '../../../shared/clean-up.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { MessageId, Translate } from '../../i18n/i18n.tsx';
import { labelOf } from '../folders/folders.ts';
import type { Meant } from './addresses.ts';

/** Tools whose title says it all. */
const PLAIN = [
  'large',
  'old',
  'sent-files',
  'newsletters',
  'duplicates',
  'quoted',
  'rule',
] as const;
/** Tools that are about somebody or something. */
const ABOUT = ['sender', 'domain', 'list', 'year', 'type', 'size', 'folder', 'rule'] as const;

/** What is meant, in words: by its tool, else by what was chosen. */
export function titleOf({ tool, about, choice }: Meant, t: Translate): string {
  const name = nameOf(tool, about, t);
  if (name) return name;
  if (choice.list !== undefined) return t('clean-about-list', { about: about || choice.list });
  const sender = choice.sender ?? choice.domain;
  if (sender !== undefined) return t('clean-about-sender', { about: about || sender });
  if (choice.year !== undefined) return t('clean-about-year', { about: String(choice.year) });
  const [folder, another] = choice.folders ?? [];
  if (folder && !another) return t('clean-about-folder', { about: labelOf(folder, t) });
  return about || t('clean-tool-messages');
}

/** The same for what has begun: its tool and its words are all that is kept. */
export const titleOfCleanUp = ({ tool, about }: CleanUp, t: Translate): string =>
  nameOf(tool, about, t) || about || t('clean-tool-messages');

function nameOf(tool: string, about: string, t: Translate): string {
  if ((ABOUT as readonly string[]).includes(tool) && about)
    return t(`clean-about-${tool}` as MessageId, { about });
  if ((PLAIN as readonly string[]).includes(tool)) return t(`clean-tool-${tool}` as MessageId);
  return '';
}

/** Messages and bytes as people say them: "1,204 messages, 412 MB". */
export const figures = (
  { messages, bytes }: { messages: number; bytes: number },
  t: Translate,
  formats: Formats,
) => t('clean-figures', { count: messages, size: formats.bytes(bytes) });

/** From when to when messages were received; '' for none. */
export function period(
  { oldest, newest }: { oldest: number | null; newest: number | null },
  t: Translate,
  { date }: Pick<Dates, 'date'>,
): string {
  if (oldest === null || newest === null) return '';
  const [from, to] = [date(oldest), date(newest)];
  return from === to ? t('clean-on', { date: from }) : t('clean-between', { from, to });
}

export interface Dates {
  date(time: number): string;
}

/** What the button that begins says: the exact number, and what happens to it. */
export function beginLabel(
  lines: readonly Pick<BasketLine, 'action'>[],
  whole: { messages: number; bytes: number },
  t: Translate,
  { bytes }: Pick<Formats, 'bytes'>,
): string {
  const actions = new Set(lines.map(({ action }) => action));
  const [only] = actions;
  const what: CleanUpAction | 'mixed' = actions.size === 1 && only ? only : 'mixed';
  return t(`clean-begin-${what}`, { count: whole.messages, size: bytes(whole.bytes) });
}
