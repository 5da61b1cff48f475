import type { Template } from '../../shared/templates.ts';
import type { OwnData } from './own-data.ts';

/** The account's templates, by name. */
export async function listTemplates(db: OwnData, account: string): Promise<Template[]> {
  const rows = await db
    .selectFrom('templates')
    .selectAll()
    .where('account', '=', account)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map(({ id, name, json }) => ({ ...JSON.parse(json), id, name }));
}

/** Makes or changes one. */
export async function writeTemplate(
  db: OwnData,
  account: string,
  { id, name, ...rest }: Template,
): Promise<void> {
  const values = { name, json: JSON.stringify(rest) };
  await db
    .insertInto('templates')
    .values({ account, id, ...values })
    .onConflict((conflict) => conflict.columns(['account', 'id']).doUpdateSet(values))
    .execute();
}

/** False when the account has none with that id. */
export async function deleteTemplate(db: OwnData, account: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('templates')
    .where('account', '=', account)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
