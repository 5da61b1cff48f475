import { useEffect, useState } from 'react';
import { useTrouble } from './api/connection.ts';
import { useT } from './i18n/i18n.tsx';
import styles from './TroubleBanner.module.css';

/** A blip is nobody's business. */
const PATIENCE = 1500;

/** Says what is in the way, and goes by itself. */
export function TroubleBanner() {
  const t = useT();
  const trouble = useTrouble();
  const [shown, setShown] = useState<typeof trouble>('none');
  useEffect(() => {
    const timer = setTimeout(() => setShown(trouble), trouble === 'none' ? 0 : PATIENCE);
    return () => clearTimeout(timer);
  }, [trouble]);
  return (
    <div role="status" className={styles.place}>
      {shown !== 'none' && trouble !== 'none' && (
        <p className={styles.banner}>{t(`trouble-${shown}`)}</p>
      )}
    </div>
  );
}
