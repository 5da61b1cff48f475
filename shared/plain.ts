// Signs that turn text around or hide it have no place in a line of the page (security S-49).
const HIDDEN = /[\u200b\u2028-\u202e\u2060-\u2069\ufeff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const CONTROLS_BUT_LINES = /[\u0000-\u0009\u000b-\u001f\u007f]/g;

/** Text that somebody else wrote, fit to be one text node: shortened, without controls (security S-10, S-11). */
export function plain(text: string, maximum: number, keepsLines = false): string {
  const shown = text.replace(HIDDEN, '').slice(0, maximum).toWellFormed();
  return keepsLines
    ? shown.replace(/\r\n?/g, '\n').replace(CONTROLS_BUT_LINES, ' ').trim()
    : shown.replace(/\p{Cc}+/gu, ' ').trim();
}
