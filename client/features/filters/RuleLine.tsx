import Copy from 'lucide-react/icons/copy';
import GripVertical from 'lucide-react/icons/grip-vertical';
import Pencil from 'lucide-react/icons/pencil';
import Trash2 from 'lucide-react/icons/trash-2';
import type { HTMLAttributes } from 'react';
import type { Rule } from '../../../shared/filters.ts';
import { useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { useTags } from '../tags/tags.ts';
import styles from './Filters.module.css';
import { removeRule, switchRule } from './filters.ts';
import { lackingOfRule } from './offers.ts';
import { Switch } from './Switch.tsx';
import { nameOfRule, sentenceOfRule } from './words.ts';

interface Props {
  rule: Rule;
  at: number;
  extensions: string[];
  /** A rule above ends everything: this one is never asked. */
  isUnreached: boolean;
  isCarried: boolean;
  handle: HTMLAttributes<HTMLButtonElement>;
  onEdit(): void;
  onDuplicate(): void;
}

/** A rule of the list: what it is called, what it does, and what can be done with it. */
export function RuleLine(props: Props) {
  const { rule, at, extensions, isUnreached, isCarried, handle, onEdit, onDuplicate } = props;
  const t = useT();
  const tags = useTags();
  const name = nameOfRule(rule, t);
  const isCustom = rule.kind === 'custom';
  const lacking = isCustom ? [] : lackingOfRule(rule, extensions);
  return (
    <li className={styles.rule} data-carried={isCarried || undefined}>
      <button
        type="button"
        className={styles.handle}
        aria-label={t('filter-move', { name })}
        title={t('filter-move-how')}
        {...handle}
      >
        <GripVertical size={16} aria-hidden />
      </button>
      <div className={styles.words} data-off={!rule.enabled || undefined}>
        <p>
          <bdi className={styles.name}>{name}</bdi>
          {isCustom && <span className={styles.badge}>{t('filter-custom')}</span>}
        </p>
        <p className={styles.line}>
          <bdi>{isCustom ? t('filter-custom-what') : sentenceOfRule(rule, tags, t)}</bdi>
        </p>
        {lacking.length > 0 && (
          <p className={styles.warning}>{t('filter-lacking', { names: lacking.join(', ') })}</p>
        )}
        {isUnreached && rule.enabled && <p className={styles.warning}>{t('filter-unreached')}</p>}
      </div>
      <div className={styles.acts}>
        <Switch
          label={t('filter-use', { name })}
          isOn={rule.enabled}
          onChange={(isOn) => void switchRule(rule, isOn)}
        />
        <IconButton
          label={t(isCustom ? 'filter-edit-text' : 'filter-edit', { name })}
          icon={<Pencil size={16} aria-hidden />}
          onClick={onEdit}
        />
        <IconButton
          label={t('filter-duplicate', { name })}
          icon={<Copy size={16} aria-hidden />}
          onClick={onDuplicate}
        />
        <IconButton
          label={t('filter-delete', { name })}
          icon={<Trash2 size={16} aria-hidden />}
          onClick={() => void removeRule(rule, at)}
        />
      </div>
    </li>
  );
}
