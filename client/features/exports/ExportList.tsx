import { useT } from '../../i18n/i18n.tsx';
import { Section } from '../../ui/Section.tsx';
import { ExportItem } from './ExportItem.tsx';
import styles from './Exports.module.css';
import { useExports } from './exports.ts';

/** What was prepared: how far it is, its files, and what became of them. */
export function ExportList() {
  const t = useT();
  const all = useExports().data;
  if (!all?.length) return null;
  return (
    <Section title={t('exports-list')} hint={t('exports-list-hint')}>
      <ul className={styles.list}>
        {all.map((one) => (
          <ExportItem key={one.id} mailExport={one} />
        ))}
      </ul>
    </Section>
  );
}
