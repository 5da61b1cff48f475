import { type ReactNode, useMemo, useSyncExternalStore } from 'react';
import { createIntl, createIntlCache, type IntlShape, RawIntlProvider, useIntl } from 'react-intl';
import { currentZone, onClock } from './clock.ts';
import type en from './en.json';
import { directionOf, languageOf, languages } from './languages.ts';

export type MessageId = keyof typeof en;
type Values = Record<string, string | number | Date>;

/** Words of the interface in the reader's language. */
export type Translate = (id: MessageId, values?: Values) => string;

const CHOSEN = 'sobre.language';
const FALLBACK = 'en';

const cache = createIntlCache();
let intl: IntlShape = createIntl({ locale: FALLBACK, messages: {} }, cache);
let spoken: string | undefined;
const listeners = new Set<() => void>();

/** The language chosen on this device, or else the browser's best. One on trial is only for who chose it. */
export function currentLanguage(): string {
  const chosen = localStorage.getItem(CHOSEN) ?? '';
  if (languageOf(chosen)) return chosen;
  const isFor = (wanted: string, tag: string) =>
    wanted.toLowerCase() === tag.toLowerCase() || wanted.toLowerCase().startsWith(`${tag}-`);
  for (const wanted of navigator.languages) {
    const language = languages.find(({ tag, isTrial }) => !isTrial && isFor(wanted, tag));
    if (language) return language.tag;
  }
  return FALLBACK;
}

/** The language of the interface when it is one of these, else the first of them. */
export const currentAmong = <const Known extends readonly [string, ...string[]]>(
  known: Known,
): Known[number] => known.find((tag) => tag === currentLanguage()) ?? known[0];

/** Of this moment, for dates and numbers outside of components. */
export const currentLocale = () => intl.locale;

/** Loads a language's words, and shows them from now on. `null` goes back to the browser's choice. */
export async function speak(chosen?: string | null) {
  if (chosen === null) localStorage.removeItem(CHOSEN);
  else if (chosen) localStorage.setItem(CHOSEN, chosen);
  const language = currentLanguage();
  if (language === spoken) return;
  spoken = language;
  const messages = await wordsOf(language).catch((error: unknown) => {
    // Offline, and not spoken here before: asked for again by the next choice.
    if (spoken === language) spoken = undefined;
    throw error;
  });
  // Somebody who tries several reads the last.
  if (spoken !== language) return;
  show(createIntl({ locale: regional(language), messages, timeZone: currentZone() }, cache));
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}

function show(next: IntlShape) {
  intl = next;
  for (const listener of listeners) listener();
}

// Whatever shows a date is drawn anew.
onClock(() => {
  const { locale, messages } = intl;
  show(createIntl({ locale, messages, timeZone: currentZone() }, cache));
});

async function wordsOf(tag: string): Promise<Record<string, string>> {
  const { load, isTrial } = languageOf(tag)!;
  if (!isTrial) return load();
  const [base, own] = await Promise.all([languageOf(FALLBACK)!.load(), load()]);
  // English among Arabic keeps its own direction, full stop and all.
  const lent = Object.entries(base).map(([id, text]) => [id, `\u2068${text}\u2069`]);
  return { ...Object.fromEntries(lent), ...own };
}

/** Dates and numbers as the reader's region writes them, when the browser says which. */
function regional(language: string): string {
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
