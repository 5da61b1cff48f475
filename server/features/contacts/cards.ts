import ICAL from 'ical.js';
import type { ContactInput } from '../../../shared/contacts.ts';
import { plain } from '../../mail/plain.ts';

/** People of one file that are offered; the file itself can hold a whole address book. */
const MAX_CARDS = 20;
const MAX_LINES = 10;

/** The people in a file of vCards (RFC 6350, and 2.1 and 3.0 before it), and how many there are. */
export function readCards(text: string): { cards: ContactInput[]; count: number } {
  const texts = text.match(/^BEGIN:VCARD[\s\S]*?^END:VCARD/gim) ?? [];
  const cards = texts
    .slice(0, MAX_CARDS)
    .map(readCard)
    .filter((card) => card !== null);
  return { cards, count: texts.length - Math.min(texts.length, MAX_CARDS) + cards.length };
}

function readCard(text: string): ContactInput | null {
  try {
    const parsed: unknown[] = ICAL.parse(prepare(text));
    const root = Array.isArray(parsed[0]) ? parsed[0] : parsed;
    const card = new ICAL.Component(root);
    const read = (name: string) =>
      card
        .getAllProperties(name)
        .slice(0, MAX_LINES)
        .map((one) => valueOfProperty(one))
        .filter(Boolean);
    const contact = {
      name: (read('fn')[0] ?? nameOfParts(card)).slice(0, 200),
      organization: read('org')[0]?.slice(0, 200) ?? '',
      emails: unique(read('email').map((one) => one.replace(/^mailto:/i, ''))).filter(isAddress),
      phones: unique(read('tel').map((one) => one.replace(/^tel:/i, '').slice(0, 100))),
    };
    return contact.name || contact.emails.length ? contact : null;
  } catch {
    // The library throws whatever it stumbles over; the file can still be downloaded.
    return null;
  }
}

/**
 * vCard 2.1 writes quoted-printable and parameters without a name, which the library does not read:
 * both are put right before. Pictures and keys are of no use here.
 */
function prepare(text: string): string {
  return joinSoftLines(text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/))
    .filter((line) => !/^([\w-]+\.)?(photo|logo|sound|key|agent)[:;]/i.test(line))
    .map((line) => {
      const colon = line.indexOf(':');
      const head = line.slice(0, colon);
      if (colon < 0 || head.includes('"')) return line;
      const [name, ...parameters] = head.split(';');
      const isQuoted = parameters.some(isQuotedPrintable);
      const kept = parameters.filter((one) => one.includes('=') && !isQuotedPrintable(one));
      const value = line.slice(colon + 1);
      return `${[name, ...kept].join(';')}:${isQuoted ? unquote(value) : value}`;
    })
    .join('\r\n');
}

const isQuotedPrintable = (parameter: string) => /^(encoding=)?quoted-printable$/i.test(parameter);

/** A quoted-printable line that ends with "=" goes on in the next one. */
function joinSoftLines(lines: string[]): string[] {
  const joined: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    if (isOpen) joined[joined.length - 1] += line;
    else joined.push(line);
    const whole = joined.at(-1)!;
    isOpen = /;(encoding=)?quoted-printable/i.test(whole.split(':')[0]!) && whole.endsWith('=');
    if (isOpen) joined[joined.length - 1] = whole.slice(0, -1);
  }
  return joined;
}

/** Quoted-printable in UTF-8, as every phone that writes it means it. */
function unquote(text: string): string {
  const bytes = text.replace(/=([0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  const decoded = Buffer.from(bytes, 'latin1').toString('utf8');
  return decoded.replace(/\r?\n/g, '\\n');
}

function valueOfProperty(property: ICAL.Property): string {
  const value: unknown = property.getFirstValue();
  return plain([value].flat(2).filter(Boolean).map(String).join(' '), 320);
}

/** "Family;Given;…" of a card without a formatted name. */
function nameOfParts(card: ICAL.Component): string {
  const [family, given] = [card.getFirstPropertyValue('n')].flat() as unknown[];
  return plain([given, family].flat().filter(Boolean).map(String).join(' '), 200);
}

const isAddress = (text: string) => /^[^\s<>@]+@[^\s<>@]+$/.test(text);
const unique = (texts: string[]) => [...new Set(texts)].filter(Boolean);
