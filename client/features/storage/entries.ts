import { SIZE_CLASSES } from '../../../shared/choice.ts';
import type { MapBy, MapEntry } from '../../../shared/storage-map.ts';
import { useFormats } from '../../i18n/formats.ts';
import { type MessageId, useT } from '../../i18n/i18n.tsx';
import { labelOf } from '../folders/folders.ts';

/** What people call what a bar stands for. */
export function useEntryName(): (by: MapBy, entry: Pick<MapEntry, 'key' | 'name'>) => string {
  const t = useT();
  const { bytes } = useFormats();
  const sizeWords = (key: string) => {
    const place = SIZE_CLASSES.findIndex(({ name }) => name === key);
    const from = bytes(SIZE_CLASSES[place - 1]?.under ?? 0);
    const to = SIZE_CLASSES[place]?.under ?? 0;
    if (place === 0) return t('map-size-under', { to: bytes(to) });
    return to === Number.POSITIVE_INFINITY
      ? t('map-size-over', { from })
      : t('map-size-between', { from, to: bytes(to) });
  };
  return (by, { key, name }) => {
    if (by === 'folder') return labelOf(key, t);
    if (by === 'type') return t(`map-type-${key}` as MessageId);
    if (by === 'size') return sizeWords(key);
    if (by === 'year') return key;
    return name || key || t('map-nobody');
  };
}
