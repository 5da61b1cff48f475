import { useState } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import type { ExportedWhat, ExportFormat } from '../../../shared/exports.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { labelOf, useFolders } from '../folders/folders.ts';
import { chosenIn } from './chosen.ts';
import styles from './Exports.module.css';
import { useStartExport, useWeights } from './exports.ts';
import { FolderTicks } from './FolderTicks.tsx';

type Kind = ExportedWhat['kind'];

/** What is to be taken along, and how. */
export function ExportForm() {
  const t = useT();
  const { bytes, number } = useFormats();
  // Names of folders are told in the reader's words once the list is here.
  useFolders();
  const [address] = useSearchParams();
  const chosen = chosenIn(useLocation().state);
  const named = address.get('folder');
  const [kind, setKind] = useState<Kind>(chosen ? 'messages' : named ? 'folders' : 'all');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set(named ? [named] : []));
  const [format, setFormat] = useState<ExportFormat>('zip');
  const weights = useWeights();
  const start = useStartExport();

  const all = weights.data ?? [];
  const meant = kind === 'all' ? all : all.filter(({ folder }) => ticked.has(folder));
  const weight = sum(meant.map((one) => one.bytes));
  const count =
    kind === 'messages' && chosen ? chosen.count : (sum(meant.map((one) => one.messages)) ?? 0);
  const what = (): ExportedWhat => {
    if (kind === 'messages' && chosen) {
      const { folder, uidValidity, uids, view } = chosen;
      return { kind, folder, uids, ...(uidValidity && { uidValidity }), ...(view && { view }) };
    }
    return kind === 'folders'
      ? { kind, folders: meant.map(({ folder }) => folder) }
      : { kind: 'all' };
  };
  const words = { count, size: weight === null ? '' : bytes(weight) };

  if (weights.isError)
    return (
      <div role="alert" className={styles.trouble}>
        <p>{sentenceOf(weights.error, t)}</p>
        <Button onClick={() => void weights.refetch()}>{t('retry')}</Button>
      </div>
    );
  if (!weights.data) return <p role="status">{t('exports-weighing')}</p>;
  if (!all.length) return <p>{t('exports-empty')}</p>;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate({ what: what(), format });
      }}
    >
      <Choices<Kind>
        label={t('exports-what')}
        value={kind}
        options={[
          ...(chosen
            ? [
                {
                  value: 'messages' as const,
                  label: t('exports-selection', {
                    count: chosen.count,
                    folder: labelOf(chosen.folder, t),
                  }),
                },
              ]
            : []),
          { value: 'all', label: t('exports-all'), hint: t('exports-all-hint') },
          { value: 'folders', label: t('exports-folders') },
        ]}
        onChoose={setKind}
      />
      {kind === 'folders' && <FolderTicks weights={all} ticked={ticked} onTick={setTicked} />}
      <Choices<ExportFormat>
        label={t('exports-format')}
        value={format}
        options={[
          { value: 'zip', label: t('exports-zip'), hint: t('exports-zip-hint') },
          { value: 'mbox', label: t('exports-mbox'), hint: t('exports-mbox-hint') },
        ]}
        onChoose={setFormat}
      />
      <div className={styles.begin}>
        <Button look="primary" type="submit" disabled={!count || start.isPending}>
          {t('exports-start', { count })}
        </Button>
        <p aria-live="polite" className={styles.hint}>
          {!count
            ? t('exports-none-ticked')
            : kind === 'messages' || weight === null
              ? t('exports-sum-count', words)
              : t('exports-sum', { ...words, messages: number(count) })}
        </p>
      </div>
      {start.error && (
        <p role="alert" className={styles.error}>
          {sentenceOf(start.error, t)}
        </p>
      )}
    </form>
  );
}

/** null as soon as one of them is not known. */
function sum(numbers: (number | null)[]): number | null {
  return numbers.reduce((all, one) => (all === null || one === null ? null : all + one), 0);
}
