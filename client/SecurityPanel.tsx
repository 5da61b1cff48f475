import { AppPasswordsSection } from './features/app-passwords/AppPasswordsSection.tsx';
import { SecondFactorSection } from './features/second-factor/SecondFactorSection.tsx';
import styles from './SecurityPanel.module.css';

/** What opens the mailbox: here, and on other devices. */
export default function SecurityPanel() {
  return (
    <div className={styles.panel}>
      <SecondFactorSection />
      <AppPasswordsSection />
    </div>
  );
}
