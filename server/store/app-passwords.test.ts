import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDomain, addMailbox } from './accounts.ts';
import { type Accounts, openAccounts } from './accounts-data.ts';
import {
  addAppPassword,
  deleteAppPassword,
  forgetUse,
  isAppPassword,
  listAppPasswords,
  selectorOf,
} from './app-passwords.ts';
import { onBothEngines } from './both-engines.ts';

const ANA = 'ana@example.org';
const BOB = 'bob@example.org';
const PHONE = 'abcd-efgh-jkmn-pqrs';

onBothEngines('app passwords', (emptyDatabase) => {
  let db: Accounts;
  beforeAll(async () => {
    db = await openAccounts(await emptyDatabase());
    await addDomain(db, 'example.org');
    for (const address of [ANA, BOB]) await addMailbox(db, { address, name: '', password: 'main' });
  });
  afterAll(() => db?.destroy());

  it('is known by its hash, to its owner', async () => {
    const phone = { id: 'phone', name: 'Téléphone', password: PHONE, now: 5 };
    expect(await addAppPassword(db, ANA, phone)).toBe(true);
    expect(await isAppPassword(db, ANA, PHONE)).toBe(true);
    expect(await isAppPassword(db, ANA, 'main')).toBe(false);
    expect(await isAppPassword(db, BOB, PHONE)).toBe(false);
    expect(await listAppPasswords(db, ANA)).toEqual([
      { id: 'phone', name: 'Téléphone', createdAt: 5, usedAt: null },
    ]);
    expect(
      JSON.stringify(await db.selectFrom('app_passwords').selectAll().execute()),
    ).not.toContain(PHONE);
  });

  it('is found by no more than 16 bits of itself, and no two of one person are alike in them', async () => {
    expect(selectorOf(PHONE)).toMatch(/^[0-9a-f]{4}$/);
    const twin = Array.from({ length: 1_000_000 }, (_, n) => `twin-${n}`).find(
      (word) => selectorOf(word) === selectorOf(PHONE),
    );
    const again = { id: 'twin', name: 'Twin', password: twin ?? '', now: 6 };
    expect(await addAppPassword(db, ANA, again)).toBe(false);
    expect(await isAppPassword(db, ANA, twin ?? '')).toBe(false);
    expect(await addAppPassword(db, BOB, again)).toBe(true);
  });

  it('its use is forgotten on request, and itself for good', async () => {
    await db.updateTable('app_passwords').set({ used_at: 9 }).execute();
    await forgetUse(db, ANA, 'phone');
    expect(await listAppPasswords(db, ANA)).toMatchObject([{ usedAt: null }]);
    expect(await listAppPasswords(db, BOB)).toMatchObject([{ usedAt: 9 }]);
    expect(await deleteAppPassword(db, BOB, 'phone')).toBeUndefined();
    expect(await deleteAppPassword(db, ANA, 'phone')).toBe('Téléphone');
    expect(await isAppPassword(db, ANA, PHONE)).toBe(false);
  });

  it('goes with its mailbox', async () => {
    await db.deleteFrom('mailboxes').where('address', '=', BOB).execute();
    expect(await listAppPasswords(db, BOB)).toEqual([]);
  });
});
