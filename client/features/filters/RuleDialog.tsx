import Plus from 'lucide-react/icons/plus';
import { type SyntheticEvent, useState } from 'react';
import type { Filters, Rule, SimpleRule } from '../../../shared/filters.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Dialog } from '../../ui/menus.ts';
import { toast } from '../../ui/toasts.ts';
import { useIdentities } from '../identities/identities.ts';
import { ActionRow } from './ActionRow.tsx';
import { ConditionRow } from './ConditionRow.tsx';
import { DiscardQuestion } from './DiscardQuestion.tsx';
import { doesStop } from './draft.ts';
import styles from './Filters.module.css';
import { faultsOf, isRight } from './faults.ts';
import { RuleChanged, saveRule } from './filters.ts';
import { NotProven } from './proof.ts';
import { RuleConflict } from './RuleConflict.tsx';
import { RulePreview } from './RulePreview.tsx';
import { RunChoice } from './RunChoice.tsx';
import { startRun } from './run.ts';
import { useDraft } from './useDraft.ts';
import { warningsOf } from './warnings.ts';
import { nameOfRule } from './words.ts';

interface Props {
  rule: SimpleRule;
  isNew: boolean;
  filters: Filters;
  /** Where what it would find is looked for first. */
  folder?: string;
  onClose(): void;
}

/** The editor of a rule: what to look for, what to do, and what that would mean today. */
export function RuleDialog({ rule: given, isNew, filters, folder = 'INBOX', onClose }: Props) {
  const t = useT();
  const { extensions, rules } = filters;
  const [before, setBefore] = useState<Rule | null>(isNew ? null : given);
  const edited = useDraft(given);
  const { draft, rule, change, isChanged } = edited;
  const [run, setRun] = useState<string | null>(null);
  const [asksFaults, setAsksFaults] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const [began, setBegan] = useState(draft.conditions.length);
  const faults = faultsOf(rule, t);
  const shown = asksFaults ? faults : { conditions: [], actions: [] };
  const at = rules.findIndex(({ id }) => id === rule.id);
  const own = useIdentities()?.addresses ?? [];
  const warnings = warningsOf(rule, at < 0 ? rules : rules.slice(0, at), own, t);
  const close = () => (isChanged ? setLeaving(true) : onClose());

  const save = async (over = before) => {
    setBusy(true);
    setTrouble(null);
    try {
      const kept = { ...rule, name: rule.name || nameOfRule(rule, t) };
      await saveRule(kept, over);
      onClose();
      if (run) startRun(kept, run);
      else toast(t('filter-saved', { name: kept.name }));
    } catch (error) {
      if (!(error instanceof NotProven)) setTrouble(error);
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    // Forms of menus and questions above this one stand below it in React's tree.
    if (event.target !== event.currentTarget) return;
    setAsksFaults(true);
    if (isRight(faults)) void save();
  };

  return (
    <Dialog size="wide" title={t(isNew ? 'filter-new' : 'filter-change')} onClose={close}>
      <form onSubmit={submit} noValidate className={styles.form}>
        <Field
          label={t('filter-name')}
          placeholder={nameOfRule({ ...rule, name: '' }, t)}
          value={draft.name}
          maxLength={200}
          autoComplete="off"
          onChange={({ target }) => change({ name: target.value })}
        />
        <fieldset className={styles.part}>
          <legend>{t('filter-when')}</legend>
          <select
            aria-label={t('filter-match')}
            value={draft.match}
            onChange={({ target }) => change({ match: target.value as typeof draft.match })}
          >
            {(['all', 'any', 'every'] as const).map((one) => (
              <option key={one} value={one}>
                {t(`filter-match-${one}`)}
              </option>
            ))}
          </select>
          {draft.match !== 'every' && (
            <>
              <ul className={styles.rows}>
                {draft.conditions.map((one, i) => (
                  <ConditionRow
                    key={one.key}
                    condition={one}
                    extensions={extensions}
                    fault={shown.conditions[i]}
                    isOnly={draft.conditions.length === 1}
                    autoFocus={i >= began}
                    onChange={edited.setCondition}
                    onRemove={() => edited.removeCondition(one.key)}
                  />
                ))}
              </ul>
              <Button
                look="plain"
                icon={<Plus size={16} aria-hidden />}
                className={styles.add}
                onClick={() => {
                  setBegan(draft.conditions.length);
                  edited.addCondition();
                }}
              >
                {t('filter-condition-add')}
              </Button>
            </>
          )}
          <RulePreview rule={rule} isRight={!faults.conditions.some(Boolean)} folder={folder} />
        </fieldset>
        <fieldset className={styles.part}>
          <legend>{t('filter-then')}</legend>
          <ul className={`${styles.rows} ${styles.actions}`}>
            {draft.actions.map((one, i) => (
              <ActionRow
                key={one.key}
                action={one}
                extensions={extensions}
                fault={shown.actions[i]}
                isOnly={draft.actions.length === 1}
                onChange={edited.setAction}
                onRemove={() => edited.removeAction(one.key)}
              />
            ))}
          </ul>
          <Button
            look="plain"
            icon={<Plus size={16} aria-hidden />}
            className={styles.add}
            onClick={edited.addAction}
          >
            {t('filter-action-add')}
          </Button>
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={doesStop(draft)}
              onChange={() => change({ stop: !doesStop(draft) })}
            />
            <span>
              {t('filter-stop')}
              <span className={styles.line}>{t('filter-stop-why')}</span>
            </span>
          </label>
        </fieldset>
        <RunChoice folder={run} start={folder} onChange={setRun} />
        {warnings.map((one) => (
          <p key={one} className={styles.warning}>
            {one}
          </p>
        ))}
        {asksFaults && faults.rule && (
          <p role="alert" className={styles.error}>
            {faults.rule}
          </p>
        )}
        {trouble instanceof RuleChanged ? (
          <RuleConflict
            now={trouble.now}
            onMine={() => void save(trouble.now)}
            onTheirs={() => {
              setTrouble(null);
              if (trouble.now?.kind !== 'simple') return onClose();
              setBefore(trouble.now);
              edited.begin(trouble.now);
            }}
          />
        ) : (
          trouble !== null && (
            <p role="alert" className={styles.error}>
              {sentenceOf(trouble, t)}
            </p>
          )
        )}
        <Actions>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button look="primary" type="submit" disabled={isBusy}>
            {t('filter-save')}
          </Button>
        </Actions>
      </form>
      {isLeaving && <DiscardQuestion onStay={() => setLeaving(false)} onLeave={onClose} />}
    </Dialog>
  );
}
