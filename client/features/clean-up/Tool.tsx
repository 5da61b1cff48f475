import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Choice } from '../../../shared/choice.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { reviewAddress, STORAGE } from './addresses.ts';
import { addToBasket, lineFor } from './basket.ts';
import { weightQuery } from './review.ts';
import { isUnread } from './scan.ts';
import styles from './ToolsPage.module.css';
import { figures } from './words.ts';

interface Props {
  name: 'large' | 'old' | 'sent-files' | 'newsletters';
  choice: Choice;
  hint?: string;
  /** The condition that people set. */
  value?: number;
  among?: readonly number[];
  words?(value: number): string;
  onPick?(value: number): void;
  /** The files go, the messages stay. */
  lightens?: boolean;
  children?: ReactNode;
}

/** One way to make room: which messages, under which condition, and how many that are now. */
export function Tool(props: Props) {
  const { name, choice, hint, value, among = [], words, onPick, lightens = false } = props;
  const t = useT();
  const formats = useFormats();
  const navigate = useNavigate();
  const { data, error } = useQuery(weightQuery(choice));
  const title = t(`clean-tool-${name}`);
  const meant = { choice, tool: name, about: '' };
  const show = () => void navigate(`${STORAGE}/basket`);
  const found = data?.messages
    ? figures(data, t, formats)
    : t(data ? 'clean-none' : 'clean-counting');
  return (
    <li className={styles.tool}>
      <div className={styles.head}>
        <h3>{title}</h3>
        <p className={styles.found} role={error && !isUnread(error) ? 'alert' : 'status'}>
          {error && !isUnread(error) ? sentenceOf(error, t) : found}
        </p>
      </div>
      {hint && <p className={styles.hint}>{hint}</p>}
      <div className={styles.acts}>
        {value !== undefined && (
          <select
            aria-label={t('tool-condition', { name: title })}
            value={value}
            onChange={({ target }) => onPick?.(Number(target.value))}
          >
            {among.map((one) => (
              <option key={one} value={one}>
                {words?.(one)}
              </option>
            ))}
          </select>
        )}
        <Link
          to={reviewAddress(meant)}
          aria-label={t('clean-review-name', { name: title })}
          className={styles.link}
        >
          {t('review')}
        </Link>
        {!lightens && data && data.messages > 0 && (
          <Button
            aria-label={t('tool-add-name', { name: title })}
            onClick={() => void addToBasket(lineFor(meant), show)}
          >
            {t('basket-add')}
          </Button>
        )}
        {lightens && data && data.messages > 0 && (
          <Button
            aria-label={t('tool-add-name', { name: title })}
            onClick={() => void addToBasket(lineFor(meant, 'lighten'), show)}
          >
            {t('tool-lighten')}
          </Button>
        )}
        {props.children}
      </div>
    </li>
  );
}
