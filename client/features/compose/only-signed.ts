import { SIGNATURE_CLASS } from './answers/quote-marks.ts';

/** True when there is nothing but a signature: that alone is not worth keeping. */
export function isOnlySigned({ html, text }: { html: string | null; text: string }): boolean {
  if (html === null) return !text.replace(/^\s*-- \n[\s\S]*$/, '').trim();
  const words = html.replace(new RegExp(`<div class="${SIGNATURE_CLASS}">[\\s\\S]*$`), '');
  return !/<(?:img|table|hr)\b/i.test(words) && !words.replace(/<[^>]*>|&nbsp;|\s/g, '');
}
