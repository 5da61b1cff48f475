/**
 * The languages there are: each is a file beside this one, named after its tag. One that is not whole yet
 * has `.trial` in its name and falls back to English word by word.
 */
const files = import.meta.glob<Record<string, string>>('./*.json', { import: 'default' });

export interface Language {
  /** A BCP 47 tag, as `document.documentElement.lang` has it. */
  tag: string;
  isTrial: boolean;
  load(): Promise<Record<string, string>>;
}

export const languages: readonly Language[] = Object.entries(files)
  .map(([path, load]) => {
    const [, tag = '', trial] = /^\.\/([A-Za-z-]+)(\.trial)?\.json$/.exec(path) ?? [];
    return { tag, isTrial: trial !== undefined, load };
  })
  .sort((a, b) => Number(a.isTrial) - Number(b.isTrial) || a.tag.localeCompare(b.tag));

export const languageOf = (tag: string): Language | undefined =>
  languages.find((one) => one.tag === tag);

/** What its speakers call a language: "Français". */
export function ownName(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

const RIGHT_TO_LEFT = new Set(['ar', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi']);

/** Where lines begin. A list, because not every browser knows it of a locale. */
export const directionOf = (tag: string): 'rtl' | 'ltr' =>
  RIGHT_TO_LEFT.has(tag.split('-')[0]!) ? 'rtl' : 'ltr';
