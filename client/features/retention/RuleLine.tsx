import Pencil from 'lucide-react/icons/pencil';
import Trash2 from 'lucide-react/icons/trash-2';
import { useState } from 'react';
import type { KeptRule } from '../../../shared/retention.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { putBack, useCleanUps } from '../clean-up/clean-ups.ts';
import { Switch } from '../filters/Switch.tsx';
import { LastRun } from './LastRun.tsx';
import styles from './Retention.module.css';
import { restWords } from './rests.ts';
import { removeRule, switchRule } from './retention.ts';
import { nameOfRule, sentenceOfRule } from './words.ts';

interface Props {
  rule: KeptRule;
  /** Opens its form; `on` = it is to work afterwards. */
  onEdit(on: boolean): void;
}

/** One rule: what it does, what it did last, and what can be done about it. */
export function RuleLine({ rule, onEdit }: Props) {
  const t = useT();
  const [isBusy, setBusy] = useState(false);
  const cleanUps = useCleanUps().data;
  const name = nameOfRule(rule, t);
  // The clean-up tells of every step, the rule of its end.
  const cleanUp = cleanUps?.find(({ id }) => id === rule.lastRun?.cleanUp);
  const state = cleanUp?.state ?? rule.lastRun?.state ?? null;
  const backUntil = cleanUp ? cleanUp.backUntil : (rule.lastRun?.backUntil ?? null);
  const isBack = state === 'back' || state === 'going-back';
  const rests = restWords(rule, t);
  const back = async (id: string) => {
    setBusy(true);
    await putBack(id);
    setBusy(false);
  };
  const id = rule.lastRun?.cleanUp;
  const mayGoBack = id && !isBack && backUntil !== null && state !== 'running';
  return (
    <li className={styles.rule}>
      <div className={styles.words} data-off={!rule.on || undefined}>
        <p>
          <bdi className={styles.name}>{name}</bdi>
        </p>
        <p className={styles.line} dir="auto">
          {sentenceOfRule(rule, t)}
        </p>
        {rule.lastRun && <LastRun run={rule.lastRun} state={state} place={rule.place} />}
        {rests && rule.on && <p className={styles.warning}>{rests}</p>}
        {(mayGoBack || (rule.on && rule.rests === 'put-back')) && (
          <div className={styles.mend}>
            {mayGoBack && (
              <Button
                disabled={isBusy}
                aria-label={t('retention-back-name', { name })}
                onClick={() => void back(id)}
              >
                {t('clean-back')}
              </Button>
            )}
            {rule.on && rule.rests === 'put-back' && (
              <Button
                aria-label={t('retention-resume-name', { name })}
                onClick={() => void switchRule(rule, true, () => onEdit(true))}
              >
                {t('retention-resume')}
              </Button>
            )}
          </div>
        )}
      </div>
      <div className={styles.acts}>
        <Switch
          label={t('retention-use', { name })}
          isOn={rule.on}
          onChange={(on) => void switchRule(rule, on, () => onEdit(on))}
        />
        <IconButton
          label={t('retention-edit', { name })}
          icon={<Pencil size={16} aria-hidden />}
          onClick={() => onEdit(rule.on)}
        />
        <IconButton
          label={t('retention-delete', { name })}
          icon={<Trash2 size={16} aria-hidden />}
          onClick={() => void removeRule(rule)}
        />
      </div>
    </li>
  );
}
