/** Names that Windows keeps for devices, with any ending. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;
const FORBIDDEN = /[<>:"|?*/\\]/g;
const MOST_BYTES = 200;

/**
 * Names for the files of a zip: unpacked on any system they stay in their folder, and none covers another
 * (security S-22). Names are clean already: no control, no directory.
 */
export function zipNames(names: string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const [stem, ending] = split(safeName(name));
    let free = stem + ending;
    for (let n = 2; taken.has(keyOf(free)); n++) free = `${stem} (${n})${ending}`;
    taken.add(keyOf(free));
    return free;
  });
}

/** Systems that ignore case or accents' forms see one name where we see two. */
const keyOf = (name: string) => name.normalize('NFKC').toLowerCase();

/** A name that any system takes for a file or a directory. */
export function safeName(name: string): string {
  const plain = name.normalize('NFC').toWellFormed().replace(FORBIDDEN, '_');
  const trimmed = plain.replace(/^[. ]+|[. ]+$/g, '') || 'file';
  return DEVICE.test(trimmed) ? `_${trimmed}` : trimmed;
}

/** Stem and ending; the stem is cut where the whole would be too long for a file system. */
function split(name: string): [string, string] {
  const [, stem = name, ending = ''] = /^(.+?)(\.[^.]{1,16}|\.tar\.[^.]{1,8})?$/s.exec(name) ?? [];
  let short = '';
  let bytes = Buffer.byteLength(ending);
  for (const character of stem) {
    bytes += Buffer.byteLength(character);
    if (bytes > MOST_BYTES) break;
    short += character;
  }
  return [short, ending];
}
