import X from 'lucide-react/icons/x';
import { useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { Checks } from '../../ui/Checks.tsx';
import { useChoose, usePreferences } from './preferences.ts';
import styles from './ReadingChoices.module.css';

/** How messages are shown, and whose images come without asking. */
export function ReadingChoices() {
  const t = useT();
  const preferences = usePreferences();
  const choose = useChoose();
  const { imagesFrom } = preferences;
  return (
    <>
      <Checks
        label={t('messages')}
        options={[
          {
            label: t('original-colours-long'),
            checked: preferences.originalColours,
            onChange: (originalColours) => choose.mutate({ ...preferences, originalColours }),
          },
          {
            label: t('fixed-width-long'),
            checked: preferences.fixedWidth,
            onChange: (fixedWidth) => choose.mutate({ ...preferences, fixedWidth }),
          },
        ]}
      />
      <section className={styles.images}>
        <h2 id="images-from">{t('images-from')}</h2>
        {imagesFrom.length === 0 ? (
          <p>{t('images-from-none')}</p>
        ) : (
          <ul aria-labelledby="images-from">
            {imagesFrom.map((source) => {
              const name = source.replace(/^@/, '');
              return (
                <li key={source}>
                  <span>{source.startsWith('@') ? t('images-from-domain', { name }) : name}</span>
                  <IconButton
                    label={t('images-from-remove', { name })}
                    icon={<X size={16} aria-hidden />}
                    onClick={() =>
                      choose.mutate({
                        ...preferences,
                        imagesFrom: imagesFrom.filter((one) => one !== source),
                      })
                    }
                  />
                </li>
              );
            })}
          </ul>
        )}
      </section>
    </>
  );
}
