import { type AutomaticReply, automaticReply } from '../automatic-reply.ts';
import { PLAN } from './vacation-write.ts';

/** A plan as it stands in a script, and what it was written with. */
export interface WrittenPlan extends AutomaticReply {
  /** All own addresses of that time. */
  addresses: string[];
  /** The fingerprint of the address book; null where nobody was asked to be in it. */
  contacts: string | null;
}

/** Reads what `writeVacation` wrote; null when there is no such line, or when it is not whole. */
export function readVacation(source: string): WrittenPlan | null {
  const line = source.split(/\r?\n/).find((one) => one.startsWith(PLAN));
  if (!line) return null;
  const kept = parseJson(line.slice(PLAN.length));
  const { data } = automaticReply.safeParse(kept);
  if (!data) return null;
  const { addresses, contacts } = kept as Record<string, unknown>;
  return {
    ...data,
    addresses: Array.isArray(addresses) ? addresses.filter((one) => typeof one === 'string') : [],
    contacts: typeof contacts === 'string' ? contacts : null,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
