import type { Chosen } from './acts.ts';

let whole: Chosen | null = null;

/** What is dragged when all of a view is chosen: too many to name in the data of the drag. */
export function rememberDrag(chosen: Chosen | null) {
  whole = chosen;
}

/** All that is chosen in the folder, when the rows that were dropped are of it. */
export const draggedWhole = (folder: string, uids: readonly number[]): Chosen | null =>
  whole?.folder === folder && uids.length === 0 ? whole : null;
