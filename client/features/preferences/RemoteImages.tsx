import X from 'lucide-react/icons/x';
import { useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { useChoose, usePreferences } from './preferences.ts';
import styles from './RemoteImages.module.css';

/** Whose images of other servers come without asking: nobody's, until the reader says so. */
export function RemoteImages() {
  const t = useT();
  const { remoteImages, imagesFrom } = usePreferences();
  const choose = useChoose();
  return (
    <>
      <Choices
        label={t('remote-default')}
        value={remoteImages}
        options={(['ask', 'known', 'always'] as const).map((value) => ({
          value,
          label: t(`remote-default-${value}`),
          hint: t(`remote-default-${value}-hint`),
        }))}
        onChoose={(value) => choose.mutate({ remoteImages: value })}
      />
      <div className={styles.images}>
        <h3 id="images-from">{t('images-from')}</h3>
        {imagesFrom.length === 0 ? (
          <p>{t('images-from-none')}</p>
        ) : (
          <ul aria-labelledby="images-from">
            {imagesFrom.map((source) => {
              const name = source.replace(/^@/, '');
              return (
                <li key={source}>
                  <bdi>{source.startsWith('@') ? t('images-from-domain', { name }) : name}</bdi>
                  <IconButton
                    label={t('images-from-remove', { name })}
                    icon={<X size={16} aria-hidden />}
                    onClick={() =>
                      choose.mutate({ imagesFrom: imagesFrom.filter((one) => one !== source) })
                    }
                  />
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </>
  );
}
