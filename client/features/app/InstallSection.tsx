import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from './InstallSection.module.css';
import { install, isInstalled, useInstallOffer } from './install.ts';

/** The mail as a program of its own, and what it can do without the network. */
export function InstallSection() {
  const t = useT();
  const offer = useInstallOffer();
  return (
    <section className={styles.install} aria-labelledby="install">
      <h2 id="install">{t('app-install-title')}</h2>
      <p>{t(isInstalled() ? 'app-installed' : 'app-install-intro')}</p>
      {offer ? (
        <Button onClick={() => void install()}>{t('app-install')}</Button>
      ) : (
        !isInstalled() && <p>{t('app-install-how')}</p>
      )}
    </section>
  );
}
