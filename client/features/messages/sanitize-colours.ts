/** Colours of light paper as they stand on dark paper. */

/** Lightness turns round, hue and colourfulness stay: white is the pane, black is its ink. */
const darkOf = (colour: string) =>
  `oklch(from ${colour} calc(0.225 + 0.72 * pow(clamp(0, 1 - l, 1), 0.7)) c h)`;

/** Browsers that cannot count with colours show messages on white paper in every theme. */
export const canDarken = () =>
  typeof CSS !== 'undefined' && CSS.supports?.('color', darkOf('white')) === true;

const KEYWORDS =
  /^(?:inherit|initial|unset|revert|revert-layer|currentcolor|transparent|none|auto)$/i;
const COLOUR = /(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\([^()]*\)/gi;
const ONE_COLOUR =
  /^(?:[a-z]+|#[0-9a-f]{3,8}|(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\([^()]*\))$/i;

/** The value of a declaration on dark paper; the same when it holds no colour. */
export function darkValue(name: string, value: string): string {
  if (value.includes('from ')) return value;
  if (/color$/.test(name)) {
    return ONE_COLOUR.test(value) && !KEYWORDS.test(value) ? darkOf(value) : value;
  }
  return /image$|shadow$/.test(name) ? value.replace(COLOUR, (colour) => darkOf(colour)) : value;
}

/** Turns the colours of declarations round, in place. */
export function darken(style: CSSStyleDeclaration) {
  for (const name of [...style]) {
    const value = style.getPropertyValue(name);
    const dark = darkValue(name, value);
    if (dark !== value) style.setProperty(name, dark, style.getPropertyPriority(name));
  }
}

/** Attributes that give a colour, and the property that says the same. */
const ATTRIBUTES: Record<string, string> = {
  bgcolor: 'background-color',
  color: 'color',
  text: 'color',
};

/** Old attributes become declarations, which know how to turn a colour round. */
export function darkenAttributes(element: HTMLElement) {
  for (const [name, property] of Object.entries(ATTRIBUTES)) {
    const value = element.getAttribute(name);
    if (value === null) continue;
    element.removeAttribute(name);
    const colour = legacyColour(value);
    if (colour && !element.style.getPropertyValue(property))
      element.style.setProperty(property, darkOf(colour));
  }
  for (const name of ['link', 'alink', 'vlink', 'bordercolor']) element.removeAttribute(name);
}

/** "ffffff" without its mark is a colour in an attribute. */
function legacyColour(value: string): string | null {
  const text = value.trim();
  if (/^[0-9a-f]{3}(?:[0-9a-f]{3})?$/i.test(text)) return `#${text}`;
  return ONE_COLOUR.test(text) && !KEYWORDS.test(text) && CSS.supports('color', text) ? text : null;
}

/** True for a ground that is dark by itself: whoever designed it needs no help. */
export function isDarkGround(colour: string | null): boolean {
  const text = colour && legacyColour(colour);
  if (!text) return false;
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return false;
  context.fillStyle = '#ffffff';
  context.fillStyle = text;
  const [, hex] = /^#([0-9a-f]{6})$/.exec(context.fillStyle) ?? [];
  if (!hex) return false;
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) =>
    Number.parseInt(hex.slice(at, at + 2), 16),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 80;
}
