import { useIntl } from 'react-intl';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Section } from '../../ui/Section.tsx';

/** The range of published figures, in grams a message and year. */
const LOWEST = 0.3;
const HIGHEST = 50;

/** What keeping the messages is said to cost; shown only where the administrator gives a figure. */
export function Co2({ messages, grams }: { messages: number; grams: number | null }) {
  const t = useT();
  const { formatNumber } = useIntl();
  const { number } = useFormats();
  if (grams === null) return null;
  const weight = (one: number) => {
    const all = one * messages;
    return formatNumber(all < 1000 ? all : all / 1000, {
      style: 'unit',
      unit: all < 1000 ? 'gram' : 'kilogram',
      maximumSignificantDigits: 2,
    });
  };
  return (
    <Section title={t('light-co2')} hint={t('light-co2-text', { weight: weight(grams) })}>
      <p>
        {t('light-co2-how', {
          count: messages,
          grams: number(grams),
          low: weight(LOWEST),
          high: weight(HIGHEST),
        })}
      </p>
    </Section>
  );
}
