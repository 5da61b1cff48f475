import Pencil from 'lucide-react/icons/pencil';
import Plus from 'lucide-react/icons/plus';
import Star from 'lucide-react/icons/star';
import Trash2 from 'lucide-react/icons/trash-2';
import { useState } from 'react';
import type { Identity } from '../../../shared/identities.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { later } from '../../ui/later.tsx';
import styles from './Identities.module.css';
import { makeDefault, removeIdentity, signatureOf, useIdentities } from './identities.ts';
import { TemplateList } from './TemplateList.tsx';

// The editor comes with it, and is large.
const IdentityDialog = later(() => import('./IdentityDialog.tsx'));

/** Who one writes as, and the words that one writes again and again. */
export function IdentitiesPanel() {
  const t = useT();
  const all = useIdentities();
  const [edited, setEdited] = useState<Identity | 'new' | null>(null);
  if (!all) return <p className={styles.none}>{t('loading')}</p>;
  return (
    <div className={styles.panel}>
      <ul aria-label={t('settings-identities')} className={styles.list}>
        {all.identities.map((one) => (
          <IdentityLine
            key={one.id}
            one={one}
            isOnly={all.identities.length === 1}
            onEdit={() => setEdited(one)}
          />
        ))}
      </ul>
      <Button icon={<Plus size={16} aria-hidden />} onClick={() => setEdited('new')}>
        {t('identity-new')}
      </Button>
      <TemplateList />
      {edited && (
        <IdentityDialog
          all={all}
          {...(edited !== 'new' && { identity: edited })}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}

interface LineProps {
  one: Identity;
  isOnly: boolean;
  onEdit(): void;
}

function IdentityLine({ one, isOnly, onEdit }: LineProps) {
  const t = useT();
  const name = one.name || one.address;
  const words = signatureOf(one).text;
  return (
    <li>
      <div className={styles.who}>
        <span>
          <bdi className={styles.name}>{name}</bdi>
          {one.isDefault && !isOnly && (
            <span className={styles.badge}>{t('identity-default')}</span>
          )}
        </span>
        {one.name && <bdi className={styles.line}>{one.address}</bdi>}
        {one.replyTo && (
          <span className={styles.line}>{t('identity-answers', { address: one.replyTo })}</span>
        )}
        {words && <bdi className={styles.line}>{words.split('\n').join(' · ')}</bdi>}
      </div>
      {!one.isDefault && (
        <IconButton
          label={t('identity-default-name', { name })}
          icon={<Star size={16} aria-hidden />}
          onClick={() => void makeDefault(one)}
        />
      )}
      <IconButton
        label={t('identity-edit-name', { name })}
        icon={<Pencil size={16} aria-hidden />}
        onClick={onEdit}
      />
      {!isOnly && (
        <IconButton
          label={t('identity-delete-name', { name })}
          icon={<Trash2 size={16} aria-hidden />}
          onClick={() => void removeIdentity(one)}
        />
      )}
    </li>
  );
}
