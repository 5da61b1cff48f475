import type { Action, Condition, SimpleRule } from '../../../shared/filters.ts';
import { type Comparison, needsNoValue, offeredComparisons, type Subject } from './offers.ts';

/** Rows that come and go need a name of their own while they are edited. */
export type Keyed<Row> = Row & { key: number };

/** A rule while it is edited. `stop` is apart from the actions: it is a choice, not a row. */
export interface Draft {
  id: string;
  name: string;
  enabled: boolean;
  match: 'all' | 'any' | 'every';
  conditions: Keyed<Condition>[];
  actions: Keyed<Action>[];
  /** null = as the actions suggest. */
  stop: boolean | null;
}

let last = 0;
export const keyed = <Row extends object>(row: Row): Keyed<Row> => ({ ...row, key: ++last });

export const newId = (): string => crypto.randomUUID();

export const emptyCondition = (on: Subject = 'from'): Condition => ({
  on,
  how: 'contains',
  not: false,
  values: [''],
});

/** A rule to begin with: one condition to fill, one action to choose a folder for. */
export const emptyRule = (): SimpleRule => ({
  id: newId(),
  name: '',
  enabled: true,
  kind: 'simple',
  match: 'all',
  conditions: [emptyCondition()],
  actions: [{ do: 'move', folder: '' }, { do: 'stop' }],
});

export function toDraft(rule: SimpleRule): Draft {
  const { id, name, enabled, match, conditions } = rule;
  const stops = rule.actions.some(isStop);
  const actions = rule.actions.filter((one) => !isStop(one));
  return {
    id,
    name,
    enabled,
    match: conditions.length ? match : 'every',
    conditions: (conditions.length ? conditions : [emptyCondition()]).map(keyed),
    actions: actions.map(keyed),
    stop: stops === stopsBySelf(actions) ? null : stops,
  };
}

/** The rule as it is kept: blanks around values are nobody's wish, nor are empty ones. */
export function toRule(draft: Draft): SimpleRule {
  const { id, name, enabled, match } = draft;
  const actions: Action[] = draft.actions.map(({ key: _, ...one }) => trimmedAction(one));
  return {
    id,
    name: name.trim(),
    enabled,
    kind: 'simple',
    match: match === 'any' ? 'any' : 'all',
    conditions: match === 'every' ? [] : draft.conditions.map(trimmed),
    actions: doesStop(draft) ? [...actions, { do: 'stop' }] : actions,
  };
}

/** Whether the rules below are left alone. What is moved or thrown away has found its place. */
export const doesStop = ({ stop, actions }: Pick<Draft, 'stop' | 'actions'>): boolean =>
  stop ?? stopsBySelf(actions);

const stopsBySelf = (actions: Action[]) =>
  actions.some((one) => one.do === 'move' || one.do === 'discard' || one.do === 'reject');
const isStop = (one: Action) => one.do === 'stop';

function trimmed({ key: _, ...condition }: Keyed<Condition>): Condition {
  const { how, header, values } = condition;
  return {
    ...condition,
    ...(header !== undefined && { header: header.trim() }),
    // In a pattern blanks may be meant.
    values: needsNoValue(how)
      ? []
      : values.map((one) => (how === 'regex' ? one : one.trim())).filter(Boolean),
  };
}

const trimmedAction = (one: Action): Action =>
  one.do === 'redirect' ? { ...one, address: one.address.trim() } : one;

/** Another subject: what still makes sense of the condition stays. */
export function withSubject(
  before: Keyed<Condition>,
  on: Subject,
  extensions: string[],
): Keyed<Condition> {
  const offered = offeredComparisons(on, extensions);
  const how = offered.includes(before.how) ? before.how : (offered[0] ?? 'contains');
  const { header: _, ...rest } = before;
  return withComparison(
    { ...rest, on, ...(on === 'header' && { header: '' }) },
    how,
    before.not,
    kindOf(before.on, before.how) === kindOf(on, how),
  );
}

/** Another comparison: values of another kind begin anew. */
export function withComparison(
  before: Keyed<Condition>,
  how: Comparison,
  not: boolean,
  keeps = kindOf(before.on, before.how) === kindOf(before.on, how),
): Keyed<Condition> {
  if (needsNoValue(how)) return { ...before, how, not, values: [] };
  return { ...before, how, not, values: keeps && before.values.length ? before.values : [''] };
}

const kindOf = (on: Subject, how: Comparison) =>
  needsNoValue(how) ? 'none' : on === 'size' || on === 'date' ? on : 'text';

/** An action of another kind, as it begins. */
export function emptyAction(kind: Action['do']): Action {
  switch (kind) {
    case 'move':
    case 'copy':
      return { do: kind, folder: '' };
    case 'tag':
      return { do: kind, keyword: '' };
    case 'redirect':
      return { do: kind, address: '', keep: true };
    case 'reject':
      return { do: kind, reason: '' };
    case 'reply':
      return { do: kind, subject: '', text: '', days: 7 };
    default:
      return { do: kind };
  }
}
