import { Link } from 'react-router';
import type { BasketLine } from '../../../shared/clean-up.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { STORAGE } from './addresses.ts';
import { BasketItem } from './BasketItem.tsx';
import styles from './BasketPage.module.css';
import { BeginButton, Refusal } from './BeginButton.tsx';
import { changeBasket, useBasket } from './basket.ts';
import { CleanUps } from './CleanUps.tsx';
import { SubPage } from './SubPage.tsx';
import { Trouble } from './Trouble.tsx';
import { useBegin } from './useBegin.ts';
import { figures } from './words.ts';

/** What is to go, counted at this moment; and what went. */
export default function BasketPage() {
  const t = useT();
  const { data: lines, error, refetch } = useBasket();
  return (
    <SubPage title={t('basket')} hint={lines?.length ? t('basket-intro') : undefined}>
      {error && !lines ? <Trouble error={error} onRetry={() => void refetch()} /> : null}
      {!lines && !error && <p role="status">{t('loading')}</p>}
      {lines?.length === 0 && (
        <p className={styles.empty}>
          {t('basket-empty')} <Link to={`${STORAGE}/tools`}>{t('basket-to-tools')}</Link>
        </p>
      )}
      {lines && lines.length > 0 && <Basket lines={lines} />}
      <CleanUps />
    </SubPage>
  );
}

function Basket({ lines }: { lines: BasketLine[] }) {
  const t = useT();
  const formats = useFormats();
  const begin = useBegin(lines, () => {});
  const { preview } = begin;
  const change = (line: BasketLine) =>
    void changeBasket((all) => all.map((one) => (one.id === line.id ? line : one)));
  const actions = [...new Set(lines.map(({ action }) => action))];
  return (
    <>
      {begin.error ? <Trouble error={begin.error} onRetry={begin.retry} /> : null}
      <ul aria-label={t('basket')} className={styles.lines}>
        {lines.map((line) => (
          <li key={line.id}>
            <BasketItem
              line={line}
              found={preview?.lines.find(({ id }) => id === line.id)}
              isCounting={begin.isBusy}
              onChange={change}
            />
          </li>
        ))}
      </ul>
      {preview && (
        <div className={styles.foot}>
          {lines.length > 1 && (
            <p>{t('basket-together', { figures: figures(preview.whole, t, formats) })}</p>
          )}
          {actions.map((action) => (
            <p key={action} className={styles.promise}>
              {t(`clean-promise-${action}`)}
            </p>
          ))}
          <Refusal begin={begin} />
          <BeginButton lines={lines} begin={begin} />
        </div>
      )}
    </>
  );
}
