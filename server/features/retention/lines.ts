import type { Choice } from '../../../shared/choice.ts';
import type { BasketLine, Protection } from '../../../shared/clean-up.ts';
import type { Folder } from '../../../shared/folders.ts';
import type { Rest, RetentionRule } from '../../../shared/retention.ts';
import type { Context } from '../../context.ts';
import { readFolders } from '../folders.ts';
import type { SignedIn } from '../session/session.ts';
import { cameBefore } from './came.ts';

const DAY = 24 * 3600 * 1000;

/** What a rule takes at a moment, as a clean-up understands it; null = nothing, and perhaps why. */
export interface RuleLine {
  line: BasketLine | null;
  rests: Rest | null;
}

export async function lineOf(
  context: Context,
  session: SignedIn,
  rule: RetentionRule,
  now: number,
): Promise<RuleLine> {
  const folders = await context.mail.use(session, readFolders, { repeatable: true });
  const { place, keep } = rule;
  if (!place) return lineOfChoice(rule, folders);
  const folder = folders.find(({ specialUse }) => specialUse === place);
  if (!folder) return { line: null, rests: 'place-gone' };
  const days = 'days' in keep ? keep.days : 0;
  const before = now - days * DAY;
  const came = await cameBefore(context, session, folder.path, { before, now });
  if (!came.uids.length) return { line: null, rests: null };
  const choice: Choice = { folders: [folder.path], only: [came] };
  return { line: { ...asLine(rule), choice, action: 'expunge' }, rests: null };
}

function lineOfChoice(rule: RetentionRule, folders: Folder[]): RuleLine {
  const { choice, keep } = rule;
  const paths = new Set(folders.map(({ path }) => path));
  if (choice.folders?.some((path) => !paths.has(path))) return { line: null, rests: 'folder-gone' };
  const age = 'days' in keep ? { olderThan: keep.days } : { keepLatest: keep.latest };
  return { line: { ...asLine(rule), choice: { ...choice, ...age }, action: 'trash' }, rests: null };
}

/** Ages are the rule's own: only what it spares is spared, and what is starred. */
function asLine({ id, name, spares }: RetentionRule) {
  const given: Protection[] = ['answered', 'contacts'];
  const unprotected = given.filter((one) => !spares.some((spared) => spared === one));
  return { id, tool: 'retention', about: name, unprotected: [...unprotected, 'recent' as const] };
}
