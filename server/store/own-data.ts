import type { Kysely } from 'kysely';
import type { CleanUpTables } from './clean-ups-migration.ts';
import type {
  ContactBookTable,
  ContactChangeTable,
  ContactTable,
  ContactTombstoneTable,
} from './contacts-tables.ts';
import { openDatabase } from './database.ts';
import type { ExportTables } from './exports-migration.ts';
import type { InventoryTables } from './inventory-migration.ts';
import { ownMigrations } from './own-migrations.ts';
import type { RetentionTables } from './retention-migration.ts';
import type { SecondFactorTables } from './second-factor-migration.ts';

/**
 * The tables of our own data. Rules for every table: 0 and 1 for no and yes, epoch milliseconds for
 * times, JSON as text; the query modules turn rows into objects at the table's edge.
 */
export interface OwnTables
  extends SecondFactorTables,
    InventoryTables,
    CleanUpTables,
    RetentionTables,
    ExportTables {
  sessions: {
    id_hash: string;
    account: string;
    sealed: string;
    remember: number;
    user_agent: string;
    address: string;
    created_at: number;
    seen_at: number;
    expires_at: number;
  };
  preferences: {
    account: string;
    json: string;
  };
  outbox: {
    account: string;
    id: string;
    attempt: number;
    state: string;
    message_id: string;
    envelope: string;
    shown: string;
    waits: string | null;
    due_at: number | null;
    owner: string | null;
    tries: number;
    since: number;
    ending_at: number | null;
    filing: number;
    saved_in: string | null;
    trouble: string | null;
    refused: string;
    letter: string | null;
    blob: string | null;
    sealed: string | null;
    created_at: number;
    updated_at: number;
  };
  events: {
    account: string;
    event_hash: string;
    sequence: number;
    stamp: number;
    cancelled: number;
    version: string;
    before: string | null;
    answer: string | null;
    answered: number | null;
    updated_at: number;
  };
  subscriptions: {
    account: string;
    list_hash: string;
    way: string;
    left_at: number;
  };
  uploads: {
    account: string;
    id: string;
    name: string;
    type: string;
    size: number;
    modified: number;
    created_at: number;
    used_at: number;
  };
  push_subscriptions: {
    session_id: string;
    id: string;
    account: string;
    endpoint: string;
    p256dh: string;
    auth: string;
    sealed: string;
    created_at: number;
    told_at: number | null;
  };
  contacts: ContactTable;
  contact_changes: ContactChangeTable;
  contact_tombstones: ContactTombstoneTable;
  contact_books: ContactBookTable;
  /** Pieces of bytes by their first byte's place. */
  blob_pieces: {
    blob: string;
    place: number;
    bytes: Buffer;
  };
  identities: {
    account: string;
    id: string;
    json: string;
    is_default: number;
    created_at: number;
  };
  templates: {
    account: string;
    id: string;
    name: string;
    json: string;
  };
  /** `key`: the address in lower case. */
  people: {
    account: string;
    key: string;
    address: string;
    name: string;
    written: number;
    heard: number;
    last_at: number;
  };
  /** Up to where a folder was read for people. */
  people_read: {
    account: string;
    folder: string;
    uid_validity: string;
    uid_next: number;
  };
  /** Sieve scripts that were active before the one that is now. */
  script_versions: {
    account: string;
    id: string;
    source: string;
    replaced_at: number;
  };
  /** Bytes used, by day: YYYY-MM-DD in UTC. */
  storage_days: {
    account: string;
    day: string;
    used: number;
  };
  /** The last passwords of an account, as `{ARGON2ID}` hashes. */
  password_history: {
    account: string;
    hash: string;
    created_at: number;
  };
}

export type OwnData = Kysely<OwnTables>;

/** Opens `DATABASE_URL`: sessions, preferences, the outbox and what people keep. Errors as `openDatabase`. */
export function openOwnData(url: string): Promise<OwnData> {
  return openDatabase<OwnTables>(url, ownMigrations);
}
