import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/menus.ts';
import styles from './Filters.module.css';

interface Props {
  mine: string;
  theirs: string;
  onMine(): void;
  onTheirs(): void;
  onClose(): void;
}

/** Another program changed the script: both texts, to choose from. The other one stays among the versions. */
export function ScriptConflict({ mine, theirs, onMine, onTheirs, onClose }: Props) {
  const t = useT();
  return (
    <Dialog size="wide" title={t('script-conflict')} onClose={onClose}>
      <p>{t('script-conflict-text')}</p>
      <div className={styles.both}>
        <section aria-label={t('script-conflict-mine')}>
          <h3>{t('script-conflict-mine')}</h3>
          <pre className={styles.source}>{mine}</pre>
        </section>
        <section aria-label={t('script-conflict-theirs')}>
          <h3>{t('script-conflict-theirs')}</h3>
          <pre className={styles.source}>{theirs}</pre>
        </section>
      </div>
      <Actions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button onClick={onTheirs}>{t('conflict-theirs')}</Button>
        <Button look="primary" onClick={onMine}>
          {t('conflict-mine')}
        </Button>
      </Actions>
    </Dialog>
  );
}
