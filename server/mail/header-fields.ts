/** Bytes of a header that are looked at, and fields of one name: a header of 1 MB exists (security S-47). */
const MAX_BYTES = 256 * 1024;
const MAX_FIELDS = 50;
const MAX_VALUE = 16 * 1024;

/** Unfolded header fields (RFC 5322 section 2.2), by lower-case name, each in its order from the top. */
export function readHeaderFields(raw: Buffer | undefined): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  const text = (raw ?? Buffer.alloc(0)).subarray(0, MAX_BYTES).toString('utf8');
  for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (!name || /\s/.test(name)) continue;
    const values = fields.get(name) ?? [];
    if (values.length < MAX_FIELDS) values.push(line.slice(colon + 1, colon + MAX_VALUE).trim());
    fields.set(name, values);
  }
  return fields;
}
