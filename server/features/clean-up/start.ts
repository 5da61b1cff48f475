import { randomUUID } from 'node:crypto';
import type { BasketLine, CleanUp } from '../../../shared/clean-up.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { insertPieces, type Piece, type PieceAct } from '../../store/clean-up-pieces.ts';
import { type CleanUpEntry, insertCleanUp } from '../../store/clean-ups.ts';
import { languageOf } from '../notices.ts';
import type { SignedIn } from '../session/session.ts';
import { sealWords, type Words } from './basket.ts';
import { type Chosen, choose } from './choose.ts';
import { entrustTo, tellCleanUp, toCleanUp } from './items.ts';
import { lookAt, type Seen } from './look.ts';
import { isSparedBy } from './protected.ts';
import { addWeights, weigh } from './weigh.ts';

/** Messages of one step. */
const MOST = { trash: 500, expunge: 500, lighten: 1 };

interface Counted {
  line: BasketLine;
  folders: { folder: string; uidValidity: string; messages: Seen[] }[];
}

/**
 * Begins to clean up: counts what the lines take on the server, at this moment, and writes down every message
 * before the first is touched. Lines that take nothing begin nothing.
 *
 * @param expected what was shown; null = whatever it is.
 * @throws Refusal `clean-up-changed` with the new weight.
 */
export async function start(
  context: Context,
  session: SignedIn,
  lines: BasketLine[],
  expected: { messages: number; bytes: number } | null,
): Promise<CleanUp[]> {
  const chosen = await choose(context, session, lines);
  const counted: Counted[] = [];
  for (const one of chosen) counted.push(await recount(context, session, one));
  const whole = addWeights(counted.map(({ folders }) => weigh(messagesOf(folders))));
  if (expected && (whole.messages !== expected.messages || whole.bytes !== expected.bytes))
    throw new Refusal('clean-up-changed', 'The mailbox holds something else now.', { ...whole });
  const language = await languageOf(context, session);
  const entries = counted
    .filter(({ folders }) => folders.length)
    .map(({ line, folders }, i) => ({
      pieces: piecesOf(line, folders),
      entry: entryOf(context, session, line, messagesOf(folders), language, i),
    }));
  await context.store.transaction().execute(async (step) => {
    for (const { entry, pieces } of entries) {
      await insertCleanUp(step, entry);
      await insertPieces(step, entry, pieces);
    }
  });
  for (const { entry } of entries) tellCleanUp(context, entry);
  return entries.map(({ entry }) => toCleanUp(context, entry));
}

/** What of it is there now, and not protected since the inventory was read. */
async function recount(context: Context, session: SignedIn, { line, folders }: Chosen) {
  const spares = sparesOf(line);
  const counted: Counted = { line, folders: [] };
  for (const { folder, uidValidity, facts } of folders) {
    const uids = facts.map(({ uid }) => uid);
    const seen = await lookAt(context, session, { folder, uidValidity }, uids, false);
    const messages = [...(seen?.values() ?? [])].filter(({ flags }) => !isSparedBy(flags, spares));
    if (messages.length) counted.folders.push({ folder, uidValidity, messages });
  }
  return counted;
}

const sparesOf = ({ unprotected }: BasketLine) =>
  (['starred', 'answered'] as const).filter((reason) => !unprotected.includes(reason));

function* messagesOf(folders: Counted['folders']) {
  for (const { messages } of folders) yield* messages;
}

function entryOf(
  context: Context,
  session: SignedIn,
  line: BasketLine,
  messages: Iterable<Seen>,
  language: CleanUpEntry['language'],
  place: number,
): CleanUpEntry {
  const { account } = session;
  const id = randomUUID();
  const now = Date.now();
  const words: Words = { tool: line.tool, about: line.about };
  return {
    ...{ account, id, language, action: line.action, state: 'running' },
    ...weigh(messages),
    ...{ done: 0, doneBytes: 0, freed: 0, missed: 0, trouble: null, wish: null, tries: 0 },
    words: sealWords(context, account, words),
    spares: sparesOf(line),
    sealed: entrustTo(context, session, { account, id }),
    owner: null,
    startedAt: now,
    queuedAt: now + place,
    dueAt: now,
    endedAt: null,
    backUntil: null,
    inTrash: null,
    updatedAt: now,
  };
}

function piecesOf({ action }: BasketLine, folders: Counted['folders']): Piece[] {
  const pieces: Piece[] = [];
  for (const { folder, uidValidity, messages } of folders) {
    for (let i = 0; i < messages.length; i += MOST[action])
      pieces.push(
        planned(
          action,
          { folder, uidValidity },
          messages.slice(i, i + MOST[action]),
          pieces.length,
        ),
      );
  }
  return pieces;
}

function planned(
  act: PieceAct,
  from: { folder: string; uidValidity: string },
  messages: Seen[],
  place: number,
): Piece {
  return {
    ...{ place, act, state: 'planned', ...from, uidNext: null },
    ...{ to: null, toValidity: null, toUidNext: null },
    items: messages.map(({ uid, size, received }) => ({
      ...{ uid, size, received, id: null, fate: 'open', at: null, light: null },
    })),
  };
}
