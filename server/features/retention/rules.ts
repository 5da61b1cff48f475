import { type RetentionRule, retentionRule } from '../../../shared/retention.ts';
import type { Context } from '../../context.ts';
import { seal, unseal } from '../../mail/sealed.ts';
import { findCleanUp } from '../../store/clean-ups.ts';
import { listRules, type StoredRule, writeRule } from '../../store/retention.ts';

/** No secret: `SECRET_KEY` is the whole of it. What a rule names tells of the mail (S-36). */
const KEY = Buffer.from('what retention rules are about');

export const sealText = ({ config }: Context, account: string, text: string) =>
  seal(text, account, KEY, config.secretKey);

export const openText = ({ config }: Context, account: string, sealed: string) =>
  unseal(sealed, account, KEY, config.secretKey);

/** A rule with what became of it. */
export type KnownRule = RetentionRule & Pick<StoredRule, 'rests' | 'lastRun' | 'writtenAt'>;

/** The account's rules. One that cannot be opened any more (another SECRET_KEY) is none. */
export async function rulesOf(context: Context, account: string): Promise<KnownRule[]> {
  const stored = await listRules(context.store, account);
  const rules = stored.flatMap((one) => open(context, account, one) ?? []);
  for (const rule of rules) {
    if (await wasPutBack(context, account, rule)) rule.rests = 'put-back';
  }
  return rules;
}

function open(context: Context, account: string, stored: StoredRule): KnownRule | null {
  const { id, on, sealed, rests, lastRun, writtenAt } = stored;
  try {
    const said: unknown = JSON.parse(openText(context, account, sealed));
    return { ...retentionRule.parse({ ...Object(said), id, on }), rests, lastRun, writtenAt };
  } catch {
    return null;
  }
}

/** What a person puts back is not to be taken again the next day: the rule rests until they write it anew. */
async function wasPutBack({ store }: Context, account: string, rule: KnownRule) {
  const id = rule.lastRun?.cleanUp;
  if (!id) return false;
  const cleanUp = await findCleanUp(store, account, id);
  const isBack = cleanUp?.state === 'going-back' || cleanUp?.state === 'back';
  return isBack && cleanUp.updatedAt > rule.writtenAt;
}

export async function keepRule(
  context: Context,
  account: string,
  { id, on, ...said }: RetentionRule,
  now: number,
): Promise<void> {
  const sealed = sealText(context, account, JSON.stringify(said));
  await writeRule(context.store, account, { id, on, sealed }, now);
}
