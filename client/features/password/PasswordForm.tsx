import { type FormEvent, useId, useRef, useState } from 'react';
import {
  LONGEST_PASSWORD,
  type PasswordFault,
  type PasswordTerms,
} from '../../../shared/password.ts';
import { ApiError } from '../../api/call.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { type Translate, useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { HiddenUsername } from '../../ui/HiddenUsername.tsx';
import { SecretField } from '../../ui/SecretField.tsx';
import { useVerdict } from './judging.ts';
import styles from './Password.module.css';
import { PasswordMaker } from './PasswordMaker.tsx';
import { PasswordRules } from './PasswordRules.tsx';
import { faultsOf, useChangePassword } from './password.ts';
import { StrengthMeter } from './StrengthMeter.tsx';

interface Props {
  account: string;
  terms: PasswordTerms;
}

type Name = 'current' | 'next' | 'again';
type Errors = Partial<Record<Name | 'form', string>>;
const EMPTY = { current: '', next: '', again: '' };

/** Current, new, confirmed. The rules speak while one types; the bridge has the last word. */
export function PasswordForm({ account, terms }: Props) {
  const t = useT();
  const rulesId = useId();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState(EMPTY);
  const [errors, setErrors] = useState<Errors>({});
  const changing = useChangePassword();
  const verdict = useVerdict(values.next, terms);

  const type = (name: Name, value: string) => {
    setValues((before) => ({ ...before, [name]: value }));
    setErrors((before) => ({ ...before, [name]: undefined, form: undefined }));
    if (changing.isSuccess) changing.reset();
  };
  const refuse = (found: Errors) => {
    setErrors(found);
    const [first] = Object.keys(found);
    form.current?.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = wrongOf(values, verdict?.faults ?? [], terms, t);
    if (wrong) return refuse(wrong);
    changing.mutate(values, {
      onSuccess: () => setValues(EMPTY),
      onError: (error) => refuse(errorsOf(error, terms, t)),
    });
  };
  const field = (name: Name, label: string, complete: string) => ({
    name,
    label,
    value: values[name],
    error: errors[name],
    autoComplete: complete,
    maxLength: 1000,
    showLabel: t('password-show-name', { name: label }),
    hideLabel: t('password-hide-name', { name: label }),
    onChange: ({ target }: { target: HTMLInputElement }) => type(name, target.value),
  });

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {/* Password managers keep it with the new password. */}
      <HiddenUsername account={account} />
      <SecretField {...field('current', t('password-current'), 'current-password')} />
      <div className={styles.new}>
        <SecretField
          {...field('next', t('password-new'), 'new-password')}
          {...passwordManagerRules(terms.minimum)}
          describedBy={rulesId}
        />
        <StrengthMeter verdict={values.next ? verdict : undefined} />
        <PasswordRules
          id={rulesId}
          password={values.next}
          minimum={terms.minimum}
          verdict={verdict}
        />
        <PasswordMaker
          key={changing.isSuccess ? 'done' : 'wanted'}
          terms={terms}
          onUse={(made) => {
            type('next', made);
            type('again', made);
          }}
        />
      </div>
      <SecretField {...field('again', t('password-again'), 'new-password')} />
      {errors.form && (
        <p role="alert" className={styles.refusal}>
          {errors.form}
        </p>
      )}
      <Button type="submit" look="primary" disabled={changing.isPending}>
        {t(changing.isPending ? 'password-changing' : 'password-change')}
      </Button>
      <div role="status">
        {changing.data && (
          <div className={styles.done}>
            <p>{t('password-changed')}</p>
            <p>{t('password-changed-ended', { count: changing.data.ended })}</p>
            <p>{t('password-changed-programs')}</p>
          </div>
        )}
      </div>
    </form>
  );
}

/** What those that make passwords by themselves need to know (the `passwordrules` attribute of WebKit). */
const passwordManagerRules = (minimum: number) => ({
  passwordrules: `minlength: ${minimum}; maxlength: ${LONGEST_PASSWORD}; required: lower; required: upper; required: digit;`,
});

/** What can be said without asking; null when nothing is wrong. */
function wrongOf(
  { current, next, again }: typeof EMPTY,
  faults: PasswordFault[],
  terms: PasswordTerms,
  t: Translate,
): Errors | null {
  if (!current) return { current: t('password-current-missing') };
  if (!next) return { next: t('password-new-missing') };
  if (faults[0]) return { next: sentenceOfFault(faults[0], terms, t) };
  if (again !== next) return { again: t('password-differs') };
  return null;
}

function errorsOf(error: unknown, terms: PasswordTerms, t: Translate): Errors {
  const [fault] = faultsOf(error);
  if (fault) return { next: sentenceOfFault(fault, terms, t) };
  const code = error instanceof ApiError ? error.code : '';
  if (code === 'password-wrong') return { current: sentenceOf(error, t) };
  if (code === 'password-used' || code === 'password-weak') return { next: sentenceOf(error, t) };
  if (code === 'password-refused') return { next: refusedBy(error as ApiError, t) };
  return { form: sentenceOf(error, t) };
}

/** The other server's own reason, where it gave one. */
function refusedBy({ details }: ApiError, t: Translate): string {
  const reason = String(details.reason ?? '');
  return reason ? t('password-refused-why', { reason }) : t('error.password-refused');
}

const sentenceOfFault = (
  { rule, found = '' }: PasswordFault,
  { minimum }: PasswordTerms,
  t: Translate,
) => t(`password-fault-${rule}`, { found, minimum, maximum: LONGEST_PASSWORD });
