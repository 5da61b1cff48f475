import { addressParser } from 'postal-mime';
import { addrSpec, type Recipient } from '../../../shared/compose.ts';

/** Addresses as people type or paste them: one or many, with or without names, groups opened. */
export function readRecipients(text: string): Recipient[] {
  const spaced = text.replace(/[;\n]+/g, ',');
  return addressParser(spaced, { flatten: true })
    .map(({ name, address }) => ({ name: name ?? '', address: (address || name || '').trim() }))
    .filter(({ address }) => address !== '')
    .map(({ name, address }) => ({ name: name === address ? '' : name.trim(), address }));
}

/** True when the address can stand in RCPT TO as it is. */
export const isComplete = ({ address }: Recipient): boolean => addrSpec.safeParse(address).success;
