import type { ImapFlow, MailboxObject, MessageStructureObject } from 'imapflow';
import type { Clause, Factor, Query } from '../../../shared/search/terms.ts';
import { toUidSet } from '../../../shared/values.ts';
import { fetchWhole } from '../fetch.ts';
import { toSequenceSet } from '../ranges.ts';
import { hasAttachment, readContents } from '../structure.ts';
import { findUids, type Progress, search } from './command.ts';
import { type Abilities, atom, type Depth, isStructural, toCriteria } from './criteria.ts';

/** Structures read at a time, so that others are served between them. */
const CHUNK = 250;

/**
 * Messages of the selected folder that match. What IMAP cannot say (the name of a file, and whether
 * there is one where the server does not mark it) is looked up in the BODYSTRUCTURE of the candidates.
 *
 * @returns UIDs, newest arrival first.
 */
export async function findMatches(
  imap: ImapFlow,
  mailbox: MailboxObject,
  query: Query,
  depth: Depth,
  progress?: Progress,
): Promise<number[]> {
  const can = { marked: await isMarked(imap, mailbox, query) };
  const criteria = toCriteria(query, depth, can);
  if (!criteria || !mailbox.exists) return [];
  const candidates = await findUids(imap, criteria, progress);
  const clauses = query.filter((clause) => clause.some((factor) => isStructural(factor, can)));
  if (!clauses.length) return candidates;
  const tests = await Promise.all(clauses.map((clause) => testOf(imap, clause, depth, can)));
  return keep(imap, candidates, tests, progress);
}

/** True when every message says by keyword whether it has files, as Dovecot marks them on arrival. */
async function isMarked(imap: ImapFlow, mailbox: MailboxObject, query: Query): Promise<boolean> {
  const asks = query.flat().some(({ term }) => term.kind === 'has' || term.kind === 'filename');
  if (!asks) return false;
  if (![...MARKS].some((mark) => mailbox.flags.has(mark))) return false;
  const unmarked = [...MARKS].flatMap((mark) => [atom('UNKEYWORD'), atom(mark)]);
  return (await search(imap, unmarked)).length === 0;
}

const MARKS = ['$HasAttachment', '$HasNoAttachment'];

type Test = (uid: number, structure: MessageStructureObject | undefined) => boolean;

/** A clause holds by its structural conditions or by one that the server answers. */
async function testOf(imap: ImapFlow, clause: Clause, depth: Depth, can: Abilities): Promise<Test> {
  const structural = clause.filter((factor) => isStructural(factor, can));
  const others = clause.filter((factor) => !isStructural(factor, can));
  const criteria = others.length ? toCriteria([others], depth, can) : null;
  const known = new Set(criteria ? await search(imap, criteria) : []);
  return (uid, structure) =>
    known.has(uid) || structural.some((factor) => holds(factor, structure));
}

function holds({ not, term }: Factor, structure: MessageStructureObject | undefined): boolean {
  if (term.kind === 'has') return hasAttachment(structure) !== not;
  if (term.kind !== 'filename') return false;
  const wanted = fold(term.text);
  const found = readContents(structure).attachments.some(({ name }) => fold(name).includes(wanted));
  return found !== not;
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase();

async function keep(
  imap: ImapFlow,
  candidates: number[],
  tests: Test[],
  progress: Progress = () => {},
): Promise<number[]> {
  const kept = new Set<number>();
  for (let i = 0; i < candidates.length; i += CHUNK) {
    const range = toSequenceSet(toUidSet(candidates.slice(i, i + CHUNK)));
    const found = await fetchWhole(imap, range, { uid: true, bodyStructure: true }, { uid: true });
    for (const { uid, bodyStructure } of found) {
      if (tests.every((test) => test(uid, bodyStructure))) kept.add(uid);
    }
    if (candidates.length > CHUNK) progress(Math.round((100 * i) / candidates.length));
  }
  return candidates.filter((uid) => kept.has(uid));
}
