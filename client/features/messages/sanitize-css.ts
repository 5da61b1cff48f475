import { darken, isDarkGround } from './sanitize-colours.ts';

interface Cleaned {
  text: string;
  /** Addresses on other servers that were left out. */
  remote: number;
}

/** The browser's own parser is the judge: what it did not understand is not there any more. */
const scratch = document.implementation.createHTMLDocument('').createElement('p').style;

/** Declarations of a style attribute, without addresses and without leaving their place. */
export function cleanDeclarations(text: string, { dark = false } = {}) {
  scratch.cssText = text;
  const background = BACKGROUND.exec(scratch.getPropertyValue('background-image'))?.[1] ?? null;
  const ground = scratch.getPropertyValue('background-color');
  return { ...cleanStyle(scratch, dark), background, ground };
}

/** One picture of another server behind an element: the only address of a style that may be shown. */
const BACKGROUND = /^url\("((?:https?:)?\/\/[^"\\]+)"\)$/i;

/** More than any newsletter needs; rules beyond would only be there to keep the browser busy. */
const MOST_CSS = 512 * 1024;

/** Rules of a message's style elements: style rules, and @media and @supports around them (S-12). */
export function cleanStyleSheet(
  sheets: { text: string; media: string }[],
  { dark = false } = {},
): Cleaned & { isDarkDesign: boolean } {
  let left = MOST_CSS;
  const found = { dark, isDarkDesign: false };
  // One by one: what one leaves open ends with it.
  const cleaned = sheets.map(({ text, media }) => {
    left -= text.length;
    if (left < 0) return { text: '', remote: 0 };
    const sheet = new CSSStyleSheet({ media });
    sheet.replaceSync(text);
    return within(sheet.media.mediaText, cleanRules(sheet.cssRules, found));
  });
  return { ...join(cleaned), isDarkDesign: found.isDarkDesign };
}

interface Found {
  dark: boolean;
  isDarkDesign: boolean;
}

const cleanRules = (rules: CSSRuleList, found: Found): Cleaned =>
  join([...rules].map((rule) => cleanRule(rule, found)));

function cleanRule(rule: CSSRule, found: Found): Cleaned {
  if (rule instanceof CSSStyleRule) {
    if (found.dark && /\bbody\b/.test(rule.selectorText))
      found.isDarkDesign ||= isDarkGround(rule.style.getPropertyValue('background-color'));
    const { text, remote } = cleanStyle(rule.style, found.dark);
    return { text: text && `${rule.selectorText} { ${text} }`, remote };
  }
  if (rule instanceof CSSMediaRule)
    return within(rule.media.mediaText, cleanRules(rule.cssRules, found));
  if (rule instanceof CSSSupportsRule && CSS.supports(rule.conditionText))
    return cleanRules(rule.cssRules, found);
  return { text: '', remote: 0 };
}

/**
 * The frame is as high as its content: a rule that asks for the height would change what it asks for.
 * And its colours are ours to turn round, so that half a dark design never meets them.
 */
const NOT_OURS = /height|block-size|aspect|orientation|color-scheme: *dark/i;

function within(media: string, { text, remote }: Cleaned): Cleaned {
  if (NOT_OURS.test(media)) return { text: '', remote };
  return { text: media && text ? `@media ${media} {\n${text}\n}` : text, remote };
}

const join = (parts: Cleaned[]): Cleaned => ({
  text: parts
    .map(({ text }) => text)
    .filter(Boolean)
    .join('\n'),
  remote: parts.reduce((sum, { remote }) => sum + remote, 0),
});

function cleanStyle(style: CSSStyleDeclaration, dark: boolean): Cleaned {
  let remote = 0;
  for (const name of [...style]) {
    const value = style.getPropertyValue(name);
    if (REMOTE.test(value)) remote++;
    if (!isHarmless(name, value)) style.removeProperty(name);
  }
  if (dark) darken(style);
  return { text: style.cssText, remote };
}

const REMOTE = /url\(\s*["']?\s*(https?:)?\/\//i;
const LOADS =
  /url\s*\(|image\s*\(|image-set\s*\(|cross-fade\s*\(|element\s*\(|src\s*\(|var\s*\(|env\s*\(|attr\s*\(|\\/i;
/** The frame's height follows its content: a share of it would grow without end. */
const SHARE_OF_HEIGHT = /\d[sld]?v(h|b|min|max)\b/i;

/** An empty value stands for a shorthand with var(), which is not known yet. */
const isHarmless = (name: string, value: string) =>
  value !== '' &&
  !name.startsWith('--') &&
  !LOADS.test(value) &&
  !SHARE_OF_HEIGHT.test(value) &&
  !(name === 'position' && /fixed|sticky/i.test(value));
