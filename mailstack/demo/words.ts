import { DAY } from './clock.ts';

export type Lang = 'fr' | 'en' | 'ja' | 'ar' | 'de' | 'es' | 'it';

/**
 * Fills `{…}` in a text and gives it the typography of its language.
 * `{d+3}` a day with its weekday, `{sat+7}` the Saturday a week after the next one, `{dd+3}` a short
 * date, `{m-1}` a month, `{y}` the year, `{ag}` and `{ete}` the years of the next assembly and the
 * last summer; any other name comes from `values`.
 */
export function fill(
  text: string,
  date: Date,
  lang: Lang,
  values: Record<string, string> = {},
): string {
  const filled = text.replace(
    /\{([a-zà-ÿ]+)([+-]\d+)?\}/gi,
    (whole, name: string, offset = '0') => {
      return values[name] ?? dateWord(name, Number(offset), date, lang) ?? whole;
    },
  );
  return lang === 'fr' ? frenchTypography(filled) : filled.replace(/(\w)'(\w)/g, '$1’$2');
}

/** No-break spaces before high punctuation and inside guillemets, curved apostrophes. */
export function frenchTypography(text: string): string {
  return text
    .replace(/([\p{L}\d])'(?=[\p{L}«])/gu, '$1’')
    .replace(/ ([:;!?»%€])/g, '\u00a0$1')
    .replace(/« /g, '«\u00a0')
    .replace(/(\d) (\d{3})\b/g, '$1\u00a0$2')
    .replace(/(\d) (h|km|kg|Mo|m²)\b/g, '$1\u00a0$2');
}

/** For charsets that lack the finer signs. */
export function plainTypography(text: string): string {
  return text
    .replace(/[’‘]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/œ/g, 'oe')
    .replace(/…/g, '...')
    .replace(/[–—]/g, '-')
    .replace(/€/g, 'EUR')
    .replace(/\p{Extended_Pictographic}/gu, '');
}

export function euros(cents: number): string {
  const [units = '0', rest = '00'] = (cents / 100).toFixed(2).split('.');
  return `${units.replace(/\B(?=(\d{3})+$)/g, '\u00a0')},${rest}\u00a0€`;
}

export const assemblyYear = (date: Date) =>
  date.getUTCFullYear() + (date.getUTCMonth() >= 5 ? 1 : 0);
export const summerYear = (date: Date) => date.getUTCFullYear() - (date.getUTCMonth() < 8 ? 1 : 0);

function dateWord(name: string, offset: number, date: Date, lang: Lang): string | undefined {
  const later = (days: number) => new Date(date.getTime() + days * DAY);
  switch (name) {
    case 'd':
      return written(later(offset), lang, { weekday: 'long', day: 'numeric', month: 'long' });
    case 'sat':
      return written(later(saturday(date) + offset), lang, {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
      });
    case 'dd':
      return written(later(offset), lang, { day: '2-digit', month: '2-digit', year: 'numeric' });
    case 'm':
      return written(monthsLater(date, offset), lang, { month: 'long' });
    case 'y':
      return String(date.getUTCFullYear() + offset);
    case 'ag':
      return String(assemblyYear(date) + offset);
    case 'ete':
      return String(summerYear(date) + offset);
  }
}

/** Days until a Saturday that leaves time to get ready. */
const saturday = (date: Date) => ((6 - date.getUTCDay() + 7) % 7) + (date.getUTCDay() > 3 ? 7 : 0);

function monthsLater(date: Date, months: number): Date {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 15));
}

const LOCALES = {
  fr: 'fr-FR',
  en: 'en-GB',
  ja: 'ja-JP',
  ar: 'ar-DZ',
  de: 'de-DE',
  es: 'es-ES',
  it: 'it-IT',
};
const formats = new Map<string, Intl.DateTimeFormat>();

function written(date: Date, lang: Lang, options: Intl.DateTimeFormatOptions): string {
  const key = lang + JSON.stringify(options);
  const known = formats.get(key);
  const format =
    known ?? new Intl.DateTimeFormat(LOCALES[lang], { ...options, timeZone: 'Europe/Paris' });
  if (!known) formats.set(key, format);
  return format.format(date);
}
