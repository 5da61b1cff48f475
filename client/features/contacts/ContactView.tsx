import ArrowLeft from 'lucide-react/icons/arrow-left';
import Ellipsis from 'lucide-react/icons/ellipsis';
import PenLine from 'lucide-react/icons/pen-line';
import Pencil from 'lucide-react/icons/pencil';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { type Contact, type FullContact, photoAddress } from '../../../shared/contacts.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { useMenu } from '../../ui/useMenu.tsx';
import { useComposing } from '../compose/composing.ts';
import { searchAddress } from '../search/address.ts';
import { Avatar } from './Avatar.tsx';
import { ContactDetails } from './ContactDetails.tsx';
import { ContactForm } from './ContactForm.tsx';
import styles from './ContactView.module.css';
import { deletePeople, keepPeople } from './contact-acts.ts';
import { titleOf, useContact } from './contacts.ts';
import { ExportDialog } from './ExportDialog.tsx';
import { GroupsDialog } from './GroupsDialog.tsx';

interface Props {
  id: string;
  all: Contact[];
  /** Who is in the address book is known. */
  isKnown: boolean;
  onClose(): void;
}

/** Somebody, to be read and, in the same place, changed. */
export function ContactView({ id, all, isKnown, onClose }: Props) {
  const t = useT();
  const listed = all.find((one) => one.id === id);
  const { data, error, refetch } = useContact(listed);
  const [isEditing, setEditing] = useState(false);
  const isGone = isKnown && !listed;
  if (isGone || (error && !data))
    return (
      <div className={styles.trouble} role="alert">
        <p>{isGone ? t('contact-gone') : sentenceOf(error, t)}</p>
        {!isGone && <Button onClick={() => void refetch()}>{t('retry')}</Button>}
        <Button look="plain" onClick={onClose}>
          {t('contacts-back')}
        </Button>
      </div>
    );
  if (!data) return <p className={styles.waiting}>{t('loading')}</p>;
  const stop = () => setEditing(false);
  return isEditing ? (
    <ContactForm before={data} group={null} onDone={stop} onClose={stop} />
  ) : (
    <Shown one={data} all={all} onEdit={() => setEditing(true)} onClose={onClose} />
  );
}

function Shown(props: { one: FullContact; all: Contact[]; onEdit(): void; onClose(): void }) {
  const { one, all, onEdit, onClose } = props;
  const t = useT();
  const navigate = useNavigate();
  const { write } = useComposing();
  const [asks, setAsks] = useState<'groups' | 'export' | null>(null);
  const inList: Contact = {
    ...one,
    emails: one.emails.map(({ value }) => value),
    phones: one.phones.map(({ value }) => value),
  };
  const title = titleOf(inList);
  const [address] = inList.emails;
  const menu = useMenu(t('more'), () => [
    {
      id: 'more',
      entries: [
        {
          id: 'messages',
          label: t('contact-messages'),
          disabled: !address,
          act: () => void navigate(searchAddress(searchFor(inList.emails))),
        },
        { id: 'groups', label: t('groups-change'), act: () => setAsks('groups') },
        { id: 'export', label: t('contact-export'), act: () => setAsks('export') },
        {
          id: 'delete',
          label: t('contact-delete'),
          danger: true,
          act: () => {
            onClose();
            void deletePeople([inList]);
          },
        },
      ],
    },
  ]);
  return (
    <article className={styles.contact} aria-label={t('contact')}>
      <div className={styles.bar}>
        <IconButton
          label={t('contacts-back')}
          className={styles.back ?? ''}
          icon={<ArrowLeft size={20} aria-hidden />}
          onClick={onClose}
        />
        <span className={styles.spring} />
        <Button
          icon={<PenLine size={16} aria-hidden />}
          disabled={!address}
          onClick={() => address && write({ to: [{ name: one.name, address }] })}
        >
          {t('contact-write')}
        </Button>
        <Button icon={<Pencil size={16} aria-hidden />} onClick={onEdit}>
          {t('contact-change')}
        </Button>
        <MenuButton menu={menu} label={t('more')} icon={<Ellipsis size={18} aria-hidden />} />
      </div>
      <header className={styles.head}>
        <Avatar look="large" name={title} picture={one.photo && photoAddress(one.id, one.photo)} />
        <div>
          <h2 dir="auto">{title}</h2>
          {one.organization && one.organization !== title && (
            <p className={styles.organization} dir="auto">
              {one.organization}
            </p>
          )}
          {one.groups.length > 0 && (
            <ul className={styles.groups} aria-label={t('groups')}>
              {one.groups.map((name) => (
                <li key={name} dir="auto">
                  {name}
                </li>
              ))}
            </ul>
          )}
        </div>
      </header>
      {one.collected && (
        <div className={styles.collected}>
          <p>{t('contact-collected')}</p>
          <Button onClick={() => void keepPeople([inList])}>{t('card-add')}</Button>
        </div>
      )}
      <ContactDetails
        one={one}
        onWrite={(value) => write({ to: [{ name: one.name, address: value }] })}
      />
      {asks === 'groups' && (
        <GroupsDialog people={[inList]} all={all} onClose={() => setAsks(null)} />
      )}
      {asks === 'export' && (
        <ExportDialog people={[inList]} name={title} onClose={() => setAsks(null)} />
      )}
    </article>
  );
}

/** Messages from or to any of the addresses. */
const searchFor = (addresses: string[]) =>
  addresses
    .slice(0, 5)
    .map((one) => `with:${one}`)
    .join(' OR ');
