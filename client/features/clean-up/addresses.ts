import { type Choice, choice as choiceSchema } from '../../../shared/choice.ts';
import { reviewAddress as addressOf } from '../storage/storage.ts';

/** What people clean up, each with a page of its own below this address. */
export const STORAGE = '/settings/storage';

/** Which messages a page is about, and in whose name: the tool that asks, and its words for whom it is about. */
export interface Meant {
  choice: Choice;
  tool: string;
  about: string;
}

/** The address of the page that shows the messages meant. */
export const reviewAddress = ({ choice, tool, about }: Meant): string =>
  addressOf(choice, tool, about);

/** What an address says; null when nobody can have meant it. */
export function readReview(search: URLSearchParams): Meant | null {
  let said: unknown;
  try {
    said = JSON.parse(search.get('choice') ?? '{}');
  } catch {
    return null;
  }
  const { data } = choiceSchema.safeParse(said);
  if (!data) return null;
  const line = (name: string, most: number) => oneLine(search.get(name) ?? '').slice(0, most);
  return { choice: data, tool: line('tool', 40), about: line('about', 320) };
}

/** The words of an address, a sender or a list may hold anything (security S-10). */
export const oneLine = (text: string) =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .toWellFormed();
