import type { Address } from '../../../shared/messages.ts';

// Marks that turn text around or hide it: names with them pretend to be others (security S-49).
const HIDDEN = /\p{Cf}/gu;

/** What people call the one behind an address: the name, else the part before the @. */
export function nameOf({ name, address }: Address): string {
  return name.replace(HIDDEN, '').trim() || address.split('@')[0] || address;
}

/** A name that holds another address than its own is no name (security S-49). */
export function isMisleading({ name, address }: Address): boolean {
  const named = /[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/.exec(name)?.[0];
  return named !== undefined && named.toLowerCase() !== address.toLowerCase();
}

/** A few names in one line. */
export const namesOf = (people: Address[]): string => people.map(nameOf).join(', ');
