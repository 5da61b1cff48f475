import { useId, useState } from 'react';
import { useIntl } from 'react-intl';
import type { OutboxItem } from '../../../shared/outbox.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { useSession } from '../session/session.ts';
import { needsWriter } from './following.ts';
import { MomentDialog } from './MomentDialog.tsx';
import styles from './Outbox.module.css';
import { takeLetterBack, useChangeTime, useSettle } from './outbox.ts';
import { useStateWords } from './words.ts';

/** One letter of the outbox: for whom, about what, where it is and what can be done. */
export function OutboxLetter({ item }: { item: OutboxItem }) {
  const t = useT();
  const { locale } = useIntl();
  const id = useId();
  const words = useStateWords();
  const { to, recipients, subject } = item;
  const shown = to.slice(0, 3).map(({ name, address }) => name || address);
  const names = new Intl.ListFormat(locale, { type: 'conjunction' }).format([
    ...shown,
    ...(recipients > shown.length ? [t('outbox-more', { count: recipients - shown.length })] : []),
  ]);
  return (
    <article aria-labelledby={id} className={styles.letter}>
      <h2 id={id}>{subject || t('no-subject')}</h2>
      <p className={styles.people}>{t('outbox-to', { names })}</p>
      <p className={`${styles.state} ${needsWriter(item) ? styles.trouble : ''}`}>{words(item)}</p>
      <OutboxActs item={item} />
    </article>
  );
}

function OutboxActs({ item }: { item: OutboxItem }) {
  const t = useT();
  const session = useSession();
  const change = useChangeTime();
  const settle = useSettle();
  const [picks, setPicks] = useState(false);
  const { id, state, dueAt, waits } = item;
  const isBusy = change.isPending || settle.isPending;
  const edit = (label: string) => (
    <Button key="edit" disabled={isBusy} onClick={() => void takeLetterBack(id)}>
      {label}
    </Button>
  );
  const answer = (as: 'again' | 'arrived' | 'seen', label: string) => (
    <Button key={as} disabled={isBusy} onClick={() => settle.mutate({ id, as })}>
      {label}
    </Button>
  );
  const acts = {
    held: [
      <Button key="now" disabled={isBusy} onClick={() => change.mutate({ id, at: Date.now() })}>
        {t('outbox-now')}
      </Button>,
      session?.sendLater !== false && (
        <Button key="time" disabled={isBusy} onClick={() => setPicks(true)}>
          {t('outbox-time')}
        </Button>
      ),
      edit(t('outbox-stop')),
    ],
    failed: [edit(t('outbox-edit')), answer('again', t('outbox-again'))],
    unknown: [
      answer('again', t('outbox-again-anyway')),
      answer('arrived', t('outbox-arrived')),
      edit(t('outbox-back')),
    ],
    accepted: [
      answer('arrived', t('outbox-file')),
      dueAt === null && answer('seen', t('outbox-seen')),
    ],
    done: [edit(t('outbox-missed')), answer('seen', t('outbox-seen'))],
  };
  return (
    <div className={styles.acts}>
      {acts[state as keyof typeof acts]}
      {picks && (
        <MomentDialog
          title={t('outbox-time')}
          submit={t('outbox-time')}
          begin={waits === 'later' ? (dueAt ?? undefined) : undefined}
          onChoose={(at) => change.mutate({ id, at })}
          onClose={() => setPicks(false)}
        />
      )}
    </div>
  );
}
