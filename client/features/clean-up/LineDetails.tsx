import type { BasketLine, Protection } from '../../../shared/clean-up.ts';
import { PROTECTIONS } from '../../../shared/clean-up.ts';
import { useFormats } from '../../i18n/formats.ts';
import { type MessageId, useT } from '../../i18n/i18n.tsx';
import type { LinePreview } from './basket.ts';
import styles from './LineDetails.module.css';
import { useDay } from './useDay.ts';
import { figures, period } from './words.ts';

interface Props {
  line: BasketLine;
  /** What the server counted; undefined while it counts. */
  found: LinePreview | undefined;
  isCounting: boolean;
  onChange(line: BasketLine): void;
}

/** What a line would take: how much, from when, a few of them; and what it leaves alone, unless told otherwise. */
export function LineDetails({ line, found, isCounting, onChange }: Props) {
  const t = useT();
  const formats = useFormats();
  const days = useDay();
  if (!found) return <p role="status">{t('clean-counting')}</p>;
  const words = [
    figures(found, t, formats),
    period(found, t, days),
    line.action === 'lighten' && found.messages
      ? t('clean-frees', { size: formats.bytes(found.frees) })
      : '',
  ];
  return (
    <div className={styles.details} aria-busy={isCounting}>
      <p className={styles.figures}>
        {found.messages ? words.filter(Boolean).join(' · ') : t('clean-none-left')}
      </p>
      <Spared line={line} found={found} onChange={onChange} />
      {found.samples.length > 0 && (
        <ul aria-label={t('clean-samples')} className={styles.samples}>
          {found.samples.slice(0, 3).map((row) => (
            <li key={`${row.folder} ${row.uid}`}>
              <bdi>{row.from.name || row.from.address || t('no-sender')}</bdi>
              {' — '}
              <bdi>{row.subject || t('no-subject')}</bdi>
              <span className={styles.weight}>{formats.bytes(row.size)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What is left alone, by the reason: each can be taken along. */
function Spared({ line, found, onChange }: Omit<Props, 'isCounting'> & { found: LinePreview }) {
  const t = useT();
  const off = new Set<Protection>(line.unprotected);
  const shown = PROTECTIONS.filter((one) => (found.spared[one] ?? 0) > 0 || off.has(one));
  if (!shown.length) return null;
  const toggle = (one: Protection) => {
    const unprotected = PROTECTIONS.filter((kind) => off.has(kind) !== (kind === one));
    onChange({ ...line, unprotected });
  };
  return (
    <fieldset className={styles.spared}>
      <legend>{t('clean-spared')}</legend>
      {shown.map((one) => (
        <label key={one}>
          <input type="checkbox" checked={!off.has(one)} onChange={() => toggle(one)} />
          {off.has(one)
            ? t(`clean-unspared-${one}` as MessageId)
            : t(`clean-spared-${one}` as MessageId, { count: found.spared[one] ?? 0 })}
        </label>
      ))}
    </fieldset>
  );
}
