import * as z from 'zod/mini';
import { line } from './values.ts';

/**
 * A tag is an IMAP keyword, so every mail program of the person sees the same ones. What a keyword
 * cannot say, its name as written and its colour, is kept among the preferences.
 */
export const tagColours = [
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
  'grey',
] as const;
export type TagColour = (typeof tagColours)[number];

/** Dovecot takes keywords of up to 50 octets. */
const LONGEST_KEYWORD = 50;
export const LONGEST_TAG_NAME = 40;

export const tag = z.object({
  keyword: line(100).check(z.regex(/^[^\s(){%*"\\\]]+$/)),
  /** As the person wrote it; '' for a standard tag that keeps its translated name. */
  name: line(LONGEST_TAG_NAME),
  colour: z.enum(tagColours),
});
export type Tag = z.infer<typeof tag>;

/** The five that Thunderbird made common, in its colours; their names are translated. */
export const standardTags = [
  { keyword: '$label1', colour: 'red' },
  { keyword: '$label2', colour: 'orange' },
  { keyword: '$label3', colour: 'green' },
  { keyword: '$label4', colour: 'blue' },
  { keyword: '$label5', colour: 'purple' },
] as const satisfies { keyword: string; colour: TagColour }[];

/** Keywords by which programs talk to each other; those that begin with $ are such, too. */
const machineWords =
  /^(\\.*|\$.*|junk|nonjunk|notjunk|forwarded|redirected|replied|draft|attachment|receipt-handled|old|sent|unknown-\d+)$/i;
const isStandard = (keyword: string) => /^\$label[1-5]$/i.test(keyword);

/** True for flags that people set as tags. */
export const isTagKeyword = (flag: string): boolean => isStandard(flag) || !machineWords.test(flag);

/** Keywords are the same in upper and lower case (RFC 9051 section 2.3.2). */
export const isSameKeyword = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/**
 * A keyword for a tag's name: itself where IMAP allows it, else as Thunderbird writes it (`_` for
 * what an atom cannot hold, modified UTF-7 for what is not ASCII), so that its name can be read back.
 */
export function keywordFor(name: string, taken: readonly string[]): string {
  const written = toUtf7(atom(name));
  const plain = atom(name.normalize('NFD').replace(/\p{M}/gu, '')).replace(/[^\x21-\x7e]/g, '');
  const base =
    [written, plain].find((one) => one && one.length <= LONGEST_KEYWORD) ??
    (plain.slice(0, LONGEST_KEYWORD - 4) || 'tag');
  const isFree = (one: string) =>
    isTagKeyword(one) && !isStandard(one) && !taken.some((other) => isSameKeyword(other, one));
  if (isFree(base)) return base;
  for (let n = 2; ; n++) {
    const next = `${base.slice(0, LONGEST_KEYWORD - 4)}_${n}`;
    if (isFree(next)) return next;
  }
}

/** What a keyword says of itself, for a tag that another program made. */
export function nameOfKeyword(keyword: string): string {
  return keyword.replace(/&([A-Za-z0-9+,]+)-/g, (whole, text: string) => {
    try {
      const bytes = atob(text.replaceAll(',', '/'));
      if (bytes.length % 2) return whole;
      const units = Array.from({ length: bytes.length / 2 }, (_, i) =>
        String.fromCharCode((bytes.charCodeAt(2 * i) << 8) | bytes.charCodeAt(2 * i + 1)),
      ).join('');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      return units.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(units) ? units : whole;
    } catch {
      return whole;
    }
  });
}

const atom = (name: string) =>
  name
    .trim()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: an atom holds none
    .replace(/[\u0000-\u0020\u007f()/{%*<>"\\\]]/g, '_')
    .replace(/^[$&]/, '_');

function toUtf7(text: string): string {
  return text.replaceAll('&', '_').replace(/[^\x21-\x7e]+/g, (run) => {
    const bytes = Array.from({ length: run.length }, (_, i) => run.charCodeAt(i))
      .map((unit) => String.fromCharCode(unit >> 8, unit & 255))
      .join('');
    return `&${btoa(bytes).replaceAll('/', ',').replace(/=+$/, '')}-`;
  });
}
