import { useMemo, useSyncExternalStore } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import { usePreferences } from '../preferences/preferences.ts';
import { lettersOf } from './letters.ts';
import type { MailLook } from './sanitize.ts';
import { canDarken } from './sanitize-colours.ts';

const darkScheme = matchMedia('(prefers-color-scheme: dark)');
const listen = (changed: () => void) => {
  darkScheme.addEventListener('change', changed);
  return () => darkScheme.removeEventListener('change', changed);
};

/** True while the page itself is dark. */
export function useIsDark(): boolean {
  const { theme } = usePreferences();
  const isSystemDark = useSyncExternalStore(listen, () => darkScheme.matches);
  return theme === 'dark' || (theme === 'system' && isSystemDark);
}

/** How messages are to look: the colours of the page, the words of its language. */
export function useMailLook(): MailLook {
  const t = useT();
  const { originalColours, messageFont, messageSize } = usePreferences();
  const dark = useIsDark() && !originalColours && canDarken();
  return useMemo(
    () => ({
      dark,
      letters: lettersOf(messageFont, messageSize),
      folds: {
        quote: [t('show-quote'), t('hide-quote')],
        signature: [t('show-signature'), t('hide-signature')],
      },
    }),
    [dark, t, messageFont, messageSize],
  );
}
