import X from 'lucide-react/icons/x';
import { useId } from 'react';
import type { Action } from '../../../shared/filters.ts';
import { useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { AddressInput } from './AddressInput.tsx';
import { emptyAction, type Keyed } from './draft.ts';
import styles from './Filters.module.css';
import { FolderSelect } from './FolderSelect.tsx';
import { type ActionKind, offeredActions } from './offers.ts';
import { TagSelect } from './TagSelect.tsx';

interface Props {
  action: Keyed<Action>;
  extensions: string[];
  fault: string | undefined;
  isOnly: boolean;
  onChange(next: Keyed<Action>): void;
  onRemove(): void;
}

/** One thing to do with a message, and what it needs to know. */
export function ActionRow({ action, extensions, fault, isOnly, onChange, onRemove }: Props) {
  const t = useT();
  const id = useId();
  const describedBy = fault ? `${id}-fault` : undefined;
  const kind = action.do as ActionKind;
  const offered = offeredActions(extensions);
  const choices = offered.includes(kind) ? offered : [...offered, kind];
  return (
    <li className={styles.row}>
      <div className={styles.parts}>
        <select
          aria-label={t('filter-do')}
          value={kind}
          onChange={({ target }) =>
            onChange({ ...emptyAction(target.value as ActionKind), key: action.key })
          }
        >
          {choices.map((one) => (
            <option key={one} value={one}>
              {t(`filter-do-${one}`)}
            </option>
          ))}
        </select>
        <Details action={action} describedBy={describedBy} onChange={onChange} />
      </div>
      <IconButton
        label={t('filter-action-remove')}
        icon={<X size={16} aria-hidden />}
        disabled={isOnly}
        onClick={onRemove}
      />
      {fault && (
        <p id={describedBy} role="alert" className={styles.error}>
          {fault}
        </p>
      )}
    </li>
  );
}

interface DetailsProps extends Pick<Props, 'action' | 'onChange'> {
  describedBy: string | undefined;
}

function Details({ action, describedBy, onChange }: DetailsProps) {
  const t = useT();
  const attributes = {
    'aria-describedby': describedBy,
    'aria-invalid': describedBy ? (true as const) : undefined,
  };
  switch (action.do) {
    case 'move':
    case 'copy':
      return (
        <FolderSelect
          label={t('search-field-in')}
          value={action.folder}
          describedBy={describedBy}
          isWrong={describedBy !== undefined}
          onChange={(folder) => onChange({ ...action, folder })}
        />
      );
    case 'tag':
      return (
        <TagSelect
          value={action.keyword}
          describedBy={describedBy}
          onChange={(keyword) => onChange({ ...action, keyword })}
        />
      );
    case 'redirect':
      return (
        <div className={styles.values}>
          <AddressInput
            label={t('email')}
            value={action.address}
            attributes={attributes}
            onChange={(address) => onChange({ ...action, address })}
            onPasteLines={([first = '']) => onChange({ ...action, address: first })}
          />
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={action.keep}
              onChange={() => onChange({ ...action, keep: !action.keep })}
            />
            {t('forwarding-keep')}
          </label>
        </div>
      );
    case 'reject':
      return (
        <textarea
          aria-label={t('filter-reason')}
          placeholder={t('filter-reason')}
          rows={3}
          maxLength={2000}
          value={action.reason}
          {...attributes}
          onChange={({ target }) => onChange({ ...action, reason: target.value })}
        />
      );
    case 'reply':
      return (
        <div className={styles.values}>
          <input
            aria-label={t('filter-reply-subject')}
            placeholder={t('filter-reply-subject')}
            maxLength={500}
            value={action.subject}
            onChange={({ target }) => onChange({ ...action, subject: target.value })}
          />
          <textarea
            aria-label={t('filter-reply-text')}
            placeholder={t('filter-reply-text')}
            rows={4}
            maxLength={20_000}
            value={action.text}
            {...attributes}
            onChange={({ target }) => onChange({ ...action, text: target.value })}
          />
          <label className={styles.check}>
            {t('filter-reply-days')}
            <input
              type="number"
              min={1}
              max={365}
              value={action.days}
              onChange={({ target }) =>
                onChange({
                  ...action,
                  days: Math.min(365, Math.max(1, Math.round(Number(target.value)) || 1)),
                })
              }
            />
          </label>
        </div>
      );
    default:
      return null;
  }
}
