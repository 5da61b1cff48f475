import { useId, useState } from 'react';
import { useIntl } from 'react-intl';
import { holdsAt, type ReadyReply } from '../../../shared/automatic-reply.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { turnOff, useReply } from './automatic-reply.ts';
import styles from './ReplyBanner.module.css';
import { ReturnBanner } from './ReturnBanner.tsx';
import { useMoment } from './useMoment.ts';
import { moment } from './words.ts';

/** In the frame: that mail is answered by itself just now, or who wrote while it was. */
export default function ReplyBanner() {
  const { data } = useReply();
  return data?.state === 'ready' ? <Ready page={data} /> : null;
}

const MONTH = 30 * 86_400_000;

function Ready({ page }: { page: ReadyReply }) {
  const now = useMoment(page.absences);
  const active = page.enabled ? page.absences.filter((one) => holdsAt(one, now)) : [];
  if (active.length > 0) {
    const ends = active.map(({ end }) => end ?? Number.POSITIVE_INFINITY);
    const end = Math.max(...ends);
    return <On page={page} end={Number.isFinite(end) ? end : null} />;
  }
  const back = page.absences.findLast(
    ({ start, end, told }) =>
      start !== null && end !== null && !told && end > start && end <= now && end > now - MONTH,
  );
  return back ? <ReturnBanner absence={back} /> : null;
}

function On({ page, end }: { page: ReadyReply; end: number | null }) {
  const t = useT();
  const { locale } = useIntl();
  const id = useId();
  const [isBusy, setIsBusy] = useState(false);
  const off = async () => {
    setIsBusy(true);
    await turnOff(page);
    setIsBusy(false);
  };
  return (
    <div role="status" aria-labelledby={id} className={styles.banner}>
      <p>
        <span id={id}>{t('away-on')}</span>
        {end !== null && ` ${t('away-on-until', { end: moment(end, { t, locale }) })}`}
      </p>
      <Button look="plain" disabled={isBusy} onClick={() => void off()}>
        {t('away-turn-off')}
      </Button>
    </div>
  );
}
