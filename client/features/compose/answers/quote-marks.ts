/** Around the original below the words, with its introduction. */
export const QUOTE_CLASS = 'sobre-quote';
/** Around the signature, between the words and the original. */
export const SIGNATURE_CLASS = 'sobre-signature';

const OPENING = `<div class="${QUOTE_CLASS}">`;

/**
 * Parts the HTML of a letter of ours into the words and the original that they answer, so that the
 * original is folded again. What was written below the original stays with it, in the words.
 */
export function splitQuote(html: string): { html: string; quote: string | null } {
  const at = html.lastIndexOf(OPENING);
  if (at < 0 || !html.trimEnd().endsWith('</div>')) return { html, quote: null };
  const quote = html.slice(at);
  return isOneElement(quote) ? { html: html.slice(0, at), quote } : { html, quote: null };
}

/** Every `div` that opens is closed, the first one last. */
function isOneElement(html: string): boolean {
  let depth = 0;
  for (const { 0: tag, index } of html.matchAll(/<(\/?)div\b[^>]*>/gi)) {
    depth += tag.startsWith('</') ? -1 : 1;
    if (depth === 0) return html.slice(index + tag.length).trim() === '';
  }
  return false;
}
