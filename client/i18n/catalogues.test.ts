import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { errorStatus } from '../../shared/errors.ts';
import { faultSentences } from '../../shared/sieve/faults.ts';
import en from './en.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import { directionOf, languages, ownName } from './languages.ts';

const whole = await Promise.all(
  languages
    .filter(({ isTrial }) => !isTrial)
    .map(async ({ tag, load }) => [tag, await load()] as const),
);
const trials = await Promise.all(
  languages
    .filter(({ isTrial }) => isTrial)
    .map(async ({ tag, load }) => [tag, await load()] as const),
);

// A word alone in the arm of a plural is no value.
const placeholders = (text: string) =>
  [...text.matchAll(/(?<!(?:one|two|few|many|other|=\d+) )\{([a-z]+)[,}]/g)]
    .map(([, name]) => name)
    .sort();
const values = Object.fromEntries(
  Object.values(en)
    .flatMap(placeholders)
    .map((name) => [name!, name === 'count' ? 2 : 'x']),
);

describe('the words of the interface', () => {
  it('are those of the files that are there', () => {
    expect(languages.map(({ tag }) => tag)).toEqual(['en', 'fr', 'ar']);
    expect(languages.map(({ tag }) => ownName(tag))).toEqual(['English', 'Français', 'العربية']);
    expect(languages.map(({ tag }) => directionOf(tag))).toEqual(['ltr', 'ltr', 'rtl']);
  });

  it.each(whole)('are all there in %s', (_tag, messages) => {
    expect(Object.keys(messages).sort()).toEqual(Object.keys(en).sort());
  });

  it.each(trials)('are words of the interface in %s, too', (_tag, messages) => {
    expect(Object.keys(en)).toEqual(expect.arrayContaining(Object.keys(messages)));
  });

  it('know every refusal', () => {
    for (const code of Object.keys(errorStatus)) expect(en).toHaveProperty([`error.${code}`]);
  });

  it('know every fault of a Sieve script', () => {
    for (const code of Object.keys(faultSentences)) {
      expect(en).toHaveProperty([`sieve-fault-${code}`]);
    }
  });

  it.each([...whole, ...trials])('can be formed in %s', (locale, messages) => {
    const intl = createIntl({
      locale,
      messages,
      onError: (error) => {
        throw error;
      },
    });
    for (const id of Object.keys(messages)) {
      expect(intl.formatMessage({ id }, { ...values, messages: 2, below: 1, minutes: 3 })).not.toBe(
        '',
      );
    }
  });

  it.each([...whole, ...trials])('ask for the same values in %s', (_tag, messages) => {
    for (const [id, text] of Object.entries(messages))
      expect([...new Set(placeholders(text))], id).toEqual([
        ...new Set(placeholders(en[id as keyof typeof en])),
      ]);
  });

  it('keep French signs with their word', () => {
    for (const [id, text] of Object.entries(fr)) expect(text, id).not.toMatch(/ [;:!?»]|« /);
  });
});
