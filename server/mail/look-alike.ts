import { domainToASCII, domainToUnicode } from 'node:url';
import type { ForeignDomain } from '../../shared/says.ts';

/**
 * A domain that is written in more than ASCII, decoded, and whether it can be taken for another: its
 * scripts are mixed, or its letters look like ASCII ones (security S-49, after UTS 39).
 */
export function readForeignDomain(address: string): ForeignDomain | null {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  const ascii = domainToASCII(domain);
  if (/^\p{ASCII}*$/u.test(domain) && !/(^|\.)xn--/.test(domain)) return null;
  const unicode = ascii ? domainToUnicode(ascii) : domain;
  const resembles = skeleton(unicode);
  const looksLatin = resembles !== unicode && /^\p{ASCII}*$/u.test(resembles);
  const isMixed = unicode.split('.').some((label) => !SCRIPTS.some((script) => script.test(label)));
  return {
    address,
    ascii: ascii || domain.replace(/\P{ASCII}/gu, '\ufffd'),
    unicode: unicode.replace(new RegExp(HIDDEN, 'gu'), ''),
    isSuspicious: looksLatin || isMixed || ascii === '' || HIDDEN.test(domain),
    resembles: looksLatin ? resembles : '',
  };
}

const HIDDEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

/** Scripts that are written together in one word. */
const SCRIPTS = [
  /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u,
  /^[\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]*$/u,
  /^[\p{Script=Greek}\p{Script=Common}\p{Script=Inherited}]*$/u,
  /^[\p{Script=Armenian}\p{Script=Common}\p{Script=Inherited}]*$/u,
  /^[\p{Script=Arabic}\p{Script=Common}\p{Script=Inherited}]*$/u,
  /^[\p{Script=Hebrew}\p{Script=Common}\p{Script=Inherited}]*$/u,
  /^[\p{Script=Thai}\p{Script=Common}\p{Script=Inherited}]*$/u,
  /^[\p{Script=Devanagari}\p{Script=Common}\p{Script=Inherited}]*$/u,
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Common}ー]*$/u,
  /^[\p{Script=Han}\p{Script=Bopomofo}\p{Script=Common}]*$/u,
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Common}]*$/u,
];

/** Letters that a reader takes for ASCII ones; accents stay, since people write with them. */
const CONFUSABLE = new Map(
  [
    ['аɑαа', 'a'],
    ['ьЬƅ', 'b'],
    ['сϲᴄ', 'c'],
    ['ԁɗ', 'd'],
    ['еҽє', 'e'],
    ['ɡց', 'g'],
    ['һհ', 'h'],
    ['іıɩιӏ', 'i'],
    ['јϳ', 'j'],
    ['κкĸ', 'k'],
    ['ⅼǀ', 'l'],
    ['м', 'm'],
    ['ոπпη', 'n'],
    ['оοօഠ', 'o'],
    ['рρ', 'p'],
    ['ԛզ', 'q'],
    ['гᴦ', 'r'],
    ['ѕꜱ', 's'],
    ['тτ', 't'],
    ['υսцᴜ', 'u'],
    ['νѵᴠ', 'v'],
    ['ԝѡωաᴡ', 'w'],
    ['хχ', 'x'],
    ['уүγỿ', 'y'],
    ['ᴢ', 'z'],
  ].flatMap(([letters, latin]) => [...letters!].map((letter) => [letter, latin!])),
);

const skeleton = (text: string) =>
  [...text.normalize('NFKC')].map((letter) => CONFUSABLE.get(letter) ?? letter).join('');
