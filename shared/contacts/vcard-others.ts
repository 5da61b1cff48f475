import { plain } from '../plain.ts';
import { textOf } from './vcard-property.ts';
import { propertiesOf } from './vcard-read.ts';

const SHOWN_ELSEWHERE = new Set(
  'begin end version fn n org email tel bday note categories uid rev prodid photo x-ablabel'.split(
    ' ',
  ),
);
const MOST = 50;

/** What a card says beyond our fields (its address, titles, sites …): the standard's name and plain text. */
export function othersOf(card: string): { name: string; text: string }[] {
  const others = propertiesOf(card.split('\r\n').filter(Boolean)).flatMap((property) => {
    if (SHOWN_ELSEWHERE.has(property.name)) return [];
    const text = plain(textOf(property, ', '), 500);
    return text ? [{ name: property.name.replace(/^x-/, ''), text }] : [];
  });
  return [...new Map(others.map((one) => [`${one.name} ${one.text}`, one])).values()].slice(
    0,
    MOST,
  );
}
