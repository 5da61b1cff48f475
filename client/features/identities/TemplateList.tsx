import Pencil from 'lucide-react/icons/pencil';
import Plus from 'lucide-react/icons/plus';
import Trash2 from 'lucide-react/icons/trash-2';
import { useState } from 'react';
import type { Template } from '../../../shared/templates.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import styles from './Identities.module.css';
import { TemplateDialog } from './TemplateDialog.tsx';
import { removeTemplate, useTemplates } from './templates.ts';

/** Templates, by name. */
export function TemplateList() {
  const t = useT();
  const templates = useTemplates();
  const [edited, setEdited] = useState<Template | null>(null);
  const isNew = edited !== null && !templates?.some(({ id }) => id === edited.id);
  return (
    <section aria-labelledby="templates" className={styles.section}>
      <h2 id="templates">{t('templates')}</h2>
      <p className={styles.intro}>{t('templates-intro')}</p>
      {templates && templates.length > 0 && (
        <ul aria-label={t('templates')} className={styles.list}>
          {templates.map((one) => (
            <li key={one.id}>
              <div className={styles.who}>
                <bdi className={styles.name}>{one.name}</bdi>
                <bdi className={styles.line}>{one.text.trim().split('\n')[0]}</bdi>
              </div>
              <IconButton
                label={t('template-edit-name', { name: one.name })}
                icon={<Pencil size={16} aria-hidden />}
                onClick={() => setEdited(one)}
              />
              <IconButton
                label={t('template-delete-name', { name: one.name })}
                icon={<Trash2 size={16} aria-hidden />}
                onClick={() => void removeTemplate(one)}
              />
            </li>
          ))}
        </ul>
      )}
      {templates?.length === 0 && <p className={styles.none}>{t('templates-none')}</p>}
      <Button
        icon={<Plus size={16} aria-hidden />}
        onClick={() => setEdited({ id: crypto.randomUUID(), name: '', subject: '', text: '' })}
      >
        {t('template-new')}
      </Button>
      {edited && (
        <TemplateDialog
          template={edited}
          title={t(isNew ? 'template-new' : 'template-edit')}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}
