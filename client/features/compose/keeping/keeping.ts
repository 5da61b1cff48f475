import { useSyncExternalStore } from 'react';
import type { DraftPlace } from '../../../../shared/drafts.ts';
import type { ApiError } from '../../../api/call.ts';

/** How much of a letter is kept, and where. What a device keeps beside the letter itself. */
export interface Kept {
  /** The version in Drafts that this one continues, as it was confirmed. */
  base: string | null;
  /** Saves since then whose answer never came: any of them may be what Drafts holds. */
  tried: string[];
  place: DraftPlace | null;
  /** The letter that this one was parted from. */
  copyOf: string | null;
  /** Epoch milliseconds of the last change, and of the last save in Drafts. */
  changedAt: number;
  savedAt: number | null;
  /** There are words that Drafts does not have. */
  isDirty: boolean;
}

/** Something that the writer has to know of. */
export type Remark = 'restored' | 'continued' | 'became-copy' | 'has-copy' | 'outlived';

export interface Keeping extends Kept {
  isSaving: boolean;
  /** Why the last save did not reach Drafts. */
  trouble: ApiError | null;
  /** False when this browser refuses to keep anything. */
  isOnDevice: boolean;
  remark: Remark | null;
  /** For `became-copy` and `has-copy`: the other letter. */
  other: string | null;
}

export const newKept: Kept = {
  base: null,
  tried: [],
  place: null,
  copyOf: null,
  changedAt: 0,
  savedAt: null,
  isDirty: false,
};

const fresh: Keeping = {
  ...newKept,
  isSaving: false,
  trouble: null,
  isOnDevice: true,
  remark: null,
  other: null,
};

const all = new Map<string, Keeping>();
const listeners = new Set<() => void>();

export const keepingOf = (id: string): Keeping => all.get(id) ?? fresh;

export function useKeeping(id: string): Keeping {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => keepingOf(id),
  );
}

export function setKeeping(id: string, part: Partial<Keeping>) {
  all.set(id, { ...keepingOf(id), ...part });
  tell();
}

export function forgetKeeping(id: string) {
  all.delete(id);
  tell();
}

/** What is kept on the device of it. */
export function keptOf(keeping: Keeping): Kept {
  const { isSaving: _, trouble: _t, isOnDevice: _d, remark: _r, other: _o, ...kept } = keeping;
  return kept;
}

function tell() {
  for (const listener of listeners) listener();
}
