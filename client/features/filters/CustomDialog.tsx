import { type SyntheticEvent, useState } from 'react';
import type { CustomRule } from '../../../shared/filters.ts';
import { parseScript } from '../../../shared/sieve/parse.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { later } from '../../ui/later.tsx';
import { Dialog } from '../../ui/menus.ts';
import { toast } from '../../ui/toasts.ts';
import { DiscardQuestion } from './DiscardQuestion.tsx';
import styles from './Filters.module.css';
import { RuleChanged, saveRule } from './filters.ts';
import { NotProven } from './proof.ts';
import { nameOfRule } from './words.ts';

const ScriptEditor = later(() => import('./ScriptEditor.tsx'));

interface Props {
  rule: CustomRule;
  onScript(): void;
  onClose(): void;
}

/** A rule that says more than the editor can: changed as the text that it is. */
export function CustomDialog({ rule, onScript, onClose }: Props) {
  const t = useT();
  const [name, setName] = useState(rule.name);
  const [source, setSource] = useState(rule.source);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [isLeaving, setLeaving] = useState(false);
  const isChanged = name !== rule.name || source !== rule.source;
  const close = () => (isChanged ? setLeaving(true) : onClose());
  const save = async () => {
    setTrouble(null);
    const kept = { ...rule, name: name.trim(), source };
    try {
      await saveRule(kept, rule);
      onClose();
      toast(t('filter-saved', { name: nameOfRule(kept, t) }));
    } catch (error) {
      if (!(error instanceof NotProven)) setTrouble(error);
    }
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (event.target === event.currentTarget) void save();
  };
  return (
    <Dialog size="wide" title={t('filter-custom-change')} onClose={close}>
      <form onSubmit={submit} noValidate className={styles.form}>
        <p className={styles.hint}>{t('filter-custom-what')}</p>
        <Field
          label={t('filter-name')}
          value={name}
          maxLength={200}
          autoComplete="off"
          onChange={({ target }) => setName(target.value)}
        />
        <ScriptEditor
          label={t('filter-text')}
          source={rule.source}
          onChange={setSource}
          onSave={() => void save()}
          findFaults={async (text) => parseScript(text).faults}
        />
        {trouble !== null && (
          <p role="alert" className={styles.error}>
            {trouble instanceof RuleChanged ? t('filter-conflict') : sentenceOf(trouble, t)}
          </p>
        )}
        <Actions>
          <Button look="plain" onClick={onScript}>
            {t('filter-whole-script')}
          </Button>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button look="primary" type="submit">
            {t('filter-save')}
          </Button>
        </Actions>
      </form>
      {isLeaving && <DiscardQuestion onStay={() => setLeaving(false)} onLeave={onClose} />}
    </Dialog>
  );
}
