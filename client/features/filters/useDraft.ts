import { useState } from 'react';
import type { SimpleRule } from '../../../shared/filters.ts';
import { type Draft, emptyAction, emptyCondition, keyed, toDraft, toRule } from './draft.ts';

/** A rule under the editor's hands: its rows, and whether anything differs from what it began as. */
export function useDraft(rule: SimpleRule) {
  const [start, setStart] = useState(() => toDraft(rule));
  const [draft, setDraft] = useState(start);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const { conditions, actions } = draft;
  return {
    draft,
    rule: toRule(draft),
    isChanged: JSON.stringify(draft) !== JSON.stringify(start),
    change,
    /** Begins again with another rule. */
    begin(other: SimpleRule) {
      const next = toDraft(other);
      setStart(next);
      setDraft(next);
    },
    setCondition: (next: Draft['conditions'][number]) =>
      change({ conditions: conditions.map((one) => (one.key === next.key ? next : one)) }),
    addCondition() {
      const on = conditions.at(-1)?.on ?? 'from';
      const isText = on === 'from' || on === 'to' || on === 'cc' || on === 'subject';
      change({ conditions: [...conditions, keyed(emptyCondition(isText ? on : 'from'))] });
    },
    removeCondition: (key: number) =>
      change({ conditions: conditions.filter((one) => one.key !== key) }),
    setAction: (next: Draft['actions'][number]) =>
      change({ actions: actions.map((one) => (one.key === next.key ? next : one)) }),
    addAction: () => change({ actions: [...actions, keyed(emptyAction('read'))] }),
    removeAction: (key: number) => change({ actions: actions.filter((one) => one.key !== key) }),
  };
}
