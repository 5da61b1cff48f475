import type { Preferences } from '../../../shared/preferences.ts';
import { type MessageId, useT } from '../../i18n/i18n.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Section } from '../../ui/Section.tsx';
import { useChoose, usePreferences } from './preferences.ts';
import { ReadingChoices } from './ReadingChoices.tsx';
import { RemoteImages } from './RemoteImages.tsx';

export function AppearancePanel() {
  const t = useT();
  return (
    <>
      <Section title={t('section-pages')}>
        <Choice name="theme" label="theme" values={['system', 'light', 'dark']} />
        <Choice name="density" label="density" values={['comfortable', 'compact']} />
        <Choice name="pane" label="pane" values={['right', 'below', 'off']} hints />
      </Section>
      <Section title={t('messages')} hint={t('section-letters-hint')}>
        <Choice name="messageFont" label="message-font" values={['system', 'serif', 'mono']} />
        <Choice
          name="messageSize"
          label="message-size"
          values={['small', 'normal', 'large', 'larger']}
        />
        <ReadingChoices />
      </Section>
      <Section title={t('section-images')} hint={t('section-images-hint')}>
        <RemoteImages />
      </Section>
    </>
  );
}

type Name = 'theme' | 'density' | 'pane' | 'messageFont' | 'messageSize';
interface Props<N extends Name> {
  name: N;
  label: 'theme' | 'density' | 'pane' | 'message-font' | 'message-size';
  values: readonly Preferences[N][];
  /** Each says what it means. */
  hints?: boolean;
}

/** A preference that is one of a few words. */
function Choice<N extends Name>({ name, label, values, hints = false }: Props<N>) {
  const t = useT();
  const preferences = usePreferences();
  const choose = useChoose();
  return (
    <Choices<Preferences[N]>
      label={t(label)}
      value={preferences[name]}
      options={values.map((value) => ({
        value,
        label: t(`${label}-${value}` as MessageId),
        ...(hints && { hint: t(`${label}-${value}-hint` as MessageId) }),
      }))}
      onChoose={(value) => choose.mutate({ [name]: value })}
    />
  );
}
