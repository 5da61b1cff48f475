import { type SyntheticEvent, useState } from 'react';
import type Squire from 'squire-rte';
import { useT } from '../../../i18n/i18n.tsx';
import { Actions } from '../../../ui/Actions.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Dialog } from '../../../ui/menus.ts';
import { insertTable } from './tables.ts';

const MOST = { rows: 100, columns: 20 };

const countOf = (typed: string, most: number) => {
  const count = Number(typed);
  return Number.isInteger(count) && count >= 1 && count <= most ? count : null;
};

/** Asks how large the table is to be. */
export function TableDialog({ editor, onClose }: { editor: Squire; onClose(): void }) {
  const t = useT();
  const [rows, setRows] = useState('3');
  const [columns, setColumns] = useState('3');
  const [tried, setTried] = useState(false);
  const size = { rows: countOf(rows, MOST.rows), columns: countOf(columns, MOST.columns) };
  const close = () => {
    onClose();
    setTimeout(() => editor.focus());
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setTried(true);
    const { rows, columns } = size;
    if (!rows || !columns) return;
    onClose();
    setTimeout(() => insertTable(editor, rows, columns));
  };
  return (
    <Dialog title={t('table-insert')} onClose={close}>
      <form onSubmit={submit} noValidate>
        <Field
          label={t('table-rows')}
          type="number"
          min={1}
          max={MOST.rows}
          autoFocus
          value={rows}
          error={tried && !size.rows ? t('table-count', { most: MOST.rows }) : null}
          onChange={(event) => setRows(event.target.value)}
        />
        <Field
          label={t('table-columns')}
          type="number"
          min={1}
          max={MOST.columns}
          value={columns}
          error={tried && !size.columns ? t('table-count', { most: MOST.columns }) : null}
          onChange={(event) => setColumns(event.target.value)}
        />
        <Actions>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button look="primary" type="submit">
            {t('table-make')}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
