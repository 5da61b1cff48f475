import { type SyntheticEvent, useState } from 'react';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Dialog } from '../../ui/menus.ts';
import styles from './Filters.module.css';
import { type Question, useQuestion } from './proof.ts';

/** The place where the password is asked for, before mail begins to go to somebody else (security S-11). */
export function ProofQuestion() {
  const question = useQuestion();
  return question && <ProofDialog question={question} />;
}

function ProofDialog({ question }: { question: Question }) {
  const t = useT();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (!password) return setError(t('filter-proof-missing'));
    setBusy(true);
    try {
      await question.confirm(password);
    } catch (refused) {
      setError(sentenceOf(refused, t));
      setPassword('');
      setBusy(false);
    }
  };
  return (
    <Dialog title={t('filter-proof-title')} onClose={question.cancel}>
      <form onSubmit={submit} noValidate className={styles.form}>
        <p>{t('filter-proof-why')}</p>
        <p className={styles.hint}>{t('filter-proof-told')}</p>
        <Field
          type="password"
          label={t('password')}
          value={password}
          autoFocus
          autoComplete="current-password"
          maxLength={1000}
          error={error}
          onChange={(event) => {
            setPassword(event.target.value);
            setError(null);
          }}
        />
        <Actions>
          <Button onClick={question.cancel}>{t('cancel')}</Button>
          <Button look="primary" type="submit" disabled={isBusy}>
            {t('filter-proof-confirm')}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
