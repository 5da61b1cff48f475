/** A password or a word as it is compared: lower case, without accents, ligatures taken apart. */
export const fold = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss');

/** Signs that people put between the letters of one word. */
export const withoutSigns = (text: string) => text.replace(/[\s'’._,;:/\\|*+=~-]/g, '');

/** How many letters are outside of a part of the text. */
export const lettersOutside = (text: string, from: number, to: number) =>
  letters(text.slice(0, from)) + letters(text.slice(to));

export const letters = (text: string) => text.match(/\p{L}/gu)?.length ?? 0;

/** More signs than this beside a known part are a secret of their own. */
export const MOST_DECORATION = 8;

/** How many letters may stand beside a known part of this length before it is more than decoration. */
export function lettersAllowed(length: number): number {
  if (length < 4) return 0;
  return length === 4 ? 1 : 2;
}
