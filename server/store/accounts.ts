import type { Accounts } from './accounts-data.ts';
import { destinationAddress, domainName, domainOf, localAddress } from './address.ts';
import { hashPassword } from './password-hash.ts';

/** A mailbox as an administrator sees it. */
export interface MailboxAccount {
  address: string;
  domain: string;
  name: string;
  /** 0 is no limit. */
  quotaBytes: number;
  active: boolean;
  /** Epoch milliseconds. */
  createdAt: number;
}

/** Lets mail for a domain be received; nothing changes when it already is. Throws InvalidAddress. */
export async function addDomain(db: Accounts, name: string): Promise<void> {
  await db
    .insertInto('domains')
    .values({ name: domainName(name) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}

export interface NewMailbox {
  address: string;
  name: string;
  password: string;
  /** 0 or nothing is no limit. */
  quotaBytes?: number;
}

/**
 * Creates a mailbox; false when the address already has one, which then stays as it is.
 *
 * @throws InvalidAddress, or the database's error when the domain is not ours.
 */
export async function addMailbox(db: Accounts, mailbox: NewMailbox): Promise<boolean> {
  const address = localAddress(mailbox.address);
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('mailboxes')
    .values({
      address,
      domain: domainOf(address),
      name: mailbox.name,
      password_hash: await hashPassword(mailbox.password),
      quota_bytes: mailbox.quotaBytes ?? 0,
      active: 1,
      created_at: Date.now(),
    })
    .onConflict((conflict) => conflict.column('address').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Replaces a mailbox's password; false when there is no such mailbox. Throws InvalidAddress. */
export async function setMailboxPassword(
  db: Accounts,
  address: string,
  password: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('mailboxes')
    .set({ password_hash: await hashPassword(password) })
    .where('address', '=', localAddress(address))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/**
 * Sends mail for `address` to `destination` too: a mailbox, another alias or an outside address.
 *
 * @throws InvalidAddress, or the database's error when the alias' domain is not ours.
 */
export async function addAlias(db: Accounts, address: string, destination: string): Promise<void> {
  const alias = localAddress(address);
  await db
    .insertInto('aliases')
    .values({
      address: alias,
      destination: destinationAddress(destination),
      domain: domainOf(alias),
      active: 1,
    })
    .onConflict((conflict) => conflict.columns(['address', 'destination']).doNothing())
    .execute();
}

/** Removes one destination of an alias, or without one the whole alias. Throws InvalidAddress. */
export async function removeAlias(
  db: Accounts,
  address: string,
  destination?: string,
): Promise<void> {
  let query = db.deleteFrom('aliases').where('address', '=', localAddress(address));
  if (destination !== undefined) {
    query = query.where('destination', '=', destinationAddress(destination));
  }
  await query.execute();
}

/** The name that a mailbox was given; '' when it has none, or there is no such mailbox. */
export async function mailboxName(db: Accounts, address: string): Promise<string> {
  const row = await db
    .selectFrom('mailboxes')
    .select('name')
    .where('address', '=', address.toLowerCase())
    .executeTakeFirst();
  return row?.name ?? '';
}

/** All mailboxes, or those of one domain, by address. */
export async function listMailboxes(db: Accounts, domain?: string): Promise<MailboxAccount[]> {
  let query = db
    .selectFrom('mailboxes')
    .select(['address', 'domain', 'name', 'quota_bytes', 'active', 'created_at'])
    .orderBy('address');
  if (domain !== undefined) query = query.where('domain', '=', domainName(domain));
  const rows = await query.execute();
  return rows.map(({ quota_bytes, active, created_at, ...mailbox }) => ({
    ...mailbox,
    quotaBytes: quota_bytes,
    active: active === 1,
    createdAt: created_at,
  }));
}

/**
 * Every address this login may send from: its own first, then each alias that leads to it, directly or
 * through other aliases. Empty when there is no such active mailbox. Postfix asks the same question
 * the other way round in `mailstack/postfix/sender-logins.cf`.
 */
export async function aliasesOf(db: Accounts, login: string): Promise<string[]> {
  const address = login.toLowerCase();
  const rows = await db
    .withRecursive('senders', (cte) =>
      cte
        .selectFrom('mailboxes')
        .select('address')
        .where('address', '=', address)
        .where('active', '=', 1)
        .union(
          cte
            .selectFrom('aliases')
            .innerJoin('senders', 'aliases.destination', 'senders.address')
            .select('aliases.address')
            .where('aliases.active', '=', 1),
        ),
    )
    .selectFrom('senders')
    .select('address')
    .execute();
  const aliases = rows.map((row) => row.address).filter((alias) => alias !== address);
  return rows.length === 0 ? [] : [address, ...aliases.sort()];
}
