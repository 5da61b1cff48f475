import Download from 'lucide-react/icons/download';
import GitMerge from 'lucide-react/icons/git-merge';
import PenLine from 'lucide-react/icons/pen-line';
import Trash2 from 'lucide-react/icons/trash-2';
import Users from 'lucide-react/icons/users';
import X from 'lucide-react/icons/x';
import { useState } from 'react';
import type { Contact } from '../../../shared/contacts.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { useComposing } from '../compose/composing.ts';
import styles from './ChosenBar.module.css';
import { deletePeople, keepPeople, mergePeople } from './contact-acts.ts';
import { ExportDialog } from './ExportDialog.tsx';
import { GroupsDialog } from './GroupsDialog.tsx';
import { recipientsOf } from './groups.ts';

interface Props {
  people: Contact[];
  all: Contact[];
  shown: Contact[];
  onChoose(chosen: ReadonlySet<string>): void;
  onDone(): void;
}

/** What can be done with those who are chosen. */
export function ChosenBar({ people, all, shown, onChoose, onDone }: Props) {
  const t = useT();
  const { write } = useComposing();
  const [asks, setAsks] = useState<'groups' | 'export' | null>(null);
  const recipients = recipientsOf(people);
  const isCollected = people.every(({ collected }) => collected);
  const then = (act: Promise<boolean>) => void act.then((done) => done && onDone());
  return (
    <section className={styles.bar} aria-label={t('contacts-chosen', { count: people.length })}>
      <IconButton
        label={t('contacts-choose-none')}
        icon={<X size={17} aria-hidden />}
        onClick={onDone}
      />
      <span className={styles.count}>{t('contacts-chosen', { count: people.length })}</span>
      {people.length < shown.length && (
        <Button look="plain" onClick={() => onChoose(new Set(shown.map(({ id }) => id)))}>
          {t('contacts-choose-all', { count: shown.length })}
        </Button>
      )}
      <span className={styles.acts}>
        <IconButton
          label={t('contact-write')}
          disabled={!recipients.length}
          icon={<PenLine size={17} aria-hidden />}
          onClick={() => write({ to: recipients })}
        />
        {isCollected && (
          <Button look="plain" onClick={() => then(keepPeople(people))}>
            {t('card-add')}
          </Button>
        )}
        <IconButton
          label={t('groups-change')}
          icon={<Users size={17} aria-hidden />}
          onClick={() => setAsks('groups')}
        />
        {people.length > 1 && people.length <= 50 && (
          <IconButton
            label={t('contacts-merge')}
            icon={<GitMerge size={17} aria-hidden />}
            onClick={() => then(mergePeople(people))}
          />
        )}
        <IconButton
          label={t('contacts-export')}
          icon={<Download size={17} aria-hidden />}
          onClick={() => setAsks('export')}
        />
        <IconButton
          label={t('delete')}
          icon={<Trash2 size={17} aria-hidden />}
          onClick={() => then(deletePeople(people))}
        />
      </span>
      {asks === 'groups' && (
        <GroupsDialog people={people} all={all} onClose={() => setAsks(null)} />
      )}
      {asks === 'export' && (
        <ExportDialog people={people} name={t('contacts')} onClose={() => setAsks(null)} />
      )}
    </section>
  );
}
