import ICAL from 'ical.js';
import { addrSpec } from '../../../shared/compose.ts';
import { type Guest, guestAnswer } from '../../../shared/invitations.ts';
import { plain } from '../../mail/plain.ts';

/** A property's value; the library throws when one cannot be read, and the others still can. */
export function readValue(component: ICAL.Component, name: string): unknown {
  try {
    return component.getFirstPropertyValue(name);
  } catch {
    return null;
  }
}

/** A property that holds a moment, null for none or one that cannot be. */
export function timeOf(component: ICAL.Component, name: string): ICAL.Time | null {
  const value = readValue(component, name);
  if (!(value instanceof ICAL.Time)) return null;
  const { year, month, day } = value;
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31
    ? value
    : null;
}

/** A property as plain text, '' when it is missing. */
export function textOf(
  component: ICAL.Component,
  name: string,
  maximum: number,
  keepsLines = false,
) {
  const value = readValue(component, name);
  return plain(value === null || value === undefined ? '' : String(value), maximum, keepsLines);
}

/** Who a property names. An address that no letter could go to is left out. */
export function personOf(property: ICAL.Property): { name: string; address: string } {
  const address = plain(String(property.getFirstValue() ?? ''), 330).replace(/^mailto:/i, '');
  return {
    name: plain(String(property.getFirstParameter('cn') ?? ''), 200),
    address: addrSpec.safeParse(address).success ? address : '',
  };
}

export function guestOf(property: ICAL.Property): Guest {
  const said = String(property.getFirstParameter('partstat') ?? '').toLowerCase();
  const known = guestAnswer.safeParse(said);
  return { ...personOf(property), answer: known.success ? known.data : 'needs-action' };
}
