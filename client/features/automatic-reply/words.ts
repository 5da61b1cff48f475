import {
  type Absence,
  holdsAt,
  isOver,
  ORIGINAL_SUBJECT,
} from '../../../shared/automatic-reply.ts';
import type { Translate } from '../../i18n/i18n.tsx';
import { dateText, type Speech, timeText } from '../outbox/moments.ts';

/** An absence as a new one begins. */
export const blankAbsence = (t: Translate): Absence => ({
  id: crypto.randomUUID(),
  start: null,
  end: null,
  subject: fromShown(t('away-subject-default', { subject: shownField(t) })),
  message: t('away-message-default'),
  second: '',
  days: 7,
  except: [],
  who: 'everyone',
  told: false,
});

/** The field for the subject that is answered, as the reader's language names it. */
export const shownField = (t: Translate) => `{{${t('field-subject')}}}`;

export const toShown = (subject: string, t: Translate) =>
  subject.replaceAll(ORIGINAL_SUBJECT, shownField(t));

/** Whatever language the field is written in. */
export const fromShown = (subject: string) =>
  subject.replace(/\{\{\s*(subject|objet|sujet)\s*\}\}/gi, ORIGINAL_SUBJECT);

/** From when to when, in one line. */
export function periodText({ start, end }: Absence, speech: Speech): string {
  const { t } = speech;
  if (start === null)
    return end === null ? t('away-always') : t('away-to', { end: moment(end, speech) });
  if (end === null) return t('away-from', { start: moment(start, speech) });
  return t('away-from-to', { start: moment(start, speech), end: moment(end, speech) });
}

export const moment = (time: number, { t, locale }: Speech) =>
  t('moment-at', { day: dateText(time, locale), time: timeText(time, locale) });

/** What an absence is doing at this moment, when replies are on. */
export function stateOf(one: Absence, now: number): 'now' | 'over' | 'planned' {
  return holdsAt(one, now) ? 'now' : isOver(one, now) ? 'over' : 'planned';
}
