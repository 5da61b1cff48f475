import type { Kysely, Migration } from 'kysely';

/** The tables of two-step sign-in. */
export interface SecondFactorTables {
  /** Secrets are sealed under SECRET_KEY; `pending` waits for its first code. */
  authenticators: {
    account: string;
    sealed: string | null;
    confirmed_at: number | null;
    /** The 30-second step of the last code that was taken: none is taken twice. */
    last_step: number;
    pending: string | null;
    pending_at: number | null;
  };
  recovery_codes: {
    account: string;
    hash: string;
  };
  passkeys: {
    /** The credential's id, base64url. */
    id: string;
    account: string;
    name: string;
    /** COSE key, base64url. */
    public_key: string;
    counter: number;
    /** JSON list. */
    transports: string;
    created_at: number;
    used_at: number | null;
  };
  /** Each is answered once. `holder`: the session or the half sign-in that asked. */
  passkey_challenges: {
    holder: string;
    challenge: string;
    expires_at: number;
  };
  /** Sign-ins whose password was right and whose second step is still to come. */
  half_sign_ins: {
    id_hash: string;
    account: string;
    sealed: string;
    remember: number;
    expires_at: number;
  };
  trusted_devices: {
    id_hash: string;
    account: string;
    /** The session that this device signed in to last. */
    session: string;
    created_at: number;
    expires_at: number;
  };
}

export const secondFactor: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('authenticators')
      .addColumn('account', 'text', (column) => column.primaryKey())
      .addColumn('sealed', 'text')
      .addColumn('confirmed_at', 'bigint')
      .addColumn('last_step', 'bigint', (column) => column.notNull())
      .addColumn('pending', 'text')
      .addColumn('pending_at', 'bigint')
      .execute();
    await db.schema
      .createTable('recovery_codes')
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('recovery_codes_pk', ['account', 'hash'])
      .execute();
    await db.schema
      .createTable('passkeys')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('public_key', 'text', (column) => column.notNull())
      .addColumn('counter', 'bigint', (column) => column.notNull())
      .addColumn('transports', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('used_at', 'bigint')
      .execute();
    await db.schema.createIndex('passkeys_account').on('passkeys').column('account').execute();
    await db.schema
      .createTable('passkey_challenges')
      .addColumn('holder', 'text', (column) => column.primaryKey())
      .addColumn('challenge', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute();
    await createHalves(db);
  },
};

async function createHalves(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('half_sign_ins')
    .addColumn('id_hash', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('remember', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('trusted_devices')
    .addColumn('id_hash', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('session', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('trusted_devices_account')
    .on('trusted_devices')
    .column('account')
    .execute();
}
