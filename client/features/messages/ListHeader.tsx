import ListFilter from 'lucide-react/icons/list-filter';
import type { Folder } from '../../../shared/folders.ts';
import { filterKey, sortKey } from '../../../shared/messages.ts';
import { useFormats } from '../../i18n/formats.ts';
import { type MessageId, useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { useMenu } from '../../ui/useMenu.tsx';
import { chooseFiles } from './imports.ts';
import styles from './ListHeader.module.css';
import type { ListView } from './messages.ts';

interface Props {
  label: string;
  folder: Folder | undefined;
  total: number | null;
  view: ListView;
  onView(view: ListView): void;
}

/** What the list shows, and in which order. */
export function ListHeader({ label, folder, total, view, onView }: Props) {
  const t = useT();
  const { number } = useFormats();
  const count = total ?? folder?.total;
  const kind = view.sort === 'date' || view.sort === 'size' ? view.sort : 'text';
  const menu = useMenu(t('list-options'), () => [
    {
      id: 'filter',
      title: t('filter'),
      entries: filterKey.options.map((filter) => ({
        id: `filter-${filter}`,
        label: t(`filter-${filter}`),
        checked: view.filter === filter,
        act: () => onView({ ...view, filter }),
      })),
    },
    {
      id: 'sort-by',
      title: t('sort-by'),
      entries: sortKey.options.map((sort) => ({
        id: `sort-${sort}`,
        label: t(`sort-${sort}`),
        checked: view.sort === sort,
        act: () => onView({ ...view, sort, ascending: sort === 'sender' || sort === 'subject' }),
      })),
    },
    {
      id: 'direction',
      title: t('direction'),
      entries: [false, true].map((ascending) => ({
        id: `ascending-${ascending}`,
        label: t(`${ascending ? 'ascending' : 'descending'}-${kind}` as MessageId),
        checked: view.ascending === ascending,
        act: () => onView({ ...view, ascending }),
      })),
    },
    {
      id: 'import',
      entries: [
        {
          id: 'import',
          label: t('import'),
          disabled: !folder?.selectable,
          act: () => folder && chooseFiles(folder.path, label),
        },
      ],
    },
  ]);
  return (
    <header className={styles.header}>
      <h1 className={styles.title}>{label}</h1>
      <span className={styles.count} title={count === undefined ? '' : number(count)}>
        {count === undefined ? '' : t('message-count', { count })}
      </span>
      <Button
        ref={menu.ref}
        look="plain"
        className={styles.options}
        aria-haspopup="menu"
        aria-expanded={menu.isOpen}
        onClick={menu.open}
        icon={<ListFilter size={16} aria-hidden />}
      >
        <span className="visually-hidden">{t('list-options')}: </span>
        {view.filter === 'all'
          ? t(`${view.ascending ? 'ascending' : 'descending'}-${kind}` as MessageId)
          : t(`filter-${view.filter}`)}
      </Button>
      {menu.menu}
    </header>
  );
}
