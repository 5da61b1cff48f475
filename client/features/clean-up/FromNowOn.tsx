import { useT } from '../../i18n/i18n.tsx';
import type { Way } from './sweep.ts';

interface Props {
  way: Way;
  checked: boolean;
  onChange(checked: boolean): void;
}

/** What happens to mail that is still to come. */
export function FromNowOn({ way }: Props) {
  const t = useT();
  return way === 'ever' ? <p>{t('sweep-ever-hint')}</p> : null;
}
