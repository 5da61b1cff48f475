import { Link } from 'react-router';
import type { Original } from '../../../shared/reports.ts';
import { useT } from '../../i18n/i18n.tsx';

/** The letter that a report is about, and the way to it. */
export function OriginalLetter({ original }: { original: Original }) {
  const t = useT();
  const { subject, place } = original;
  return (
    <p>
      {subject && (
        <>
          <bdi>{t('report-about', { subject })}</bdi>{' '}
        </>
      )}
      {place && (
        <Link to={`/mail/${encodeURIComponent(place.folder)}/${place.uid}`}>
          {t('report-open')}
        </Link>
      )}
    </p>
  );
}
