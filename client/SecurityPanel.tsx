import { AppPasswordsSection } from './features/app-passwords/AppPasswordsSection.tsx';
import PasswordPanel from './features/password/PasswordPanel.tsx';
import { SecondFactorSection } from './features/second-factor/SecondFactorSection.tsx';
import styles from './SecurityPanel.module.css';

/** What opens the mailbox: here, and on other devices. */
export default function SecurityPanel() {
  return (
    <div className={styles.panel}>
      <PasswordPanel />
      <SecondFactorSection />
      <AppPasswordsSection />
    </div>
  );
}
