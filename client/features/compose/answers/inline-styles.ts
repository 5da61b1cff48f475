/** Milliseconds: beyond, the letter is quoted by its text alone. */
const LONGEST = 1500;

interface Declared {
  value: string;
  isImportant: boolean;
  weight: number;
}

/**
 * Writes the rules of a letter's style sheets into its elements, as the cascade has it (CSS Cascade 4).
 * A quotation has no style sheet: what one hid stays hidden for the next reader, and nothing that it
 * showed changes (security S-19).
 *
 * @param root the letter's `html` element, already cleaned.
 * @returns false when the rules were too many to be applied.
 */
export function inlineStyles(root: Element, css: string): boolean {
  if (!css.trim()) return true;
  const started = performance.now();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const found = new Map<HTMLElement, Map<string, Declared>>();
  let order = 0;
  for (const rule of styleRules(sheet.cssRules)) {
    order++;
    for (const selector of splitSelectors(rule.selectorText)) {
      if (performance.now() - started > LONGEST) return false;
      for (const element of matching(root, selector))
        declare(found, element as HTMLElement, rule.style, weightOf(selector) * 1e6 + order);
    }
  }
  for (const [element, declared] of found) apply(element.style, declared);
  return true;
}

function* styleRules(rules: CSSRuleList): Generator<CSSStyleRule> {
  for (const rule of rules) {
    if (rule instanceof CSSStyleRule) yield rule;
    else if (rule instanceof CSSMediaRule && matchMedia(rule.media.mediaText).matches)
      yield* styleRules(rule.cssRules);
  }
}

/** What depends on the pointer, or stands beside an element, is nothing that an element can carry. */
const PASSING = /::|:(?:hover|active|focus|visited|target|before|after|first-line|first-letter)/i;

function matching(root: Element, selector: string): Element[] {
  if (PASSING.test(selector)) return [];
  try {
    return [...(root.matches(selector) ? [root] : []), ...root.querySelectorAll(selector)];
  } catch {
    return [];
  }
}

/** At commas that stand in no bracket. */
function splitSelectors(text: string): string[] {
  const selectors: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if ('(['.includes(text[i]!)) depth++;
    if (')]'.includes(text[i]!)) depth--;
    if (text[i] !== ',' || depth > 0) continue;
    selectors.push(text.slice(start, i).trim());
    start = i + 1;
  }
  return [...selectors, text.slice(start).trim()];
}

/** Specificity (Selectors 4 section 17) as one number. */
function weightOf(selector: string): number {
  const count = (pattern: RegExp) => selector.match(pattern)?.length ?? 0;
  const ids = count(/#[\w-]+/g);
  const classes = count(/\.[\w-]+|\[[^\]]*\]|:(?!not\b|is\b|where\b|has\b)[\w-]+/g);
  const names = count(/(?:^|[\s>+~(])[a-z][\w-]*/gi);
  return ids * 1e4 + Math.min(classes, 99) * 100 + Math.min(names, 99);
}

function declare(
  found: Map<HTMLElement, Map<string, Declared>>,
  element: HTMLElement,
  style: CSSStyleDeclaration,
  weight: number,
) {
  const declared = found.get(element) ?? new Map<string, Declared>();
  found.set(element, declared);
  for (const name of style) {
    const isImportant = style.getPropertyPriority(name) === 'important';
    const before = declared.get(name);
    const isLess =
      before && (before.isImportant !== isImportant ? before.isImportant : before.weight > weight);
    if (!isLess) declared.set(name, { value: style.getPropertyValue(name), isImportant, weight });
  }
}

/** An element's own style goes before the rules, but for what they call important. */
function apply(style: CSSStyleDeclaration, declared: Map<string, Declared>) {
  for (const [name, { value, isImportant }] of declared) {
    const isOwn = style.getPropertyValue(name) !== '';
    const isOwnImportant = style.getPropertyPriority(name) === 'important';
    if (!isOwn || (isImportant && !isOwnImportant)) style.setProperty(name, value);
  }
}
