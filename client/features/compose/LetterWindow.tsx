import { useEffect, useState } from 'react';
import { useParams } from 'react-router';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { Toasts } from '../../ui/Toasts.tsx';
import { PasswordAsked } from '../password/PasswordAsked.tsx';
import { useSession } from '../session/session.ts';
import Composer from './Composer.tsx';
import { useComposing } from './composing.ts';
import { takeOver, useKeptDrafts } from './keeping/drafts.ts';
import styles from './Letters.module.css';

const stay = () => {};

/** `/compose/:id`: one letter in a window of its own, taken over from the page that it was begun in. */
export default function LetterWindow() {
  const t = useT();
  const { id = '' } = useParams();
  const account = useSession()?.account;
  const { drafts } = useComposing();
  const [isSought, setSought] = useState(true);
  useKeptDrafts(account, id);
  useEffect(() => {
    if (account) void takeOver(account, id).then(() => setSought(false));
  }, [account, id]);
  const [draft] = drafts;
  return (
    <main className={styles.window}>
      <h1 className="visually-hidden">{t('new-message')}</h1>
      {draft && (
        <Composer
          key={draft.sheet ?? draft.id}
          draft={draft}
          layout="window"
          onFold={() => window.close()}
          onFill={stay}
          onUse={stay}
        />
      )}
      {!draft && !isSought && (
        <div className={styles.gone}>
          <p>{t('letter-not-here')}</p>
          <Button onClick={() => window.close()}>{t('close')}</Button>
        </div>
      )}
      <PasswordAsked />
      <Toasts closeLabel={t('close')} />
    </main>
  );
}
