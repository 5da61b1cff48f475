import * as z from 'zod/mini';
import { type Preferences, type PreferencesChange, readChoices } from './preferences.ts';

const FORMAT = 'sobre-preferences';
/** Raised when an older reader would misread what a newer one writes. */
const VERSION = 1;
/** Characters: a thousand trusted senders and a hundred tags are a tenth of it. */
export const MOST_FILE_SIZE = 1_000_000;

const file = z.object({
  format: z.literal(FORMAT),
  version: z.int().check(z.gte(1)),
  preferences: z.record(z.string(), z.unknown()),
});

export type FileRefusal = 'no-file-of-ours' | 'too-new' | 'too-large';

export type FileRead =
  | { refusal: FileRefusal }
  | {
      chosen: PreferencesChange;
      /** Names of choices whose value cannot be read. */
      unread: string[];
    };

/**
 * A person's choices as a JSON text to be kept or taken elsewhere. They hold no secret: no password, no
 * key, no word of a message.
 *
 * @param now epoch milliseconds.
 */
export function writePreferencesFile(preferences: Preferences, now: number): string {
  const exportedAt = new Date(now).toISOString();
  return `${JSON.stringify({ format: FORMAT, version: VERSION, exportedAt, preferences }, null, 2)}\n`;
}

/** What a file chooses. Never throws: what anybody may have written is answered with what is wrong. */
export function readPreferencesFile(text: string): FileRead {
  if (text.length > MOST_FILE_SIZE) return { refusal: 'too-large' };
  const read = file.safeParse(parse(text));
  if (!read.success) return { refusal: 'no-file-of-ours' };
  if (read.data.version > VERSION) return { refusal: 'too-new' };
  const { known, unread } = readChoices(read.data.preferences);
  return { chosen: known, unread };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return null;
  }
}

/** The choices that would change something. */
export function differing(chosen: PreferencesChange, now: Preferences): PreferencesChange {
  const isNew = ([name, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(now[name as keyof Preferences]);
  return Object.fromEntries(Object.entries(chosen).filter(isNew));
}
