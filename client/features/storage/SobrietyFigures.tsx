import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { Link } from 'react-router';
import type { Sobriety } from '../../../shared/storage.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { useFolders } from '../folders/folders.ts';
import { DaysCurve } from './DaysCurve.tsx';
import styles from './Sobriety.module.css';
import { changeWords, reviewAddress, useStorage } from './storage.ts';

const WEEKS = 4;

/** Megabytes, messages a week, the share never opened, and the trend. */
export function SobrietyFigures({ figures }: { figures: Sobriety }) {
  const t = useT();
  const { bytes, number } = useFormats();
  const { messages, received } = figures;
  // Nobody read the mailbox yet: zero would be a claim.
  if (!messages && figures.scan.at === null) return <p>{t('light-unread')}</p>;
  return (
    <>
      <dl className={styles.figures}>
        <Figure name={t('light-kept')} value={bytes(figures.bytes)}>
          {t('light-kept-text', { count: messages })}
        </Figure>
        <Figure name={t('light-received')} value={number(Math.round(received / WEEKS))}>
          {t('light-received-text')} <Pace figures={figures} />
        </Figure>
        <Unopened figures={figures} />
        <Trend />
      </dl>
      <DaysCurve days={figures.days} />
    </>
  );
}

function Figure({ name, value, children }: { name: string; value: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={styles.value}>{value}</dd>
      <dd className={styles.words}>{children}</dd>
    </div>
  );
}

function Pace({ figures: { received, receivedBefore } }: { figures: Sobriety }) {
  const t = useT();
  const change = Math.round((received - receivedBefore) / WEEKS);
  if (change === 0) return t('light-received-same');
  const count = Math.abs(change);
  return t(change > 0 ? 'light-received-more' : 'light-received-less', { count });
}

function Unopened({ figures: { old, unopened } }: { figures: Sobriety }) {
  const t = useT();
  const { number } = useFormats();
  const { formatNumber } = useIntl();
  const folders = useFolders() ?? [];
  const apart = new Set(['sent', 'drafts', 'trash', 'junk']);
  const meant = folders.filter(
    ({ specialUse, selectable }) => selectable && !apart.has(specialUse ?? ''),
  );
  const choice = { folders: meant.map(({ path }) => path), olderThan: 7, unopened: true };
  const share = old ? formatNumber(unopened / old, { style: 'percent' }) : '–';
  const words = t('light-unopened-text', { count: number(unopened), all: number(old) });
  return (
    <Figure name={t('light-unopened')} value={share}>
      {old ? words : t('light-unopened-none')}{' '}
      {unopened > 0 && (
        <Link to={reviewAddress(choice, 'unopened', t('light-unopened'))}>
          {t('light-unopened-see')}
        </Link>
      )}
    </Figure>
  );
}

function Trend() {
  const t = useT();
  const formats = useFormats();
  const { used = null, lastMonth = null } = useStorage() ?? {};
  const isKnown = used !== null && lastMonth !== null;
  const size = isKnown ? formats.bytes(Math.abs(used - lastMonth)) : '';
  return (
    <Figure
      name={t('light-trend')}
      value={isKnown ? `${used < lastMonth ? '−' : '+'}${size}` : '–'}
    >
      {isKnown ? changeWords(used, lastMonth, t, formats) : t('light-trend-none')}
    </Figure>
  );
}
