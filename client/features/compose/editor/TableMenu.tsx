import Table from 'lucide-react/icons/table';
import { useState } from 'react';
import type Squire from 'squire-rte';
import { useT } from '../../../i18n/i18n.tsx';
import { useMenu } from '../../../ui/useMenu.tsx';
import { TableDialog } from './TableDialog.tsx';
import { Tool } from './Tool.tsx';
import { changeTable, type TableAct } from './tables.ts';

const GROUPS: TableAct[][] = [
  ['row-above', 'row-below'],
  ['column-before', 'column-after'],
  ['remove-row', 'remove-column', 'remove-table'],
];

/** Makes a table; within one, changes it. */
export function TableMenu({ editor, inTable }: { editor: Squire | null; inTable: boolean }) {
  const t = useT();
  const [asks, setAsks] = useState(false);
  const { ref, open, menu } = useMenu<HTMLButtonElement>(t('tool-table'), () =>
    GROUPS.map((acts) => ({
      id: acts[0]!,
      entries: acts.map((act) => ({
        id: act,
        label: t(`table-${act}`),
        danger: act === 'remove-table',
        act: () => editor && setTimeout(() => changeTable(editor, act)),
      })),
    })),
  );
  return (
    <>
      <Tool
        ref={ref}
        label={t('tool-table')}
        isOn={inTable}
        opens={inTable ? 'menu' : 'dialog'}
        icon={<Table size={16} aria-hidden />}
        act={() => (inTable ? open() : setAsks(true))}
      />
      {menu}
      {asks && editor && <TableDialog editor={editor} onClose={() => setAsks(false)} />}
    </>
  );
}
