import { type SyntheticEvent, useState } from 'react';
import type { SecondStep, SecondStepWay, Session } from '../../../shared/session.ts';
import { type MessageId, useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from '../session/LoginPage.module.css';
import { Wordmark } from '../session/Wordmark.tsx';
import own from './SecondStepForm.module.css';
import { useSecondStep } from './second-step.ts';
import { knowsPasskeys, sentenceOfPasskey } from './webauthn.ts';

interface Props {
  step: SecondStep;
  remember: boolean;
  onDone(session: Session): void;
  /** Back to the password; with an error when the sign-in waited too long. */
  onBack(error?: unknown): void;
}

/** After the password: a code, a passkey or a recovery code. */
export default function SecondStepForm({ step, remember, onDone, onBack }: Props) {
  const t = useT();
  const [way, setWay] = useState(step.ways[0] ?? 'recovery');
  const [text, setText] = useState('');
  const [trust, setTrust] = useState(false);
  const confirming = useSecondStep({ remember, onDone, onGone: onBack });
  const turnTo = (next: SecondStepWay) => {
    setWay(next);
    setText('');
    confirming.reset();
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (confirming.isPending) return;
    const code = text.trim();
    if (way === 'passkey') confirming.mutate({ proof: { way }, trust });
    else if (code) confirming.mutate({ proof: { way, code }, trust });
  };
  const cannot = way === 'passkey' && !knowsPasskeys();
  return (
    <form className={styles.card} onSubmit={submit}>
      <Wordmark />
      <h1 className={styles.title}>{t('second-step')}</h1>
      {way === 'passkey' ? (
        <p className={own.hint}>
          {t(cannot ? 'second-step-passkey-none' : 'second-step-passkey-hint')}
        </p>
      ) : (
        <CodeField key={way} way={way} text={text} onChange={setText} />
      )}
      <label className={styles.remember}>
        <input
          type="checkbox"
          checked={trust}
          onChange={({ target }) => setTrust(target.checked)}
        />
        <span>{t('second-step-trust')}</span>
      </label>
      {confirming.error && (
        <p role="alert" className={styles.refusal}>
          {sentenceOfPasskey(confirming.error, t)}
        </p>
      )}
      <Button
        type="submit"
        look="primary"
        {...(way === 'passkey' && { ref: focus })}
        disabled={cannot}
        aria-disabled={confirming.isPending}
        className={styles.submit}
      >
        {t(confirming.isPending ? 'second-step-confirming' : confirmName[way])}
      </Button>
      <div className={own.others}>
        {step.ways
          .filter((other) => other !== way)
          .map((other) => (
            <Button key={other} onClick={() => turnTo(other)}>
              {t(`second-step-use-${other}`)}
            </Button>
          ))}
        <Button look="plain" onClick={() => onBack()}>
          {t('second-step-back')}
        </Button>
      </div>
      {way === 'recovery' && <p className={own.hint}>{t('second-step-lost')}</p>}
    </form>
  );
}

/** It stands in the place of the password's form, where the keyboard was. */
const focus = (element: HTMLElement | null) => element?.focus();

const confirmName: Record<SecondStepWay, MessageId> = {
  code: 'second-step-confirm',
  passkey: 'second-step-use-passkey',
  recovery: 'second-step-confirm',
};

interface CodeProps {
  way: 'code' | 'recovery';
  text: string;
  onChange(text: string): void;
}

function CodeField({ way, text, onChange }: CodeProps) {
  const t = useT();
  const looks =
    way === 'code'
      ? ({ inputMode: 'numeric', autoComplete: 'one-time-code', maxLength: 9 } as const)
      : ({ autoComplete: 'off', autoCapitalize: 'none', maxLength: 30 } as const);
  return (
    <div className={styles.field}>
      <label htmlFor="second-step-code">{t(`second-step-${way}`)}</label>
      <input
        id="second-step-code"
        className={own.code}
        aria-describedby="second-step-hint"
        ref={focus}
        required
        spellCheck={false}
        value={text}
        onChange={({ target }) => onChange(target.value)}
        {...looks}
      />
      <p id="second-step-hint" className={own.hint}>
        {t(`second-step-${way}-hint`, { host: location.hostname })}
      </p>
    </div>
  );
}
