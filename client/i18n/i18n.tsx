import { type ReactNode, useMemo, useSyncExternalStore } from 'react';
import { createIntl, createIntlCache, type IntlShape, RawIntlProvider, useIntl } from 'react-intl';
import type en from './en.json';

export type MessageId = keyof typeof en;
export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];
type Values = Record<string, string | number | Date>;

/** Words of the interface in the reader's language. */
export type Translate = (id: MessageId, values?: Values) => string;

const CHOSEN = 'sobre.language';
const catalogues: Record<Language, () => Promise<{ default: Record<string, string> }>> = {
  en: () => import('./en.json'),
  fr: () => import('./fr.json'),
};

const cache = createIntlCache();
let intl: IntlShape = createIntl({ locale: 'en', messages: {} }, cache);
const listeners = new Set<() => void>();

/** The language chosen on this device, or else the browser's best. */
export function currentLanguage(): Language {
  const wanted = [localStorage.getItem(CHOSEN) ?? '', ...navigator.languages];
  for (const tag of wanted) {
    const language = languages.find((known) => tag.toLowerCase().startsWith(known));
    if (language) return language;
  }
  return 'en';
}

/** Of this moment, for dates and numbers outside of components. */
export const currentLocale = () => intl.locale;

/** Loads a language's words, and shows them from now on. `null` goes back to the browser's choice. */
export async function speak(chosen?: Language | null) {
  if (chosen === null) localStorage.removeItem(CHOSEN);
  else if (chosen) localStorage.setItem(CHOSEN, chosen);
  const language = currentLanguage();
  const { default: messages } = await catalogues[language]();
  intl = createIntl({ locale: regional(language), messages }, cache);
  document.documentElement.lang = language;
  for (const listener of listeners) listener();
}

/** Dates and numbers as the reader's region writes them, when the browser says which. */
function regional(language: Language): string {
  return (
    navigator.languages.find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ??
    (language === 'en' ? 'en-GB' : language)
  );
}

export function I18n({ children }: { children: ReactNode }) {
  const current = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => intl,
  );
  return <RawIntlProvider value={current}>{children}</RawIntlProvider>;
}

export function useT(): Translate {
  const shape = useIntl();
  return useMemo(() => translateWith(shape), [shape]);
}

/** Outside of components: the words of this moment. */
export const t: Translate = (id, values) => translateWith(intl)(id, values);

const translateWith =
  (shape: IntlShape): Translate =>
  (id, values) =>
    shape.formatMessage({ id }, values) as string;
