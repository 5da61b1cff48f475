import Eye from 'lucide-react/icons/eye';
import EyeOff from 'lucide-react/icons/eye-off';
import { type FormEvent, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { SecondStep, Session } from '../../../shared/session.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { currentLanguage, speak, useT } from '../../i18n/i18n.tsx';
import { languages, ownName } from '../../i18n/languages.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { later } from '../../ui/later.tsx';
import { hasWords } from '../compose/draft.ts';
import { openDrafts } from '../compose/keeping/open-drafts.ts';
import styles from './LoginPage.module.css';
import { useSignIn } from './session.ts';
import { Wordmark } from './Wordmark.tsx';

// Most people never see it.
const SecondStepForm = later(() => import('../second-factor/SecondStepForm.tsx'));

/** @param begin called with the answer, before the mail is shown: what can be asked for early is. */
export default function LoginPage({ begin }: { begin: (session: Session) => void }) {
  const t = useT();
  const navigate = useNavigate();
  const { state, search } = useLocation();
  const [shown, setShown] = useState(false);
  const [half, setHalf] = useState<{ step: SecondStep; remember: boolean } | null>(null);
  const [ended, setEnded] = useState<unknown>(null);
  const welcome = (session: Session) => {
    begin(session);
    void navigate(cameFrom(state, search), { replace: true });
  };
  const signingIn = useSignIn({
    begin: welcome,
    ask: (step, remember) => setHalf({ step, remember }),
  });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setEnded(null);
    const form = new FormData(event.currentTarget);
    signingIn.mutate({
      email: String(form.get('email')),
      password: String(form.get('password')),
      remember: form.get('remember') === 'on',
    });
  };

  if (half) {
    return (
      <main className={styles.page}>
        <SecondStepForm
          {...half}
          onDone={welcome}
          onBack={(error) => {
            setEnded(error ?? null);
            setHalf(null);
          }}
        />
        <LanguageSwitch />
      </main>
    );
  }
  const refusal = ended ?? signingIn.error;
  return (
    <main className={styles.page}>
      <form className={styles.card} onSubmit={submit}>
        <Wordmark />
        <h1 className={styles.title}>{t('sign-in-title')}</h1>
        {openDrafts().some(hasWords) && <p role="status">{t('kept-for-you')}</p>}
        <label className={styles.field}>
          <span>{t('email')}</span>
          <input
            name="email"
            type="email"
            autoComplete="username"
            required
            spellCheck={false}
            autoCapitalize="none"
          />
        </label>
        <div className={styles.field}>
          <label htmlFor="password">{t('password')}</label>
          <span className={styles.secret}>
            <input
              id="password"
              name="password"
              type={shown ? 'text' : 'password'}
              autoComplete="current-password"
              required
            />
            <IconButton
              label={t(shown ? 'password-hide' : 'password-show')}
              icon={shown ? <EyeOff size={18} aria-hidden /> : <Eye size={18} aria-hidden />}
              onClick={() => setShown(!shown)}
            />
          </span>
        </div>
        <label className={styles.remember}>
          <input name="remember" type="checkbox" />
          <span>{t('remember')}</span>
        </label>
        {refusal !== null && (
          <p role="alert" className={styles.refusal}>
            {sentenceOf(refusal, t)}
          </p>
        )}
        <Button
          type="submit"
          look="primary"
          disabled={signingIn.isPending}
          className={styles.submit}
        >
          {t(signingIn.isPending ? 'signing-in' : 'sign-in')}
        </Button>
      </form>
      <LanguageSwitch />
    </main>
  );
}

/** Back to where the session ended: a path of ours only (security S-44). */
function cameFrom(state: unknown, search: string): string {
  const asked = new URLSearchParams(search).get('back');
  const back = (state as { back?: unknown } | null)?.back ?? asked;
  return typeof back === 'string' && /^\/(?![/\\])/.test(back) ? back : '/';
}

function LanguageSwitch() {
  const t = useT();
  return (
    <fieldset className={styles.languages}>
      <legend className="visually-hidden">{t('language')}</legend>
      {languages.map(({ tag, isTrial }) => (
        <button
          key={tag}
          type="button"
          lang={tag}
          hidden={isTrial && currentLanguage() !== tag}
          aria-pressed={currentLanguage() === tag}
          onClick={() => void speak(tag)}
        >
          {ownName(tag)}
        </button>
      ))}
    </fieldset>
  );
}
