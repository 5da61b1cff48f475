import * as z from 'zod/mini';
import { view } from '../../../shared/messages.ts';
import { folderPath, type UidSet, uidSet } from '../../../shared/values.ts';

export const DOWNLOAD = '/settings/storage/download';

/** The page with one folder ticked. */
export const folderDownload = (folder: string) => `${DOWNLOAD}?${new URLSearchParams({ folder })}`;

/** Messages that were chosen in a list, carried along in the browser's history. */
const chosen = z.object({
  chosen: z.object({
    folder: folderPath,
    uidValidity: z.optional(z.string()),
    uids: uidSet,
    count: z.number(),
    view: z.optional(z.object(view)),
  }),
});

export interface ChosenToTake {
  folder: string;
  uidValidity?: string | undefined;
  uids: UidSet;
  count: number;
  view?: z.infer<typeof chosen>['chosen']['view'];
}

export function chosenIn(state: unknown): ChosenToTake | null {
  const parsed = chosen.safeParse(state);
  return parsed.success ? parsed.data.chosen : null;
}
