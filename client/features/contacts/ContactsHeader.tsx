import Ellipsis from 'lucide-react/icons/ellipsis';
import UserPlus from 'lucide-react/icons/user-plus';
import { useMemo, useState } from 'react';
import { duplicatesOf } from '../../../shared/contacts/same.ts';
import type { Contact } from '../../../shared/contacts.ts';
import { useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { useMenu } from '../../ui/useMenu.tsx';
import { useComposing } from '../compose/composing.ts';
import styles from './ContactsHeader.module.css';
import { removeGroup } from './contact-acts.ts';
import { ExportDialog } from './ExportDialog.tsx';
import { GroupNameDialog } from './GroupNameDialog.tsx';
import { groupsOf, recipientsOf } from './groups.ts';

interface Props {
  /** False as long as nobody is known yet. */
  isKnown: boolean;
  all: Contact[];
  shown: Contact[];
  group: string | null;
  written: boolean;
  onGo(to: string): void;
  /** Another part of the address book, as a query. */
  onShow(query: string): void;
}

/** What part of the address book is in sight, and what can be done with all of it. */
export function ContactsHeader({ isKnown, all, shown, group, written, onGo, onShow }: Props) {
  const t = useT();
  const { write } = useComposing();
  const [asks, setAsks] = useState<'export' | 'rename' | null>(null);
  const own = useMemo(() => all.filter(({ collected }) => !collected), [all]);
  const groups = useMemo(() => groupsOf(own), [own]);
  const duplicates = useMemo(() => duplicatesOf(own).length, [own]);
  const members = groups.find(({ name }) => name === group)?.members ?? [];
  const isEmpty = shown.length === 0;
  const menu = useMenu(t('more'), () => [
    ...(group === null
      ? []
      : [
          {
            id: 'group',
            title: group,
            entries: [
              {
                id: 'write-group',
                label: t('group-write'),
                disabled: !recipientsOf(members).length,
                act: () => write({ to: recipientsOf(members) }),
              },
              { id: 'rename', label: t('group-rename'), act: () => setAsks('rename') },
              {
                id: 'remove',
                label: t('group-remove'),
                act: () => {
                  void removeGroup(members, group);
                  onShow('');
                },
              },
            ],
          },
        ]),
    {
      id: 'book',
      entries: [
        { id: 'import', label: t('contacts-import'), act: () => onGo('import') },
        {
          id: 'export',
          label: t(group === null ? 'contacts-export' : 'group-export'),
          disabled: isEmpty,
          act: () => setAsks('export'),
        },
        {
          id: 'duplicates',
          label: t('contacts-duplicates', { count: duplicates }),
          disabled: !duplicates,
          act: () => onGo('duplicates'),
        },
      ],
    },
  ]);
  const value = written ? 'written' : group === null ? '' : `group:${group}`;
  const showAs = (choice: string) =>
    onShow(
      choice === 'written'
        ? '?written'
        : choice
          ? `?group=${encodeURIComponent(choice.slice('group:'.length))}`
          : '',
    );
  return (
    <header className={styles.header}>
      <select
        className={styles.part}
        aria-label={t('contacts-shown')}
        value={value}
        onChange={(event) => showAs(event.target.value)}
      >
        <option value="">
          {isKnown ? t('contacts-all', { count: own.length }) : t('contacts')}
        </option>
        {groups.length > 0 && (
          <optgroup label={t('groups')}>
            {groups.map((one) => (
              <option key={one.name} value={`group:${one.name}`}>
                {t('group-count', { name: one.name, count: one.members.length })}
              </option>
            ))}
          </optgroup>
        )}
        {group !== null && !members.length && <option value={value}>{group}</option>}
        <option value="written">{t('contacts-written', { count: all.length - own.length })}</option>
      </select>
      <IconButton
        label={t('contact-new')}
        icon={<UserPlus size={18} aria-hidden />}
        onClick={() => onGo('new')}
      />
      <MenuButton menu={menu} label={t('more')} icon={<Ellipsis size={18} aria-hidden />} />
      {asks === 'export' && (
        <ExportDialog
          people={group === null && !written ? own : shown}
          name={group ?? t('contacts')}
          onClose={() => setAsks(null)}
        />
      )}
      {asks === 'rename' && group !== null && (
        <GroupNameDialog
          name={group}
          members={members}
          groups={groups}
          onDone={(name) => onShow(`?group=${encodeURIComponent(name)}`)}
          onClose={() => setAsks(null)}
        />
      )}
    </header>
  );
}
