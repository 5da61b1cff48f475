import { randomUUID } from 'node:crypto';
import type { FolderChange, StoredFolder, StoredPiece } from '../../store/inventory.ts';
import type { Entry } from './facts.ts';
import { pack, unpack } from './packed.ts';

/** Where the thread of the inventory keeps what it knows: the main thread writes it down. */
export type Keeper = {
  loadFolders(account: string): Promise<StoredFolder[]>;
  loadPiece(folderId: string, place: number): Promise<Uint8Array | null>;
  writeFolder(account: string, change: FolderChange): Promise<boolean>;
  dropFolders(account: string, ids: string[]): Promise<void>;
  /** How far the reading of the account is. */
  progress(account: string, done: number, total: number): Promise<void>;
};

/** Messages in a piece: small enough to be written anew for one flag, large enough to press well. */
export const PIECE = 2000;

/** Somebody else (another bridge, marks) changed the folder: what is in hand is old. */
export class ChangedElsewhere extends Error {}

/** A piece was sealed with another key. */
export class Unreadable extends Error {}

/** What is known of an account's messages, folder by folder, one piece in memory at a time. */
export class Shelf {
  readonly #keeper: Keeper;
  readonly #secretKey: Buffer;
  readonly account: string;

  constructor(keeper: Keeper, secretKey: Buffer, account: string) {
    this.#keeper = keeper;
    this.#secretKey = secretKey;
    this.account = account;
  }

  folders(): Promise<StoredFolder[]> {
    return this.#keeper.loadFolders(this.account);
  }

  drop(ids: string[]): Promise<void> {
    return this.#keeper.dropFolders(this.account, ids);
  }

  /** A piece's messages by UID; none when it is gone. @throws Unreadable */
  async open(folder: StoredFolder, place: number): Promise<Entry[]> {
    const sealed = await this.#keeper.loadPiece(folder.id, place);
    if (!sealed) return [];
    try {
      return unpack(sealed, this.#owner(folder.id, place), this.#secretKey);
    } catch (error) {
      throw new Unreadable('A piece of the inventory does not open.', { cause: error });
    }
  }

  /** Every piece of the folder, in order. */
  async *pieces(folder: StoredFolder, after = 0): AsyncGenerator<Entry[]> {
    for (const [i, { place }] of folder.pieces.entries()) {
      const next = folder.pieces[i + 1]?.place ?? Number.POSITIVE_INFINITY;
      if (next > after + 1) yield await this.open(folder, place);
    }
  }

  /**
   * Writes pieces together with what is now known of the folder, which `folder` then says.
   *
   * @throws ChangedElsewhere, and nothing is written.
   */
  async write(
    folder: StoredFolder,
    changes: Partial<StoredFolder>,
    pieces: { place: number; entries: Entry[] }[] = [],
  ): Promise<void> {
    const { pieces: _pieces, marks: _marks, ...rest } = { ...folder, ...changes };
    const written = pieces.map(({ place, entries }) => ({
      ...weigh(place, entries),
      sealed: entries.length ? this.#pack(folder.id, place, entries) : null,
    }));
    if (!(await this.#keeper.writeFolder(this.account, { folder: rest, pieces: written })))
      throw new ChangedElsewhere();
    Object.assign(folder, rest, { version: folder.version + 1 });
    const replaced = new Set(written.map(({ place }) => place));
    folder.pieces = [
      ...folder.pieces.filter(({ place }) => !replaced.has(place)),
      ...written.filter(({ sealed }) => sealed).map(({ sealed: _sealed, ...piece }) => piece),
    ].sort((a, b) => a.place - b.place);
  }

  #pack(folderId: string, place: number, entries: Entry[]): Uint8Array {
    return pack(entries, this.#owner(folderId, place), this.#secretKey);
  }

  #owner(folderId: string, place: number): string {
    return JSON.stringify([this.account, folderId, place]);
  }
}

function weigh(place: number, entries: Entry[]): StoredPiece {
  const bare = entries.filter(({ whole }) => !whole);
  return {
    place,
    messages: entries.length,
    bare: bare.length,
    bareBytes: bare.reduce((sum, { size }) => sum + size, 0),
  };
}

/** A folder of which nothing is known yet. */
export function newFolder(
  about: Pick<StoredFolder, 'path' | 'use' | 'uidValidity' | 'mailboxId'>,
): StoredFolder {
  return {
    ...about,
    id: randomUUID(),
    uidNext: 1,
    modseq: '0',
    version: 0,
    pieces: [],
    marks: [],
  };
}

export const messagesOf = (folder: StoredFolder) =>
  folder.pieces.reduce((sum, { messages }) => sum + messages, 0);
export const bareOf = (folder: StoredFolder) =>
  folder.pieces.reduce((sum, { bare }) => sum + bare, 0);
