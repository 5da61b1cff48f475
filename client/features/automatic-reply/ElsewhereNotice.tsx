import Info from 'lucide-react/icons/info';
import { useT } from '../../i18n/i18n.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** Another program has set up a reply. */
export function ElsewhereNotice({ script, held }: { script: string; held: boolean }) {
  const t = useT();
  return (
    <Notice
      icon={<Info size={18} aria-hidden />}
      label={t('away-elsewhere')}
      look={held ? 'calm' : 'warning'}
    >
      <p>{t(held ? 'away-elsewhere-held' : 'away-elsewhere-unheld', { script })}</p>
    </Notice>
  );
}
