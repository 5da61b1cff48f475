import { queryOptions, useQuery } from '@tanstack/react-query';
import {
  adoptScript,
  blockSender,
  type Condition,
  type Filters,
  listScriptVersions,
  type Rule,
  readFilters,
  readScript,
  writeFilters,
} from '../../../shared/filters.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';
import { isCode, NotProven, withProof } from './proof.ts';
import { nameOfRule } from './words.ts';

/** The keys of all that is read from the script begin with this. */
const FILTERS = 'filters';

type Parts = Partial<Pick<Filters, 'rules' | 'blocked' | 'forwarding'>>;
/** What an act makes of the filters, whatever they are by then. */
type Change = (before: Filters) => Parts;

/** As the server said last; what is still on its way is put over it. */
let confirmed: Filters | null = null;
let pending: Change[] = [];
let queue: Promise<unknown> = Promise.resolve();

export const filtersQuery = queryOptions({
  queryKey: [FILTERS, 'rules'],
  queryFn: async ({ signal }) => {
    confirmed = await call(readFilters, {}, signal);
    return withPending(confirmed);
  },
});
export const useFilters = () => useQuery(filtersQuery);

export const scriptQuery = queryOptions({
  queryKey: [FILTERS, 'script'],
  queryFn: ({ signal }) => call(readScript, {}, signal),
});

export const versionsQuery = queryOptions({
  queryKey: [FILTERS, 'versions'],
  queryFn: async ({ signal }) => (await call(listScriptVersions, {}, signal)).versions,
  staleTime: 0,
});

/** The script was written by another road: all that is read from it is asked again. */
export const readFiltersAgain = () => queryClient.invalidateQueries({ queryKey: [FILTERS] });

/**
 * Shows a change at once and writes it, one after the other. When another program changed the script
 * meanwhile, the change is made to what stands there now.
 *
 * @param check throws when what stands there now is not what the change was meant for.
 * @throws ApiError, NotProven, what `check` throws; the page then shows again what the server has.
 */
export async function changeFilters(change: Change, check?: (now: Filters) => void) {
  pending = [...pending, change];
  show();
  const answer = queue.then(() => write(change, check));
  queue = answer.catch(() => {});
  try {
    confirmed = await answer;
    void queryClient.invalidateQueries({ queryKey: scriptQuery.queryKey });
    void queryClient.invalidateQueries({ queryKey: versionsQuery.queryKey });
    return confirmed;
  } finally {
    pending = pending.filter((one) => one !== change);
    show();
  }
}

async function write(change: Change, check?: (now: Filters) => void): Promise<Filters> {
  const put = (before: Filters) => {
    check?.(before);
    const parts = change(before);
    return withProof((password) =>
      call(writeFilters, { version: before.version, ...parts, ...(password && { password }) }),
    );
  };
  try {
    return await put(confirmed ?? (await call(readFilters, {})));
  } catch (error) {
    if (!isCode(error, 'script-changed')) throw error;
    confirmed = await call(readFilters, {});
    return put(confirmed);
  }
}

function withPending(before: Filters): Filters {
  let now = before;
  for (const change of pending) now = { ...now, ...change(now) };
  return now;
}

function show() {
  if (confirmed) queryClient.setQueryData(filtersQuery.queryKey, withPending(confirmed));
}

/** Another program changed the rule that is being edited. */
export class RuleChanged extends Error {
  readonly now: Rule | null;
  constructor(now: Rule | null) {
    super('The rule was changed meanwhile.');
    this.now = now;
  }
}

/**
 * Keeps a rule: in its place when it is known, else at the end.
 *
 * @param before as it was when the editing began; null for a new one.
 * @throws RuleChanged
 */
export const saveRule = (rule: Rule, before: Rule | null) =>
  changeFilters(
    ({ rules }) => ({
      rules: rules.some(({ id }) => id === rule.id)
        ? rules.map((one) => (one.id === rule.id ? rule : one))
        : [...rules, rule],
    }),
    ({ rules }) => {
      const now = rules.find(({ id }) => id === rule.id) ?? null;
      if (before && meaningOf(now) !== meaningOf(before)) throw new RuleChanged(now);
    },
  );

/** The contacts of a rule are written anew whenever they change: that is nobody's change of the rule. */
const meaningOf = (rule: Rule | null) =>
  JSON.stringify(rule, (_key, value: unknown) =>
    (value as Condition | null)?.on === 'contacts'
      ? { ...(value as Condition), values: [] }
      : value,
  );

export const switchRule = (rule: Rule, enabled: boolean) =>
  attempt(
    changeFilters(({ rules }) => ({
      rules: rules.map((one) => (one.id === rule.id ? { ...one, enabled } : one)),
    })),
  );

/** Puts a rule where another stands, and moves those between. */
export const moveRule = (id: string, to: number) =>
  attempt(changeFilters(({ rules }) => ({ rules: withMoved(rules, id, to) })));

export function withMoved<One extends { id: string }>(all: One[], id: string, to: number): One[] {
  const moved = all.find((one) => one.id === id);
  if (!moved) return all;
  const rest = all.filter((one) => one !== moved);
  return [...rest.slice(0, to), moved, ...rest.slice(to)];
}

export const insertRule = (rule: Rule, at: number) =>
  attempt(
    changeFilters(({ rules }) => ({ rules: [...rules.slice(0, at), rule, ...rules.slice(at)] })),
  );

/** Gone at once, and back in its place with Undo. */
export async function removeRule(rule: Rule, at: number) {
  const isDone = await attempt(
    changeFilters(({ rules }) => ({ rules: rules.filter(({ id }) => id !== rule.id) })),
  );
  if (!isDone) return;
  toast(t('filter-deleted', { name: nameOfRule(rule, t) }), {
    action: { label: t('undo'), act: () => void insertRule(rule, at) },
  });
}

/** The rules of the person's own script become rules of this page. */
export async function adopt() {
  const isDone = await attempt(
    withProof(async (password) => {
      const { version } = await call(readFilters, {});
      return call(adoptScript, { version, ...(password && { password }) });
    }),
  );
  if (isDone) toast(t('filter-adopted'));
  await readFiltersAgain();
}

/** Mail of this address, or of a whole domain (`@example.org`), goes to Junk from now on. */
export async function block(sender: string) {
  const isDone = await setBlocked(sender, true);
  if (isDone) sayBlocked(sender, true);
}

export async function unblock(sender: string) {
  const isDone = await setBlocked(sender, false);
  if (isDone) sayBlocked(sender, false);
}

function sayBlocked(sender: string, isBlocked: boolean) {
  toast(t(isBlocked ? 'block-done' : 'unblock-done', { sender }), {
    action: { label: t('undo'), act: () => void setBlocked(sender, !isBlocked) },
  });
}

async function setBlocked(sender: string, isBlocked: boolean): Promise<boolean> {
  const isDone = await attempt(call(blockSender, { sender, block: isBlocked }));
  await readFiltersAgain();
  return isDone;
}

/** Waits for an act and says why it was refused. @returns whether it was done. */
async function attempt(act: Promise<unknown>): Promise<boolean> {
  try {
    await act;
    return true;
  } catch (error) {
    if (!(error instanceof NotProven)) toast(sentenceOf(error, t), { look: 'failed' });
    return false;
  }
}
