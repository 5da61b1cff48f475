interface Cleaned {
  text: string;
  /** Addresses on other servers that were left out. */
  remote: number;
}

/** The browser's own parser is the judge: what it did not understand is not there any more. */
const scratch = document.implementation.createHTMLDocument('').createElement('p').style;

/** Declarations of a style attribute, without addresses and without leaving their place. */
export function cleanDeclarations(text: string): Cleaned {
  scratch.cssText = text;
  return cleanStyle(scratch);
}

/** More than any newsletter needs; rules beyond would only be there to keep the browser busy. */
const MOST_CSS = 512 * 1024;

/** Rules of a message's style elements: style rules, and @media and @supports around them (S-12). */
export function cleanStyleSheet(sheets: { text: string; media: string }[]): Cleaned {
  let left = MOST_CSS;
  // One by one: what one leaves open ends with it.
  const cleaned = sheets.map(({ text, media }) => {
    left -= text.length;
    if (left < 0) return { text: '', remote: 0 };
    const sheet = new CSSStyleSheet({ media });
    sheet.replaceSync(text);
    return within(sheet.media.mediaText, cleanRules(sheet.cssRules));
  });
  return join(cleaned);
}

const cleanRules = (rules: CSSRuleList): Cleaned => join([...rules].map(cleanRule));

function cleanRule(rule: CSSRule): Cleaned {
  if (rule instanceof CSSStyleRule) {
    const { text, remote } = cleanStyle(rule.style);
    return { text: text && `${rule.selectorText} { ${text} }`, remote };
  }
  if (rule instanceof CSSMediaRule) return within(rule.media.mediaText, cleanRules(rule.cssRules));
  if (rule instanceof CSSSupportsRule && CSS.supports(rule.conditionText))
    return cleanRules(rule.cssRules);
  return { text: '', remote: 0 };
}

/**
 * The frame is as high as its content: a rule that asks for the height would change what it asks for.
 * And it is white paper in every theme, so that half a dark design never meets it.
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

function cleanStyle(style: CSSStyleDeclaration): Cleaned {
  let remote = 0;
  for (const name of [...style]) {
    const value = style.getPropertyValue(name);
    if (REMOTE.test(value)) remote++;
    if (!isHarmless(name, value)) style.removeProperty(name);
  }
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
