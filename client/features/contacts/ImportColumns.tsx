import { useT } from '../../i18n/i18n.tsx';
import { type ColumnKind, columnKinds } from './csv-columns.ts';
import type { Table } from './csv-read.ts';
import styles from './ImportPane.module.css';
import { type FileOfPeople, readRows } from './import-read.ts';

interface Props {
  file: FileOfPeople;
  table: Table;
  onChange(file: FileOfPeople): void;
}

/** What each column of a table is taken for; another choice is seen at once. */
export function ImportColumns({ file, table, onChange }: Props) {
  const t = useT();
  const choose = (place: number, kind: ColumnKind) =>
    onChange(
      readRows(
        table,
        table.columns.map((column, i) => (i === place ? { ...column, kind } : column)),
      ),
    );
  // Outlook writes ninety columns: those that are empty everywhere say nothing.
  const used = table.columns
    .map((column, i) => ({ column, i, sample: sampleOf(table, i) }))
    .filter(({ sample }) => sample);
  const isUnsure = file.people.length === 0;
  return (
    <details className={styles.columns} open={isUnsure || undefined}>
      <summary>{t('import-columns', { count: used.length })}</summary>
      <ul>
        {used.map(({ column, i, sample }) => (
          <li key={`${i} ${column.title}`}>
            <label>
              <span className={styles.column}>
                <strong dir="auto">{column.title || i + 1}</strong>
                <span dir="auto">{sample}</span>
              </span>
              <select
                value={column.kind}
                onChange={(event) => choose(i, event.target.value as ColumnKind)}
              >
                {columnKinds.map((kind) => (
                  <option key={kind} value={kind}>
                    {t(`column-${kind}`)}
                  </option>
                ))}
              </select>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}

const sampleOf = ({ rows }: Table, place: number) =>
  rows
    .slice(0, 200)
    .map(({ cells }) => cells[place]?.trim() ?? '')
    .find(Boolean)
    ?.slice(0, 60);
