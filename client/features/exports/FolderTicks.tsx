import type { OutputOf } from '../../../shared/endpoint.ts';
import type { weighExport } from '../../../shared/exports.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { labelOf } from '../folders/folders.ts';
import styles from './Exports.module.css';

interface Props {
  weights: OutputOf<typeof weighExport>['folders'];
  ticked: ReadonlySet<string>;
  onTick(ticked: ReadonlySet<string>): void;
}

/** Folders to choose from, each with what it weighs. */
export function FolderTicks({ weights, ticked, onTick }: Props) {
  const t = useT();
  const { bytes } = useFormats();
  const isAll = weights.every(({ folder }) => ticked.has(folder));
  const tick = (folder: string) => {
    const next = new Set(ticked);
    if (!next.delete(folder)) next.add(folder);
    onTick(next);
  };
  return (
    <fieldset className={styles.folders}>
      <legend>{t('exports-folders')}</legend>
      <label>
        <input
          type="checkbox"
          checked={isAll}
          onChange={() => onTick(new Set(isAll ? [] : weights.map(({ folder }) => folder)))}
        />
        {t('exports-tick-all')}
      </label>
      {weights.map(({ folder, messages, bytes: weight }) => (
        <label key={folder}>
          <input type="checkbox" checked={ticked.has(folder)} onChange={() => tick(folder)} />
          <span className={styles.name} dir="auto">
            {labelOf(folder, t)}
          </span>
          <span className={styles.weight}>
            {t('exports-messages', { count: messages })}
            {weight !== null && <span>{bytes(weight)}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
