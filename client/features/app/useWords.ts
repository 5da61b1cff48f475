import { useEffect } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import { keepWords } from '../../worker/words.ts';

/** The worker says, while no page is open, what this page would say. */
export function useWords() {
  const t = useT();
  useEffect(() => {
    void keepWords({
      newMail: t('notify-new-mail'),
      trial: t('notify-trial'),
      noSubject: t('no-subject'),
      language: document.documentElement.lang,
    });
  }, [t]);
}
