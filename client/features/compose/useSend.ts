import { useState } from 'react';
import { sendLetter } from '../../../shared/compose.ts';
import { ApiError, call } from '../../api/call.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';
import { closeDraft, type Draft } from './composing.ts';
import { letterOf } from './letter-of.ts';
import { isComplete } from './recipients.ts';
import { holdForSending, resumeSaving } from './saving.ts';

/** Sends a letter once. What is wrong is said beside it, and the text stays. */
export function useSend(draft: Draft, done?: () => void) {
  const t = useT();
  const [isSending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  const send = async () => {
    const everybody = [...draft.to, ...draft.cc, ...draft.bcc];
    const wrong = everybody.find((one) => !isComplete(one));
    if (wrong) return setTrouble(t('recipient-invalid', { address: wrong.address }));
    if (!everybody.length) return setTrouble(t('recipient-missing'));
    setTrouble(null);
    setSending(true);
    await holdForSending(draft.id);
    try {
      const sent = await call(sendLetter, letterOf(draft));
      await closeDraft(draft.id);
      done?.();
      if (sent.refused.length) {
        const addresses = sent.refused.map(({ address }) => address).join(', ');
        toast(t('sent-refused', { addresses, reason: sent.refused[0]?.reason ?? '' }), {
          look: 'failed',
        });
      } else {
        toast(t(sent.savedIn ? 'sent' : 'sent-no-copy'));
      }
    } catch (error) {
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

  return { send, isSending, trouble };
}
