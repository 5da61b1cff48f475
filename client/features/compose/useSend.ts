import { useState } from 'react';
import { sendLetter } from '../../../shared/compose.ts';
import { ApiError, call } from '../../api/call.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { follow } from '../outbox/following.ts';
import { rememberLetter, takeTrouble } from '../outbox/reopen.ts';
import { usePreferences } from '../preferences/preferences.ts';
import { useWarnings } from './checks/useWarnings.tsx';
import { changeDraft, closeDraft, type Draft, draftWith } from './composing.ts';
import { filesReady } from './files/files-ready.ts';
import { holdForSending, resumeSaving } from './keeping/saving.ts';
import { letterOf } from './letter-of.ts';
import { isComplete } from './recipients/recipients.ts';

/**
 * Sends a letter once: it is then in the outbox, held for second thoughts. What is wrong is said beside
 * it, and the text stays.
 */
export function useSend(draft: Draft, done?: () => void) {
  const t = useT();
  const [isSending, setSending] = useState(false);
  const [trouble, setTrouble] = useState(() => takeTrouble(draft.id));
  const { check, question } = useWarnings(draft);

  const { undoSend } = usePreferences();

  /** @param at when it leaves, in epoch milliseconds; null = after the time for second thoughts. */
  const send = async (at: number | null = null) => {
    const everybody = [...draft.to, ...draft.cc, ...draft.bcc];
    const wrong = everybody.find((one) => !isComplete(one));
    if (wrong) return setTrouble(t('recipient-invalid', { address: wrong.address }));
    if (!everybody.length) return setTrouble(t('recipient-missing'));
    setTrouble(null);
    if (!(await check())) return;
    setSending(true);
    try {
      if (!(await filesReady(draft))) return;
      await holdForSending(draft.id);
      const hold = at === null && undoSend !== 'off' ? Number(undoSend) : 0;
      const whole = draftWith(draft.id) ?? draft;
      const item = await call(sendLetter, { ...letterOf(whole), hold, at });
      rememberLetter(whole);
      void closeDraft(draft.id);
      done?.();
      follow(item);
    } catch (error) {
      const { attempt } = error instanceof ApiError ? error.details : {};
      if (typeof attempt === 'number') changeDraft(draft.id, { attempt });
      resumeSaving(draft.id);
      setTrouble(whatWentWrong(error));
    } finally {
      setSending(false);
    }
  };

  const whatWentWrong = (error: unknown) => {
    const refused =
      error instanceof ApiError
        ? (error.details.refused as { address: string }[] | undefined)
        : undefined;
    const said = sentenceOf(error, t);
    const addresses =
      refused?.map(({ address }) => address).filter((address) => !said.includes(address)) ?? [];
    return addresses.length ? `${said} (${addresses.join(', ')})` : said;
  };

  return { send, isSending, trouble, question };
}
