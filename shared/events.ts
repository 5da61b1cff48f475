import type { CleanUp } from './clean-up.ts';
import type { CopySearch } from './copies.ts';
import type { MailExport } from './exports.ts';
import type { Folder } from './folders.ts';
import type { MessageRow } from './messages.ts';
import type { OutboxItem } from './outbox.ts';
import type { ScanState } from './storage-map.ts';

/**
 * Everything the server may push to the account's room. Events are hints (socket.io delivers at most
 * once): each carries the folder's MODSEQ, and a client that was away asks with `resync`.
 * The client's query keys begin with the event's path.
 */
export type PushEvent =
  | FolderListChanged
  | FolderCounted
  | MessagesChanged
  | MailConnection
  | PreferencesChanged
  | DraftChanged
  | ContactsChanged
  | OutboxChanged
  | PeopleLearned
  | IdentitiesChanged
  | TemplatesChanged
  | SessionsChanged
  | ReplyChanged
  | FiltersChanged
  | FilterRunning
  | PasswordAsked
  | StorageScanned
  | CleanUpChanged
  | CopiesSearched
  | RetentionChanged
  | ExportChanged;

/** Folders were made, renamed, deleted or (un)subscribed. */
export interface FolderListChanged {
  type: 'folders';
  path: ['folders'];
}

/** Counts of one folder. */
export interface FolderCounted {
  type: 'folder';
  path: ['folders'];
  folder: Pick<Folder, 'path' | 'total' | 'unread' | 'uidNext' | 'uidValidity' | 'modseq'>;
}

/**
 * What changed in a folder since MODSEQ `since`. `complete` false: the server cannot tell all of it
 * (no CONDSTORE/QRESYNC, new UIDVALIDITY, or too much): read the windows again.
 * `added` rows are in arrival order (ascending UID).
 */
export interface MessagesChanged {
  type: 'messages';
  path: ['messages', string];
  folder: string;
  uidValidity: string;
  since: string;
  modseq: string;
  uidNext: number;
  total: number;
  complete: boolean;
  flags: { uid: number; flags: string[]; modseq: string }[];
  vanished: number[];
  added: MessageRow[];
  /** Of `added`, those that answer no message: each begins a conversation. */
  beginnings: number[];
}

/** The road to the mail server: told when it breaks and when it is back. */
export interface MailConnection {
  type: 'mail-server';
  path: ['mail-server'];
  up: boolean;
}

export interface PreferencesChanged {
  type: 'preferences';
  path: ['preferences'];
}

/**
 * A letter in Drafts changed: it has a new version, or it is gone (`version` null). `copyOf` names the letter
 * that it was parted from, because both were written at once.
 */
export interface DraftChanged {
  type: 'draft';
  path: ['drafts'];
  id: string;
  version: string | null;
  copyOf: string | null;
}

export interface ContactsChanged {
  type: 'contacts';
  path: ['contacts'];
}

/** A letter on its way took a step. */
export interface OutboxChanged {
  type: 'outbox';
  path: ['outbox'];
  item: OutboxItem;
}

/** Somebody may be suggested now. The path lies below the address book's, whose people are suggested too. */
export interface PeopleLearned {
  type: 'people';
  path: ['contacts', 'people'];
}

export interface IdentitiesChanged {
  type: 'identities';
  path: ['identities'];
}

export interface TemplatesChanged {
  type: 'templates';
  path: ['templates'];
}

/** Somebody signed in or out of the account, somewhere. */
export interface SessionsChanged {
  type: 'sessions';
  path: ['sessions'];
}

/** The automatic reply may have changed: the script was written. */
export interface ReplyChanged {
  type: 'automatic-reply';
  path: ['automatic-reply'];
}

/** The Sieve script is another one now. */
export interface FiltersChanged {
  type: 'filters';
  path: ['filters'];
}

/** How far a rule is in the messages of a folder. `run` is the page's name for it. */
export interface FilterRunning {
  type: 'filter-run';
  path: ['filter-run'];
  run: string;
  done: number;
  total: number;
}

/** The password was changed elsewhere: this session needs it, or has been given it by another page. */
export interface PasswordAsked {
  type: 'password';
  path: ['password'];
  asked: boolean;
}

/** How far the reading of the mailbox for the map is. */
export interface StorageScanned {
  type: 'storage-scan';
  path: ['storage', 'map'];
  scan: ScanState;
}

/** A clean-up began, took a step, or ended. */
export interface CleanUpChanged {
  type: 'clean-up';
  path: ['clean-ups'];
  cleanUp: CleanUp;
}

/** The rules that tidy changed, or ran. */
export interface RetentionChanged {
  type: 'retention';
  path: ['retention'];
}

/** A download of mail took a step; `mailExport` null = it is gone. */
export interface ExportChanged {
  type: 'export';
  path: ['exports'];
  id: string;
  mailExport: MailExport | null;
}

/** How far a search for duplicates or quoted copies is. */
export interface CopiesSearched {
  type: 'copies';
  path: ['copies'];
  search: CopySearch;
}

/** What a client knows of a folder that it has on screen. */
export interface KnownFolder {
  folder: string;
  uidValidity: string;
  modseq: string;
  /** `uidNext` of the window or event that gave this MODSEQ: what lies beyond is new to the client. */
  uidNext: number;
}

/** Socket events from the server. `ended`: this session is over, everywhere or here. */
export interface ServerToClient {
  change: (event: PushEvent) => void;
  ended: () => void;
}

/**
 * Socket events from the client. `watch` says which folders it shows and up to which MODSEQ it knows
 * them: at each (re)connection and whenever that changes. The server answers with `change` events.
 */
export interface ClientToServer {
  watch: (folders: KnownFolder[]) => void;
}
