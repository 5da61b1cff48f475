import type { ImapFlow } from 'imapflow';
import type { Folder } from '../../../shared/folders.ts';
import { readFolders } from '../../mail/folder-list.ts';
import type { StoredFolder } from '../../store/inventory.ts';
import { fillIn, fillInFirst } from './fill-in.ts';
import { type Check, followFolder, isSameFolder } from './follow.ts';
import { bareOf, ChangedElsewhere, messagesOf, newFolder, type Shelf } from './shelf.ts';

/** Messages of which the senders are read before all others: they weigh as much as the many. */
const FIRST = 400;
const MOST_TRIES = 5;

/** Tells how far it is; throws when the reading was stopped. */
export type Tell = (done: number, total: number) => void;

/** Folders that only show messages of others once more (RFC 6154). */
const VIEWS = new Set(['all', 'flagged']);

/**
 * Brings an account's inventory up to date: first what the server has at hand, of all folders, then the details of
 * the heaviest messages, then of all. What was read stays, wherever it is cut off.
 */
export class Reading {
  readonly #shelf: Shelf;
  readonly #imap: ImapFlow;
  readonly #tell: Tell;
  #stored: StoredFolder[] = [];
  #listed: Folder[] = [];

  constructor(shelf: Shelf, imap: ImapFlow, tell: Tell) {
    this.#shelf = shelf;
    this.#imap = imap;
    this.#tell = tell;
  }

  /** @returns how many messages there are. */
  async run(): Promise<number> {
    this.#stored = await this.#shelf.folders();
    const listed = await readFolders(this.#imap);
    this.#listed = listed.filter(
      ({ selectable, specialUse }) => selectable && !VIEWS.has(specialUse ?? ''),
    );
    this.#progress();
    const largestFirst = this.#listed.toSorted((a, b) => b.total - a.total);
    for (const folder of largestFirst) await this.#again(() => this.#follow(folder));
    await this.#dropGone();
    await this.#again(() => this.#heaviestFirst());
    for (const { path } of largestFirst) await this.#again(() => this.#fillIn(path));
    this.#progress();
    return this.#stored.reduce((sum, folder) => sum + messagesOf(folder), 0);
  }

  #check: Check = () => this.#progress();

  #progress() {
    const known = this.#stored.reduce((sum, one) => sum + messagesOf(one) - bareOf(one), 0);
    const total = this.#listed.reduce((sum, one) => sum + one.total, 0);
    this.#tell(Math.min(known, total), total);
  }

  /** What somebody else wrote meanwhile is looked at, and the step begun anew. */
  async #again(step: () => Promise<void>) {
    for (let tries = 1; ; tries++) {
      try {
        return await step();
      } catch (error) {
        if (!(error instanceof ChangedElsewhere) || tries === MOST_TRIES) throw error;
        this.#stored = await this.#shelf.folders();
      }
    }
  }

  async #follow(listed: Folder) {
    const known = this.#find(listed.path);
    const use = this.#purposeOf(listed);
    if (known && isUnchanged(known, listed)) {
      if (known.use !== use) await this.#shelf.write(known, { use });
      return;
    }
    const mailbox = await this.#select(listed.path);
    if (!mailbox) return;
    const about = {
      path: listed.path,
      use,
      uidValidity: String(mailbox.uidValidity),
      mailboxId: mailbox.mailboxId || null,
    };
    const folder = await this.#take(known, about);
    if (folder.use !== use || folder.path !== listed.path || folder.version === 0)
      await this.#shelf.write(folder, about);
    await followFolder(this.#shelf, this.#imap, mailbox, folder, this.#check);
  }

  /** What is known of the folder: under its path, or under the one that it had before; or nothing yet. */
  async #take(known: StoredFolder | undefined, about: About): Promise<StoredFolder> {
    const isIt = (one: StoredFolder) =>
      one.uidValidity === about.uidValidity && one.mailboxId === about.mailboxId;
    if (known && isIt(known)) return known;
    if (known) await this.#forget([known]);
    const paths = new Set(this.#listed.map(({ path }) => path));
    for (const one of this.#stored)
      if (!paths.has(one.path) && isIt(one) && (await isSameFolder(this.#shelf, this.#imap, one)))
        return one;
    const folder = newFolder(about);
    this.#stored.push(folder);
    return folder;
  }

  async #dropGone() {
    const paths = new Set(this.#listed.map(({ path }) => path));
    await this.#forget(this.#stored.filter(({ path }) => !paths.has(path)));
  }

  async #forget(folders: StoredFolder[]) {
    await this.#shelf.drop(folders.map(({ id }) => id));
    this.#stored = this.#stored.filter((one) => !folders.includes(one));
  }

  async #heaviestFirst() {
    const heaviest: { folder: StoredFolder; uid: number; size: number }[] = [];
    const waiting = this.#stored.filter((folder) => bareOf(folder) > FIRST);
    for (const folder of waiting)
      for await (const entries of this.#shelf.pieces(folder)) {
        for (const { uid, size, whole } of entries)
          if (!whole) heaviest.push({ folder, uid, size });
        heaviest.sort((a, b) => b.size - a.size).splice(FIRST);
      }
    for (const folder of waiting) {
      const uids = heaviest.filter((one) => one.folder === folder).map(({ uid }) => uid);
      if (uids.length && (await this.#open(folder.path)))
        await fillInFirst(this.#shelf, this.#imap, folder, uids, this.#check);
    }
  }

  async #fillIn(path: string) {
    const folder = this.#find(path);
    if (!folder || !bareOf(folder) || !(await this.#open(path))) return;
    await fillIn(this.#shelf, this.#imap, folder, this.#check);
  }

  async #open(path: string) {
    const { mailbox } = this.#imap;
    return mailbox && mailbox.path === path ? mailbox : this.#select(path);
  }

  /** EXAMINE: nothing of the folder changes by being read. Null when it is gone. */
  async #select(path: string) {
    try {
      return await this.#imap.mailboxOpen(path, { readOnly: true });
    } catch (error) {
      if ((error as { mailboxMissing?: boolean }).mailboxMissing) return null;
      throw error;
    }
  }

  #find(path: string): StoredFolder | undefined {
    return this.#stored.find((one) => one.path === path);
  }

  /** What lies below Trash is Trash. */
  #purposeOf({ path }: Folder): StoredFolder['use'] {
    for (const { specialUse, path: root, delimiter } of this.#listed) {
      if (specialUse !== 'trash' && specialUse !== 'junk') continue;
      if (path === root || (delimiter && path.startsWith(root + delimiter))) return specialUse;
    }
    return '';
  }
}

type About = Pick<StoredFolder, 'path' | 'use' | 'uidValidity' | 'mailboxId'>;

/** True when the server's counts leave no room for any change. */
const isUnchanged = (known: StoredFolder, listed: Folder) =>
  known.uidValidity === listed.uidValidity &&
  known.uidNext === listed.uidNext &&
  known.modseq === listed.modseq &&
  known.modseq !== '0' &&
  messagesOf(known) === listed.total;
