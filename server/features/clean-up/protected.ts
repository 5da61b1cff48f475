import type { CleanUpAction, Protection } from '../../../shared/clean-up.ts';
import type { Folder } from '../../../shared/folders.ts';
import type { Context } from '../../context.ts';
import { listContacts } from '../../store/contacts.ts';
import type { Fact } from '../storage/facts.ts';

const RECENT = 30 * 24 * 60 * 60_000;

/** Tells for what reasons a message is left alone. */
export type Sparing = (fact: Fact) => Protection[];

/** What protects messages of the account at this moment: addresses are compared in lower case. */
export async function sparingOf({ store }: Context, account: string): Promise<Sparing> {
  const people = await listContacts(store, account);
  const known = new Set(people.flatMap(({ emails }) => emails.map((one) => one.toLowerCase())));
  const since = Date.now() - RECENT;
  return (fact) => {
    const reasons: Protection[] = [];
    if (fact.starred) reasons.push('starred');
    if (fact.answered) reasons.push('answered');
    if (fact.from && known.has(fact.from)) reasons.push('contacts');
    if (fact.received > since) reasons.push('recent');
    return reasons;
  };
}

/** Protections that a message can come under at any moment, by the flag that it then has. */
const FLAGS: Partial<Record<Protection, string>> = {
  starred: '\\Flagged',
  answered: '\\Answered',
};

/** True when the flags protect a message for one of these reasons. */
export const isSparedBy = (flags: ReadonlySet<string>, reasons: Protection[]): boolean =>
  reasons.some((reason) => FLAGS[reason] !== undefined && flags.has(FLAGS[reason]));

/** Tells which folders an action takes from. */
export function reachOf(folders: Folder[]): (action: CleanUpAction, folder: string) => boolean {
  const roots = (use: Folder['specialUse']) =>
    folders.filter(({ specialUse }) => specialUse === use);
  const isWithin = (all: Folder[], path: string) =>
    all.some((root) => path === root.path || path.startsWith(root.path + (root.delimiter ?? '\0')));
  const trash = roots('trash');
  const bins = [...trash, ...roots('junk')];
  return (action, path) =>
    // Nobody moves from Trash to Trash, and only what is on its way out goes for good.
    action === 'expunge' ? isWithin(bins, path) : !isWithin(trash, path);
}
