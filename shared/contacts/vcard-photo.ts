import type { Property } from './vcard-property.ts';

/** The picture that a card carries, as a data: URL, and the lines without it. */
export function pictureOf(properties: Property[]): { photo: string | null; rest: Property[] } {
  const picture = properties.find((one) => one.name === 'photo' && dataUrlOf(one.line) !== null);
  if (!picture) return { photo: null, rest: properties };
  return { photo: dataUrlOf(picture.line), rest: properties.filter((one) => one !== picture) };
}

/** An address somewhere else is not a picture that we fetch: it stays a line of the card. */
function dataUrlOf(line: string): string | null {
  const colon = line.indexOf(':');
  const value = line.slice(colon + 1).trim();
  const inline = /^data:image\/[\w.+-]+;base64,(.*)$/i.exec(value);
  const isBinary = /;\s*(encoding=(b|base64)|base64)\s*(;|$)/i.test(line.slice(0, colon));
  const base64 = (inline?.[1] ?? (isBinary ? value : '')).replace(/\s/g, '');
  const type = typeOf(base64);
  return type && /^[A-Za-z0-9+/]+={0,2}$/.test(base64)
    ? `data:image/${type};base64,${base64}`
    : null;
}

/** By the first bytes, whatever the card says: these kinds hold no script. */
function typeOf(base64: string): string | null {
  if (base64.startsWith('/9j/')) return 'jpeg';
  if (base64.startsWith('iVBORw0KGgo')) return 'png';
  if (base64.startsWith('R0lGOD')) return 'gif';
  return /^UklGR.{3}.{3,4}/.test(base64) && base64.slice(10, 16).includes('XRUJQ') ? 'webp' : null;
}

/** How a card says the picture, by its version. */
export function pictureLine(photo: string, version: '3.0' | '4.0'): string {
  if (version === '4.0') return `PHOTO:${photo}`;
  const [, type = 'jpeg', base64 = ''] = /^data:image\/(\w+);base64,(.*)$/.exec(photo) ?? [];
  return `PHOTO;ENCODING=b;TYPE=${type.toUpperCase()}:${base64}`;
}
