import { useMutation } from '@tanstack/react-query';
import type { ReactNode, SyntheticEvent } from 'react';
import { sentenceOf } from '../../i18n/errors.ts';
import { type Translate, useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { HiddenUsername } from '../../ui/HiddenUsername.tsx';
import { Dialog } from '../../ui/menus.ts';
import styles from './PasswordAgain.module.css';
import { useSession } from './session.ts';

interface Props {
  title: string;
  /** What will be done, and what else is asked before it: fields by their names. */
  children?: ReactNode;
  /** The name of the button. */
  act: string;
  look?: 'primary' | 'danger';
  /** Does it. What it throws is said, and the dialog stays. */
  onProven(password: string, form: FormData): Promise<unknown>;
  sentence?(error: unknown, t: Translate): string;
  /** Something else takes the dialog's place when it is done. */
  goesOn?: boolean;
  onClose(): void;
}

/** Asks for the password again before what a stolen session must not do. */
export function PasswordAgain({
  title,
  children,
  act,
  look = 'primary',
  onProven,
  sentence = sentenceOf,
  goesOn = false,
  onClose,
}: Props) {
  const t = useT();
  const account = useSession()?.account ?? '';
  const doing = useMutation({
    mutationFn: (form: FormData) => onProven(String(form.get('password')), form),
    onSuccess: () => {
      if (!goesOn) onClose();
    },
  });
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!doing.isPending) doing.mutate(new FormData(event.currentTarget));
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} className={styles.form}>
        {children}
        <HiddenUsername account={account} />
        <Field
          label={t('prove-again')}
          name="password"
          type="password"
          autoComplete="current-password"
          autoFocus={!children}
          required
          maxLength={1000}
        />
        {doing.error && (
          <p role="alert" className={styles.error}>
            {sentence(doing.error, t)}
          </p>
        )}
        <Actions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          {/* Not disabled: it holds the keyboard, and Escape would be heard by nobody. */}
          <Button look={look} type="submit" aria-disabled={doing.isPending}>
            {act}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
