/** Somebody in an address book. `json` holds the fields that no query asks for. */
export interface ContactTable {
  account: string;
  id: string;
  name: string;
  json: string;
  created_at: number;
  updated_at: number;
  /** The vCard they came in, and its name among programs. */
  card: string;
  uid: string;
  /** A data: URL, and what names its bytes. */
  photo: string | null;
  photo_hash: string | null;
  collected: number;
  /** Where they are in the address book elsewhere, in which state, and our `updated_at` of that moment. */
  href: string | null;
  etag: string | null;
  synced_at: number | null;
}

/** What somebody was before a change; without `json` they were not there. */
export interface ContactChangeTable {
  account: string;
  change: string;
  contact: string;
  /** `updated_at` that the change gave them. */
  made_at: number;
  name: string | null;
  json: string | null;
  card: string | null;
  uid: string | null;
  photo: string | null;
  photo_hash: string | null;
  /** 1 = the change did not touch the picture, which is then not copied. */
  keeps_photo: number;
  collected: number | null;
  created_at: number | null;
  href: string | null;
  etag: string | null;
}

/** Deleted here, and still to be deleted elsewhere. */
export interface ContactTombstoneTable {
  account: string;
  href: string;
  etag: string | null;
}

/** The address book elsewhere, as it was met last. */
export interface ContactBookTable {
  account: string;
  url: string;
  /** What changes with everything in it: its sync-token, else its ctag. */
  token: string | null;
  state: string;
  checked_at: number;
  /** When both were the same. */
  same_at: number | null;
}
