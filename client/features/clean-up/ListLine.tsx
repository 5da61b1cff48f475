import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Choice } from '../../../shared/choice.ts';
import type { BasketLine } from '../../../shared/clean-up.ts';
import type { MapEntry } from '../../../shared/storage-map.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { useMenu } from '../../ui/useMenu.tsx';
import { reviewAddress, STORAGE } from './addresses.ts';
import { lineFor } from './basket.ts';
import { CleanUpDialog } from './CleanUpDialog.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import styles from './ListsPage.module.css';
import { pace } from './pace.ts';

interface Props {
  kind: 'list' | 'sender';
  entry: MapEntry;
}

/** One list: how much it sends, how much of it was opened, and how to have less. */
export function ListLine({ kind, entry }: Props) {
  const t = useT();
  const { bytes, number } = useFormats();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<{ title: string; line: BasketLine } | null>(null);
  const [leaves, setLeaves] = useState(false);
  const { key, messages, opened, leave } = entry;
  const name = entry.name || key;
  const choice: Choice = kind === 'list' ? { list: key } : { sender: key, newsletters: true };
  const { monthly, bytesYearly } = pace(entry);
  // The menu gives the focus back first; then the dialog takes it.
  const ask = (title: string, more: Choice) => () =>
    void setTimeout(() =>
      setAsked({
        title,
        line: lineFor({ choice: { ...choice, ...more }, tool: kind, about: name }),
      }),
    );
  const menu = useMenu(t('lists-less-of', { name }), () => [
    {
      id: 'less',
      entries: [
        { id: 'latest', label: t('lists-latest'), act: ask(t('lists-latest'), { keepLatest: 1 }) },
        { id: 'month', label: t('lists-month'), act: ask(t('lists-month'), { olderThan: 30 }) },
        { id: 'all', label: t('lists-delete'), act: ask(t('lists-delete'), {}) },
      ],
    },
  ]);
  return (
    <li className={styles.list}>
      <h3 title={key}>
        <bdi>{name}</bdi>
      </h3>
      <p className={styles.figures}>
        <strong>{bytes(entry.bytes)}</strong> · {t('message-count', { count: messages })}
      </p>
      <p className={styles.pace}>
        {[
          t('lists-monthly', { count: monthly < 1 ? '< 1' : number(Math.round(monthly)) }),
          t('lists-opened', { opened: number(opened), messages: number(messages) }),
          t('lists-yearly', { size: bytes(bytesYearly) }),
        ].join(' · ')}
      </p>
      <div className={styles.acts}>
        <Link
          to={reviewAddress({ choice, tool: kind, about: name })}
          aria-label={t('clean-review-name', { name })}
        >
          {t('review')}
        </Link>
        {leave && (
          <Button aria-label={t('lists-leave-name', { name })} onClick={() => setLeaves(true)}>
            {t('list-leave')}
          </Button>
        )}
        <Button
          ref={menu.ref}
          aria-haspopup="menu"
          aria-expanded={menu.isOpen}
          aria-label={t('lists-less-of', { name })}
          onClick={menu.open}
        >
          {t('lists-less')}
        </Button>
        {menu.menu}
      </div>
      {asked && (
        <CleanUpDialog
          title={`${name}: ${asked.title}`}
          line={asked.line}
          onClose={() => setAsked(null)}
          onBegun={() => {
            setAsked(null);
            void navigate(`${STORAGE}/basket`);
          }}
        />
      )}
      {leaves && leave && (
        <LeaveDialog name={name} place={leave} onClose={() => setLeaves(false)} />
      )}
    </li>
  );
}
