/** Names of types and of charsets, as RFC 6838 and RFC 2978 let them be. */
const TYPE = /^[\w!#$&^.+-]{1,100}\/[\w!#$&^.+-]{1,100}$/;
const CHARSET = /^[\w.:+-]{1,60}$/;

/** A type that strangers name, fit for a header field of ours (security S-28): what is no type is bytes. */
export function mediaType(type: string, charset?: string): string {
  const [name = ''] = type.split(';');
  const clean = name.trim().toLowerCase();
  if (!TYPE.test(clean)) return 'application/octet-stream';
  if (!clean.startsWith('text/') || !charset || !CHARSET.test(charset)) return clean;
  return `${clean}; charset=${charset}`;
}
