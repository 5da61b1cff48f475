import { useEffect } from 'react';
import { useIntl } from 'react-intl';

/** Languages in which the installed program has its own words; others have English. */
const FILES: Record<string, string> = { fr: '/app.fr.webmanifest' };

/** The installed program speaks the language of the page. */
export function useManifest() {
  const { locale } = useIntl();
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
    link?.setAttribute('href', FILES[locale.slice(0, 2)] ?? '/app.webmanifest');
  }, [locale]);
}
