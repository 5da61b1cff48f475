import { useT } from '../../i18n/i18n.tsx';
import { Section } from '../../ui/Section.tsx';
import { StorageSubPage } from '../storage/StorageSubPage.tsx';
import { BringBack } from './BringBack.tsx';
import { ExportForm } from './ExportForm.tsx';
import { ExportList } from './ExportList.tsx';

/** Mail to take along, and to bring back. */
export default function ExportsPage() {
  const t = useT();
  return (
    <StorageSubPage title={t('exports')} hint={t('exports-intro')}>
      <ExportForm />
      <ExportList />
      <Section title={t('exports-back')} hint={t('exports-back-hint')}>
        <BringBack />
      </Section>
    </StorageSubPage>
  );
}
