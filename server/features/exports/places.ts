import type { ImapFlow } from 'imapflow';
import type { ImportTarget } from '../../../shared/imports.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { folderPath } from '../../../shared/values.ts';
import type { Context } from '../../context.ts';
import type { SignedIn } from '../session/session.ts';

/** More folders than anybody has: a file that names them wants to do harm. */
const MOST_MADE = 1000;

/** The folders into which the messages of a file go: found, or made when they are first needed. */
export class Places {
  /** Made for it, in this order. */
  readonly made: string[] = [];
  readonly #context: Context;
  readonly #session: SignedIn;
  readonly #target: ImportTarget;
  readonly #known = new Map<string, string>();

  constructor(context: Context, session: SignedIn, target: ImportTarget) {
    this.#context = context;
    this.#session = session;
    this.#target = target;
  }

  /** @param names as the file has them, null = it says nothing. */
  async folderOf(names: string[] | null): Promise<string> {
    const key = JSON.stringify(this.#target.to === 'folder' ? null : names);
    const known = this.#known.get(key);
    if (known) return known;
    const folder = await this.#context.mail.use(this.#session, (imap) => this.#find(imap, names));
    this.#known.set(key, folder);
    return folder;
  }

  async #find(imap: ImapFlow, names: string[] | null): Promise<string> {
    const target = this.#target;
    const listed = await imap.list();
    const isThere = (path: string) => listed.some((one) => one.path === path);
    if (target.to === 'folder' || (target.to === 'original' && !names)) {
      if (isThere(target.folder)) return target.folder;
      throw new Refusal('not-found', 'There is no such folder.');
    }
    const delimiter = listed.find((one) => one.delimiter)?.delimiter ?? '';
    const top = target.to === 'new' ? [target.name, ...(names ?? [])] : names!;
    const path = pathOf(top, delimiter, target.to === 'new' ? (imap.namespace?.prefix ?? '') : '');
    if (isThere(path)) return path;
    if (this.made.length >= MOST_MADE) throw new Refusal('too-large', 'Too many folders.');
    // Parents that the server makes along with it are to go with it.
    const steps = path.split(delimiter || path);
    for (let depth = 1; depth <= steps.length; depth++) {
      const step = steps.slice(0, depth).join(delimiter);
      if (isThere(step) || !step) continue;
      const { created, path: made } = await imap.mailboxCreate(step);
      if (!created) continue;
      this.made.push(made);
      await imap.mailboxSubscribe(made);
    }
    return path;
  }
}

/** @throws Refusal `archive-unsafe` for names that no folder may have (S-22, S-25). */
function pathOf(names: string[], delimiter: string, prefix: string): string {
  if (names.length === 1 && names[0]!.toUpperCase() === 'INBOX') return 'INBOX';
  const clean = names.map((name) => name.trim().normalize('NFC'));
  const steps = delimiter
    ? clean.map((name) => name.replaceAll(delimiter, '_'))
    : [clean.join('_')];
  const path = folderPath.safeParse(prefix + steps.join(delimiter));
  if (path.success && steps.length <= 50 && steps.every(Boolean)) return path.data;
  throw new Refusal(
    'archive-unsafe',
    'The archive holds a folder without a name that can be used.',
  );
}
