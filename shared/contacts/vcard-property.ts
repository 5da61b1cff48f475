import ICAL from 'ical.js';

/** One line of a card, read. */
export interface Property {
  /** The line as it is written. */
  line: string;
  /** Lower case, without its group. */
  name: string;
  /** What ties lines together ("item1"), lower case. */
  group: string;
  parameters: Record<string, string | string[]>;
  values: unknown[];
}

type Jcal = [string, Record<string, string | string[]>, string, ...unknown[]];

/** A line that cannot be read has no values, and is kept as it is. Never throws. */
export function readProperty(line: string, version: string): Property {
  const head = /^(?:([\w-]+)\.)?([\w-]+)/.exec(line);
  const blank = {
    line,
    name: (head?.[2] ?? '').toLowerCase(),
    group: (head?.[1] ?? '').toLowerCase(),
    parameters: {},
    values: [],
  };
  try {
    const design = version === '4.0' ? ICAL.design.vcard : ICAL.design.vcard3;
    const [, parameters, , ...values] = ICAL.parse.property(line, design) as unknown as Jcal;
    return { ...blank, parameters, values };
  } catch {
    // The library throws whatever it stumbles over.
    return blank;
  }
}

/** Makes a line: escaped, not yet folded. Values with parts (N, ORG, ADR) are arrays in an array. */
export function writeProperty(
  name: string,
  values: (string | string[])[],
  parameters: Record<string, string | string[]> = {},
): string {
  const jcal = [name, parameters, 'text', ...values] as unknown as Parameters<
    typeof ICAL.stringify.property
  >[0];
  // Of lines that are addresses by default; every program takes them without.
  const line: string = ICAL.stringify.property(jcal, ICAL.design.vcard, true);
  return line.replace(/^([^:"]*);VALUE=TEXT(?=[;:])/i, '$1');
}

/** Values of a parameter in lower case ("TYPE=INTERNET,HOME" and "TYPE=internet;TYPE=home" alike). */
export function parameterOf({ parameters }: Property, name: string): string[] {
  return [parameters[name] ?? []]
    .flat()
    .flatMap((one) => one.split(','))
    .map((one) => one.trim().toLowerCase());
}

/** All values of a line as one text. */
export const textOf = ({ values }: Property, between = ' '): string =>
  (values as unknown[])
    .flat(2)
    .map((one) => String(one ?? '').trim())
    .filter(Boolean)
    .join(between);

/** Parts a line into pieces of at most 75 octets, as RFC 6350 section 3.2 asks. */
export function fold(line: string): string {
  const encoder = new TextEncoder();
  if (encoder.encode(line).length <= 75) return line;
  const pieces: string[] = [];
  let piece = '';
  let size = 0;
  for (const sign of line) {
    const octets = encoder.encode(sign).length;
    if (size + octets > 75) {
      pieces.push(piece);
      piece = ' ';
      size = 1;
    }
    piece += sign;
    size += octets;
  }
  return [...pieces, piece].join('\r\n');
}
