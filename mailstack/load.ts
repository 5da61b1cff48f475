import {
  chownSync,
  closeSync,
  futimesSync,
  mkdirSync,
  openSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MAIL_USER } from './configuration.ts';
import { doveadm } from './dovecot.ts';
import type { MailStack } from './mailstack.ts';
import { idsOf } from './system-users.ts';

/** A message to be put into a mailbox as if it had always been there. */
export interface StoredMessage {
  /** With `/` between parents and children; `INBOX` is the inbox. */
  folder: string;
  /** System flags (`\Seen`) and keywords (`$Forwarded`), at most 26 different keywords in a folder. */
  flags: string[];
  /** Becomes the INTERNALDATE; kept to the second. */
  date: Date;
  /** RFC 5322, lines ending in CRLF or LF. */
  raw: Buffer;
}

/**
 * Puts many messages into a mailbox fast: they are staged as Maildir folders, which Dovecot imports in
 * one run. Within a folder they get UIDs in the order given. Folders are made and subscribed.
 *
 * @returns how many were loaded.
 */
export async function loadMail(
  { layout }: MailStack,
  address: string,
  messages: Iterable<StoredMessage>,
): Promise<number> {
  const staging = await mkdtemp(join(layout.home, 'loading-'));
  try {
    const folders = stage(staging, messages);
    for (const folder of folders.values()) folder.finish();
    ownedByMailUser(staging);
    const source = `maildir:${staging}:LAYOUT=fs:UTF-8`;
    // A load that a power failure cuts short is loaded again: it need not wait for the disk.
    await doveadm(layout, [
      '-o',
      'mail_fsync=never',
      'import',
      '-u',
      address,
      '-s',
      source,
      '',
      'all',
    ]);
    return [...folders.values()].reduce((sum, folder) => sum + folder.count, 0);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

function stage(root: string, messages: Iterable<StoredMessage>): Map<string, StagedFolder> {
  const folders = new Map<string, StagedFolder>();
  for (const message of messages) {
    let folder = folders.get(message.folder);
    if (!folder) {
      folder = new StagedFolder(folderPath(root, message.folder));
      folders.set(message.folder, folder);
    }
    folder.add(message);
  }
  return folders;
}

function folderPath(root: string, folder: string): string {
  return folder === 'INBOX' ? root : join(root, folder);
}

/** One Maildir folder, with Dovecot's own lists of UIDs and keywords. */
class StagedFolder {
  readonly #path: string;
  readonly #names: string[] = [];
  readonly #keywords: string[] = [];

  constructor(path: string) {
    this.#path = path;
    for (const part of ['cur', 'new', 'tmp']) {
      mkdirSync(join(path, part), { recursive: true });
    }
  }

  get count(): number {
    return this.#names.length;
  }

  add({ flags, date, raw }: StoredMessage): void {
    const name = `${this.count + 1}.sobre,S=${raw.length}`;
    this.#names.push(name);
    const seconds = Math.floor(date.getTime() / 1000);
    const file = openSync(join(this.#path, 'cur', `${name}:2,${this.#letters(flags)}`), 'w');
    writeSync(file, raw);
    futimesSync(file, seconds, seconds);
    closeSync(file);
  }

  finish(): void {
    const uids = this.#names.map((name, index) => `${index + 1} :${name}\n`);
    const header = `3 V1 N${this.count + 1}\n`;
    writeFileSync(join(this.#path, 'dovecot-uidlist'), header + uids.join(''));
    const keywords = this.#keywords.map((keyword, index) => `${index} ${keyword}\n`);
    writeFileSync(join(this.#path, 'dovecot-keywords'), keywords.join(''));
    for (const part of ['', 'cur', 'new', 'tmp']) ownedByMailUser(join(this.#path, part));
  }

  #letters(flags: string[]): string {
    return flags
      .map((flag) => FLAG_LETTERS[flag.toLowerCase()] ?? this.#keywordLetter(flag))
      .sort()
      .join('');
  }

  #keywordLetter(keyword: string): string {
    if (!this.#keywords.includes(keyword)) this.#keywords.push(keyword);
    const index = this.#keywords.indexOf(keyword);
    if (keyword.startsWith('\\') || index > 25) {
      throw new Error(`The flag ${keyword} cannot be loaded.`);
    }
    return String.fromCharCode('a'.charCodeAt(0) + index);
  }
}

const FLAG_LETTERS: Record<string, string> = {
  '\\draft': 'D',
  '\\flagged': 'F',
  '\\answered': 'R',
  '\\seen': 'S',
  '\\deleted': 'T',
};

function ownedByMailUser(path: string): void {
  const { uid, gid } = idsOf(MAIL_USER);
  chownSync(path, uid, gid);
}
