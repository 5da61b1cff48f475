import { useState } from 'react';
import type { CleanUp } from '../../../shared/clean-up.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from './CleanUps.module.css';
import { isAtWork, putBack, stop } from './clean-ups.ts';
import { EmptyTrash } from './EmptyTrash.tsx';
import { FinishQuestion } from './FinishQuestion.tsx';
import { ProgressBar } from './ProgressBar.tsx';
import { stateWords } from './state-words.ts';
import { titleOfCleanUp } from './words.ts';

/** One clean-up: how far it is or what it did, and what can be done about it. */
export function CleanUpItem({ cleanUp }: { cleanUp: CleanUp }) {
  const t = useT();
  const formats = useFormats();
  const [asks, setAsks] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const { id, state, done, messages, backUntil, trouble } = cleanUp;
  const title = titleOfCleanUp(cleanUp, t);
  const words = stateWords(cleanUp, t, formats);
  const act = async (what: (id: string) => Promise<void>) => {
    setBusy(true);
    await what(id);
    setBusy(false);
  };
  const isStuck = state === 'failed' && trouble === 'mailbox-full';
  const waitsInTrash = state !== 'back' && backUntil !== null && done > 0;
  return (
    <section aria-label={title} className={styles.one}>
      <div className={styles.head}>
        <h3>
          <bdi>{title}</bdi>
        </h3>
        <time dateTime={new Date(cleanUp.startedAt).toISOString()}>
          {formats.short(cleanUp.startedAt)}
        </time>
      </div>
      {isAtWork(cleanUp) && <ProgressBar label={words[0] ?? title} done={done} total={messages} />}
      <div role="status">
        {words.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <div className={styles.acts}>
        {(state === 'running' || state === 'waiting') && (
          <Button disabled={isBusy} onClick={() => void act(stop)}>
            {t('clean-stop')}
          </Button>
        )}
        {isStuck && (
          <Button look="danger" onClick={() => setAsks(true)}>
            {t('clean-for-good')}
          </Button>
        )}
        {waitsInTrash && !isAtWork(cleanUp) && (
          <>
            <Button disabled={isBusy} onClick={() => void act(putBack)}>
              {t('clean-back')}
            </Button>
            <EmptyTrash />
          </>
        )}
      </div>
      {asks && <FinishQuestion cleanUp={cleanUp} onClose={() => setAsks(false)} />}
    </section>
  );
}
