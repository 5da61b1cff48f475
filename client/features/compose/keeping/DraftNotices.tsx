import Files from 'lucide-react/icons/files';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import X from 'lucide-react/icons/x';
import { sentenceOf } from '../../../i18n/errors.ts';
import { type MessageId, useT } from '../../../i18n/i18n.tsx';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import styles from './DraftNotices.module.css';
import { openLetter } from './drafts.ts';
import { type Remark, setKeeping, useKeeping } from './keeping.ts';
import { saveNow } from './saving.ts';

/** What the writer has to know of the letter's keeping: what is in the way, and what happened elsewhere. */
export function DraftNotices({ id }: { id: string }) {
  const t = useT();
  const { trouble, isDirty, isSaving, isOnDevice, remark, other } = useKeeping(id);
  const said = remark && sentences[remark];
  return (
    <div className={styles.notices}>
      {trouble && isDirty && (
        <div role="alert">
          <Notice
            icon={<TriangleAlert size={18} aria-hidden />}
            label={t('draft-not-saved')}
            look="warning"
            actions={
              <Button disabled={isSaving} onClick={() => void saveNow(id)}>
                {t('retry')}
              </Button>
            }
          >
            <p>
              {t(isOnDevice ? 'draft-kept-because' : 'draft-only-here', {
                reason: sentenceOf(trouble, t),
              })}
            </p>
          </Notice>
        </div>
      )}
      {said && (
        <div role="status">
          <Notice
            icon={<Files size={18} aria-hidden />}
            label={t('draft-remark')}
            actions={
              <>
                {other && (
                  <Button onClick={() => void openLetter(other)}>{t('draft-show-other')}</Button>
                )}
                <IconButton
                  label={t('close-notice')}
                  icon={<X size={16} aria-hidden />}
                  onClick={() => setKeeping(id, { remark: null, other: null })}
                />
              </>
            }
          >
            <p>{t(said)}</p>
          </Notice>
        </div>
      )}
    </div>
  );
}

const sentences: Record<Remark, MessageId> = {
  restored: 'draft-restored',
  continued: 'draft-continued',
  'became-copy': 'draft-became-copy',
  'has-copy': 'draft-has-copy',
  outlived: 'draft-outlived',
};
