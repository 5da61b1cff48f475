import type { ExportPart } from '../../../shared/exports.ts';
import { toUidSet } from '../../../shared/values.ts';
import type { Context } from '../../context.ts';
import type { Login } from '../../mail/login.ts';
import type { Lend } from '../../mail/part-stream.ts';
import { toSequenceSets } from '../../mail/ranges.ts';
import { forms, measurePiece } from './forms.ts';
import { lendIn } from './lend.ts';
import type { Letter } from './letter.ts';
import type { Kept, Records } from './records.ts';

const MOST_NAMES = 20;

/**
 * Takes messages out of a file that are not in the mailbox any more, so that it can be downloaded whole. Nothing is read
 * again: what stays is measured. `kept` and its part are changed.
 *
 * @returns how many went.
 */
export async function reconcile(
  context: Context,
  records: Records,
  login: Login,
  kept: Kept,
  part: ExportPart,
): Promise<number> {
  const form = forms[kept.format];
  const rows = await records.pieces(kept, part.part);
  let went = 0;
  for (const row of rows) {
    const piece = await records.piece(kept, row);
    const isThere = await presenceOf(lendIn(context, login, piece), piece.letters);
    const missing = piece.letters.filter(({ uid }) => !isThere.has(uid));
    if (!missing.length) continue;
    went += missing.length;
    for (const { name } of missing)
      if (kept.goneNames.length < MOST_NAMES) kept.goneNames.push(name);
    piece.letters = piece.letters.filter(({ uid }) => isThere.has(uid));
    Object.assign(row, { messages: piece.letters.length, ...measurePiece(form, piece) });
    await records.writePiece(kept, row, piece);
  }
  if (!went) return 0;
  const sum = (of: 'messages' | 'length' | 'directory') =>
    rows.reduce((all, row) => all + row[of], 0);
  const totals = { messages: sum('messages'), length: sum('length'), directory: sum('directory') };
  const end = form.end({ ...totals, pieces: rows.length }).length;
  part.bytes = totals.length + totals.directory + end;
  part.messages = totals.messages;
  part.version++;
  part.sent = 0;
  kept.gone += went;
  return went;
}

async function presenceOf(lend: Lend, letters: Letter[]): Promise<Set<number>> {
  const found = new Set<number>();
  for (const uid of toSequenceSets(toUidSet(letters.map((letter) => letter.uid)))) {
    const some = await lend(async (imap) => (await imap.search({ uid }, { uid: true })) || []);
    for (const one of some) found.add(one);
  }
  return found;
}
