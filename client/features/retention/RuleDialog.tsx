import { type SyntheticEvent, useState } from 'react';
import type { RetentionRule } from '../../../shared/retention.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Dialog } from '../../ui/menus.ts';
import { toast } from '../../ui/toasts.ts';
import { useFolders } from '../folders/folders.ts';
import { useSession } from '../session/session.ts';
import { type Draft, faultsOf, toRule } from './draft.ts';
import { MuchQuestion } from './MuchQuestion.tsx';
import styles from './Retention.module.css';
import { RuleKeep } from './RuleKeep.tsx';
import { RulePreview } from './RulePreview.tsx';
import { RuleWhat } from './RuleWhat.tsx';
import { isMuch, saveRule } from './retention.ts';
import { warningsOf } from './warnings.ts';
import { nameOfRule } from './words.ts';

interface Props {
  draft: Draft;
  /** Changed when given, else a new one is made. */
  rule?: RetentionRule;
  /** Whether it works once it is kept. */
  on: boolean;
  others: RetentionRule[];
  onClose(): void;
}

/** A rule: which messages, how long they stay, and what that would mean today. */
export default function RuleDialog({ draft: given, rule: before, on, others, onClose }: Props) {
  const t = useT();
  const [draft, setDraft] = useState(given);
  const [id] = useState(() => before?.id ?? crypto.randomUUID());
  const [asksFaults, setAsksFaults] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const folders = useFolders() ?? [];
  const account = useSession()?.account ?? '';
  const faults = faultsOf(draft);
  const isRight = Object.keys(faults).length === 0;
  const rule = isRight ? toRule(draft, on) : null;
  const warnings = rule ? warningsOf(rule, others, folders, account) : [];
  const change = (next: Draft) => {
    setDraft(next);
    setTrouble(null);
  };

  const save = async (agreed: number) => {
    if (!rule) return;
    setBusy(true);
    setTrouble(null);
    try {
      const name = nameOfRule(rule, t);
      await saveRule({ ...rule, id, name }, agreed);
      onClose();
      toast(t('retention-saved', { name }));
    } catch (error) {
      setTrouble(error);
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (event.target !== event.currentTarget) return;
    setAsksFaults(true);
    void save(0);
  };
  const shown = asksFaults ? faults : {};

  return (
    <Dialog size="wide" title={t(before ? 'retention-change' : 'retention-new')} onClose={onClose}>
      <form onSubmit={submit} noValidate className={styles.form}>
        <RuleWhat draft={draft} faults={shown} onChange={change} />
        <RuleKeep draft={draft} faults={shown} onChange={change} />
        <section aria-label={t('retention-today')} className={styles.today}>
          <RulePreview rule={rule} />
          {warnings.map((one) => (
            <p key={one.id} className={styles.warning}>
              {t(one.id, { name: one.rule ? nameOfRule(one.rule, t) : '' })}
            </p>
          ))}
        </section>
        <Field
          label={t('retention-name')}
          placeholder={rule ? nameOfRule({ ...rule, name: '' }, t) : ''}
          value={draft.name}
          maxLength={200}
          autoComplete="off"
          onChange={({ target }) => change({ ...draft, name: target.value })}
        />
        {trouble !== null && !isMuch(trouble) && (
          <p role="alert" className={styles.error}>
            {sentenceOf(trouble, t)}
          </p>
        )}
        <Actions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" type="submit" disabled={isBusy}>
            {t('retention-save')}
          </Button>
        </Actions>
      </form>
      {isMuch(trouble) && (
        <MuchQuestion
          much={trouble.details}
          isForGood={rule?.place != null}
          onNo={() => setTrouble(null)}
          onYes={() => void save(trouble.details.messages)}
        />
      )}
    </Dialog>
  );
}
