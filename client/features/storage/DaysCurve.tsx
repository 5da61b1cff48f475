import { useIntl } from 'react-intl';
import type { StorageDay } from '../../../shared/storage.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './Sobriety.module.css';

const WIDTH = 600;
const HEIGHT = 80;

/** What the mailbox weighed, from the first day that is known; nothing before there are two. */
export function DaysCurve({ days }: { days: StorageDay[] }) {
  const t = useT();
  const { bytes } = useFormats();
  const { formatDate } = useIntl();
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last || first === last) return null;
  const most = Math.max(...days.map(({ used }) => used), 1);
  const from = Date.parse(first.day);
  const span = Date.parse(last.day) - from;
  const points = days.map(({ day, used }) => {
    const x = ((Date.parse(day) - from) / span) * WIDTH;
    return `${x.toFixed(1)},${(HEIGHT - (used / most) * (HEIGHT - 4)).toFixed(1)}`;
  });
  const words = t('light-days-words', {
    from: bytes(first.used),
    to: bytes(last.used),
    day: formatDate(from, { dateStyle: 'long', timeZone: 'UTC' }),
  });
  return (
    <figure className={styles.curve}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <polygon points={`0,${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}`} />
        <polyline points={points.join(' ')} />
      </svg>
      <figcaption>{words}</figcaption>
    </figure>
  );
}
