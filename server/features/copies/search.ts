import type { Mark } from '../../../shared/choice.ts';
import type { Folder } from '../../../shared/folders.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { readFolders } from '../folders.ts';
import type { SignedIn } from '../session/session.ts';
import { inventoryOf } from '../storage/inventory.ts';
import { decide, findCandidates, type Verdict } from './duplicates.ts';
import { digestBody, readWords } from './look-into.ts';
import { allText, ownText } from './own-text.ts';
import { type Known, keptPieces, keyOf } from './places.ts';
import { findQuestions, type Question } from './quoted.ts';

/** A search under way: told how far it is, asked whether it goes on. */
export interface Course {
  context: Context;
  session: SignedIn;
  isStopped(): boolean;
  tell(done: number, total: number): void;
}

export interface Found {
  verdicts: Verdict[];
  alsoSent: number;
  /** Every folder, also those in which nothing was found: marks of an earlier search go. */
  folders: Folder[];
}

/** Messages that nobody would miss, proven one by one. @throws Refusal of the mail server. */
export async function search(kind: Mark, course: Course): Promise<Found> {
  const { context, session } = course;
  const inventory = inventoryOf(context);
  await inventory.refresh(session);
  const folders = await context.mail.use(session, readFolders, { repeatable: true });
  const pieces = () => keptPieces(inventory, session.account, folders);
  return kind === 'duplicate'
    ? searchDuplicates(course, await findCandidates(pieces), folders)
    : searchQuoted(course, await findQuestions(pieces, ownOf(session.account, folders)), folders);
}

function ownOf(account: string, folders: Folder[]) {
  const sent = new Set(folders.filter((one) => one.specialUse === 'sent').map(({ path }) => path));
  return (folder: string, from: string) => sent.has(folder) || from === account;
}

async function searchDuplicates(
  course: Course,
  groups: Map<string, Known[]>,
  folders: Folder[],
): Promise<Found> {
  // Folder by folder: selecting one costs more than reading a message.
  const all = [...groups.values()].flat();
  all.sort((a, b) => (a.folder < b.folder ? -1 : a.folder > b.folder ? 1 : a.uid - b.uid));
  const bodies = new Map<string, Known[]>();
  await eachOf(course, all, async (one) => {
    const key = `${one.id} ${await digestBody(course.context, course.session, one)}`;
    bodies.set(key, [...(bodies.get(key) ?? []), one]);
  });
  const decided = [...bodies.values()].map((same) => decide(same, folders));
  return {
    verdicts: decided.flatMap(({ verdicts }) => verdicts),
    alsoSent: decided.filter(({ isSent }) => isSent).length,
    folders,
  };
}

/** Texts of later messages that are kept for the next question: many are about one conversation. */
const KEPT_TEXTS = 60;

async function searchQuoted(
  course: Course,
  questions: Question[],
  folders: Folder[],
): Promise<Found> {
  const { context, session } = course;
  const verdicts: Verdict[] = [];
  const gone = new Set<string>();
  const texts = new Map<string, string[]>();
  const textOf = async (one: Known) => {
    const known = texts.get(keyOf(one));
    if (known) return known;
    const words = await readWords(context, session, one).catch(nullIfGone);
    const text = words ? allText([...words.shown, ...words.plain]) : [];
    texts.set(keyOf(one), text);
    const [oldest] = texts.keys();
    if (texts.size > KEPT_TEXTS && oldest !== undefined) texts.delete(oldest);
    return text;
  };
  await eachOf(course, questions, async ({ goes, holders }) => {
    const words = await readWords(context, session, goes);
    const own = words && !words.hasFiles ? ownText(words.shown) : '';
    if (!own) return;
    for (const stays of holders) {
      if (gone.has(keyOf(stays))) continue;
      if (!(await textOf(stays)).some((text) => text.includes(own))) continue;
      gone.add(keyOf(goes));
      verdicts.push({ goes, stays, why: 'later' });
      return;
    }
  });
  return { verdicts, alsoSent: 0, folders };
}

/** One after the other; a message that another program took away meanwhile is passed over. */
async function eachOf<T>(course: Course, all: T[], act: (one: T) => Promise<void>) {
  for (const [i, one] of all.entries()) {
    if (course.isStopped()) throw new Refusal('storage-unread', 'The search was stopped.');
    if (i % 20 === 0) course.tell(i, all.length);
    await act(one).catch(nullIfGone);
  }
  course.tell(all.length, all.length);
}

function nullIfGone(error: unknown): null {
  const isGone =
    error instanceof Refusal &&
    ['message-gone', 'mailbox-changed', 'not-found'].includes(error.code);
  if (isGone) return null;
  throw error;
}
