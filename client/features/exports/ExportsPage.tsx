import ChevronLeft from 'lucide-react/icons/chevron-left';
import { Link } from 'react-router';
import { useT } from '../../i18n/i18n.tsx';
import { Section } from '../../ui/Section.tsx';
import { BringBack } from './BringBack.tsx';
import { ExportForm } from './ExportForm.tsx';
import { ExportList } from './ExportList.tsx';
import styles from './Exports.module.css';

/** Mail to take along, and to bring back. */
export default function ExportsPage() {
  const t = useT();
  return (
    <div className={styles.page}>
      <Link to="/settings/storage" className={styles.back}>
        <ChevronLeft size={16} aria-hidden />
        {t('settings-storage')}
      </Link>
      <h2 className={styles.title}>{t('exports')}</h2>
      <p className={styles.intro}>{t('exports-intro')}</p>
      <ExportForm />
      <ExportList />
      <Section title={t('exports-back')} hint={t('exports-back-hint')}>
        <BringBack />
      </Section>
    </div>
  );
}
