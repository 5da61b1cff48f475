import libmime from 'libmime';

/** Encoded words of a header field as people read them (RFC 2047); what cannot be decoded stays. */
export function decodeWords(text: string): string {
  try {
    return libmime.decodeWords(text.slice(0, 8000));
  } catch {
    return text;
  }
}
