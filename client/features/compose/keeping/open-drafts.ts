import { useSyncExternalStore } from 'react';
import type { Draft } from '../draft.ts';

/** The letters that are open in this page, whoever writes them. */
let drafts: Draft[] = [];
/** Letters that got another id while they were written: a screen that still has the old one means the same sheet. */
const renamed = new Map<string, string>();
const listeners = new Set<() => void>();

export const openDrafts = () => drafts;

export function useOpenDrafts(): Draft[] {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, openDrafts);
}

export const findOpen = (id: string): Draft | undefined => drafts.find((draft) => draft.id === id);

/** The sheet that a screen means. Under its old id another place may go on with a letter of its own. */
export function findSheet(id: string): Draft | undefined {
  const next = renamed.get(id);
  return findOpen(id) ?? (next ? findSheet(next) : undefined);
}

/** @returns the draft as it is now; undefined when it is not open, or nothing of it changed. */
export function patchDraft(id: string, part: Partial<Draft>): Draft | undefined {
  const before = findSheet(id);
  if (!before || !differs(before, part)) return undefined;
  const after = { ...before, ...part };
  set(drafts.map((draft) => (draft === before ? after : draft)));
  return after;
}

const differs = (draft: Draft, part: Partial<Draft>) =>
  Object.entries(part).some(([name, value]) => draft[name as keyof Draft] !== value);

export function putDraft(draft: Draft) {
  if (!findOpen(draft.id)) set([...drafts, draft]);
}

export function takeDraft(id: string) {
  set(drafts.filter((draft) => draft.id !== id));
}

/** The same sheet is another letter from now on. */
export function renameDraft(id: string, next: string) {
  const before = findOpen(id);
  if (!before) return;
  renamed.set(before.id, next);
  set(drafts.map((draft) => (draft === before ? { ...draft, id: next } : draft)));
}

function set(next: Draft[]) {
  drafts = next;
  for (const listener of listeners) listener();
}
