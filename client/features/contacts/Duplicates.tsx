import ArrowLeft from 'lucide-react/icons/arrow-left';
import GitMerge from 'lucide-react/icons/git-merge';
import { useMemo, useState } from 'react';
import { duplicatesOf } from '../../../shared/contacts/same.ts';
import { type Contact, photoAddress } from '../../../shared/contacts.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Avatar } from './Avatar.tsx';
import { mergePeople } from './contact-acts.ts';
import { titleOf, useContact } from './contacts.ts';
import styles from './Duplicates.module.css';

const SHOWN = 20;

/** People who may be one, side by side: one click makes one of them, with everything that each has. */
export function Duplicates({ all, onClose }: { all: Contact[]; onClose(): void }) {
  const t = useT();
  const [apart, setApart] = useState<ReadonlySet<string>>(new Set());
  const sets = useMemo(() => duplicatesOf(all.filter(({ collected }) => !collected)), [all]).filter(
    (set) => !apart.has(keyOf(set)),
  );
  return (
    <section className={styles.duplicates} aria-label={t('duplicates')}>
      <div className={styles.bar}>
        <IconButton
          label={t('contacts-back')}
          icon={<ArrowLeft size={20} aria-hidden />}
          onClick={onClose}
        />
        <h2>{t('duplicates')}</h2>
      </div>
      <p className={styles.intro}>
        {sets.length ? t('duplicates-intro', { count: sets.length }) : t('duplicates-none')}
      </p>
      {sets.slice(0, SHOWN).map((set) => (
        <Same
          key={keyOf(set)}
          people={set}
          onApart={() => setApart(new Set([...apart, keyOf(set)]))}
        />
      ))}
      {sets.length > SHOWN && <p className={styles.intro}>{t('duplicates-more')}</p>}
    </section>
  );
}

const keyOf = (people: Contact[]) => people.map(({ id }) => id).join();

function Same({ people, onApart }: { people: Contact[]; onApart(): void }) {
  const t = useT();
  const [isBusy, setBusy] = useState(false);
  const name = titleOf(people[0]!);
  const merge = async () => {
    setBusy(true);
    if (!(await mergePeople(people.slice(0, 50)))) setBusy(false);
  };
  return (
    <section className={styles.same} aria-label={name}>
      <ul className={styles.sides}>
        {people.slice(0, 6).map((one) => (
          <Side key={one.id} one={one} />
        ))}
      </ul>
      <div className={styles.acts}>
        <Button look="plain" aria-label={t('duplicates-apart-name', { name })} onClick={onApart}>
          {t('duplicates-apart')}
        </Button>
        <Button
          look="primary"
          aria-busy={isBusy}
          aria-label={t('contacts-merge-name', { name })}
          icon={<GitMerge size={16} aria-hidden />}
          onClick={() => !isBusy && void merge()}
        >
          {t('contacts-merge')}
        </Button>
      </div>
    </section>
  );
}

function Side({ one }: { one: Contact }) {
  const notes = useContact(one).data?.notes ?? '';
  const title = titleOf(one);
  const lines = [
    one.organization,
    ...one.emails,
    ...one.phones,
    one.groups.join(', '),
    notes.slice(0, 200),
  ].filter((line) => line && line !== title);
  return (
    <li className={styles.side}>
      <Avatar name={title} picture={one.photo && photoAddress(one.id, one.photo)} />
      <div>
        <h3 dir="auto">{title}</h3>
        {lines.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same, and none moves
          <p key={i} dir="auto">
            {line}
          </p>
        ))}
      </div>
    </li>
  );
}
