import { type Choice, FILE_TYPES, SIZE_CLASSES } from '../../../shared/choice.ts';
import type { MapBy } from '../../../shared/storage-map.ts';

/** The messages behind a bar. */
export function choiceOf(by: MapBy, key: string): Choice {
  const choices: Record<MapBy, () => Choice> = {
    folder: () => ({ folders: [key] }),
    sender: () => ({ sender: key }),
    domain: () => ({ domain: key }),
    year: () => ({ year: Number(key) }),
    type: () => ({ type: FILE_TYPES.find((type) => type === key) }),
    size: () => ({ sizeClass: SIZE_CLASSES.find(({ name }) => name === key)?.name }),
    list: () => ({ list: key }),
  };
  return choices[by]();
}
