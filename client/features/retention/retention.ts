import { queryOptions, useQuery } from '@tanstack/react-query';
import type { CallInput } from '../../../shared/endpoint.ts';
import {
  deleteRetention,
  type Keep,
  type KeptRule,
  previewRetention,
  type RetentionChoice,
  type RetentionRule,
  readRetention,
  runRetention,
  writeReminder,
  writeRetention,
} from '../../../shared/retention.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';
import { FIGURES } from '../clean-up/basket.ts';
import { usualSpares } from './draft.ts';
import { madeName, nameOfRule } from './words.ts';

export const retentionQuery = queryOptions({
  queryKey: ['retention'],
  queryFn: ({ signal }) => call(readRetention, {}, signal),
});

export const useRetention = () => useQuery(retentionQuery);

/** What a rule says, without its id: what is asked about before it is kept. */
export type RuleWords = CallInput<typeof writeRetention>['rule'];

/** What a rule would take now. Counted again whenever the mailbox changed. */
export const previewQuery = (rule: RuleWords) =>
  queryOptions({
    queryKey: [FIGURES, 'retention', JSON.stringify({ ...rule, name: '', on: true })],
    queryFn: ({ signal }) => call(previewRetention, { rule }, signal),
    retry: false,
    gcTime: 60_000,
  });

/**
 * Keeps a rule, new or changed.
 *
 * @param agreed messages that it may take at once, as the person was shown.
 * @throws ApiError `retention-much` with `messages` and `bytes`: to be asked with these.
 */
export async function saveRule({ id, ...said }: RetentionRule, agreed = 0): Promise<KeptRule> {
  const { name, on, place, choice, keep, spares } = said;
  const rule = { name, on, place, choice, keep, spares };
  const kept = await call(writeRetention, { id, rule, agreed });
  await readAgain();
  return kept;
}

interface Order {
  /** What people call it, for the rule's name. */
  about?: string;
  spares?: RetentionRule['spares'];
  agreed?: number;
}

/**
 * Makes a rule from what was chosen elsewhere: one sender's, one list's or one folder's mail goes from now on when its time
 * is over. Errors as `saveRule`.
 */
export function makeRetentionRule(
  choice: RetentionChoice,
  keep: Keep,
  { about = '', spares = usualSpares(choice), agreed = 0 }: Order = {},
): Promise<KeptRule> {
  const { folders, sender, domain, list, newsletters } = choice;
  const own = { folders, sender, domain, list, newsletters };
  const said = { place: null, choice: own, keep };
  const name = about.slice(0, 200) || madeName(said, t);
  return saveRule({ ...said, id: crypto.randomUUID(), name, on: true, spares }, agreed);
}

/** On or off, at once. One that would take much has to be looked at first: `onMuch`. */
export async function switchRule(rule: KeptRule, on: boolean, onMuch: () => void) {
  try {
    await saveRule({ ...rule, on });
  } catch (error) {
    if (isMuch(error)) onMuch();
    else toast(sentenceOf(error, t), { look: 'failed' });
    await readAgain();
  }
}

/** Gone at once, and back with Undo. */
export async function removeRule(rule: KeptRule) {
  try {
    await call(deleteRetention, { id: rule.id });
    toast(t('retention-deleted', { name: nameOfRule(rule, t) }), {
      action: { label: t('undo'), act: () => void restore(rule) },
    });
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
  }
  await readAgain();
}

async function restore(rule: KeptRule) {
  try {
    // It was kept before with the same words: what it takes has been agreed to.
    await saveRule(rule, Number.MAX_SAFE_INTEGER);
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
  }
}

export async function runNow() {
  try {
    await call(runRetention, {});
    toast(t('retention-begun'));
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
  }
}

export async function switchReminder(remind: boolean) {
  queryClient.setQueryData(retentionQuery.queryKey, (now) => now && { ...now, remind });
  try {
    await call(writeReminder, { remind });
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
  }
  await readAgain();
}

export const isMuch = (error: unknown): error is { details: { messages: number; bytes: number } } =>
  (error as { code?: string } | null)?.code === 'retention-much';

const readAgain = () => queryClient.invalidateQueries({ queryKey: retentionQuery.queryKey });
