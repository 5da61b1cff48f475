import Mail from 'lucide-react/icons/mail';
import styles from './Wordmark.module.css';

export function Wordmark() {
  return (
    <span className={styles.mark}>
      <Mail size={22} aria-hidden />
      Sobre
    </span>
  );
}
