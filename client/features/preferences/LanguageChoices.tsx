import { useIntl } from 'react-intl';
import type { Preferences } from '../../../shared/preferences.ts';
import { browserZone, clockOptions, useZone, zoneName } from '../../i18n/clock.ts';
import { useT } from '../../i18n/i18n.tsx';
import { languages, ownName } from '../../i18n/languages.ts';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import styles from './Panels.module.css';
import { useChoose, usePreferences } from './preferences.ts';

const BROWSER = 'browser';

/** The language of the pages, and how they write times. */
export function LanguageChoices() {
  const t = useT();
  const { language } = usePreferences();
  const choose = useChoose();
  return (
    <>
      <Choices
        label={t('language')}
        value={languages.some(({ tag }) => tag === language) ? language! : BROWSER}
        options={[
          { value: BROWSER, label: t('language-browser') },
          ...languages.map(({ tag, isTrial }) => ({
            value: tag,
            label: isTrial ? t('language-trial', { language: ownName(tag) }) : ownName(tag),
            ...(isTrial ? { hint: t('language-trial-hint') } : { lang: tag }),
          })),
        ]}
        onChoose={(value) => choose.mutate({ language: value === BROWSER ? null : value })}
      />
      <ZoneChoice />
      <HoursChoice />
    </>
  );
}

function ZoneChoice() {
  const t = useT();
  const { zone } = usePreferences();
  const choose = useChoose();
  const zones = Intl.supportedValuesOf('timeZone');
  // What another browser chose may be written otherwise here.
  const known = zone === null || zones.includes(zone) ? zones : [zone, ...zones];
  return (
    <div>
      <Field
        as="select"
        label={t('zone')}
        value={zone ?? BROWSER}
        onChange={({ target }) =>
          choose.mutate({ zone: target.value === BROWSER ? null : target.value })
        }
      >
        <option value={BROWSER}>{t('zone-browser', { zone: zoneName(browserZone()) })}</option>
        {known.map((name) => (
          <option key={name} value={name}>
            {zoneName(name)}
          </option>
        ))}
      </Field>
      <p className={styles.hint}>
        <Now />
      </p>
    </div>
  );
}

/** Shows what was chosen: a zone by its name alone says little. */
function Now() {
  const t = useT();
  const { locale } = useIntl();
  useZone();
  const now = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    ...clockOptions(),
  }).format(Date.now());
  return t('zone-now', { now });
}

function HoursChoice() {
  const t = useT();
  const { clock } = usePreferences();
  const choose = useChoose();
  return (
    <Choices<Preferences['clock']>
      label={t('clock')}
      value={clock}
      options={(['locale', '24', '12'] as const).map((value) => ({
        value,
        label: t(`clock-${value}`),
      }))}
      onChoose={(value) => choose.mutate({ clock: value })}
    />
  );
}
