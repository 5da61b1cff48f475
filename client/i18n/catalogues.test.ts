import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { errorStatus } from '../../shared/errors.ts';
import { faultSentences } from '../../shared/sieve/faults.ts';
import en from './en.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };

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
  it('are there in every language', () => {
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
  });

  it('know every refusal', () => {
    for (const code of Object.keys(errorStatus)) expect(en).toHaveProperty([`error.${code}`]);
  });

  it('know every fault of a Sieve script', () => {
    for (const code of Object.keys(faultSentences)) {
      expect(en).toHaveProperty([`sieve-fault-${code}`]);
    }
  });

  it.each([
    ['en', en],
    ['fr', fr],
  ])('can be formed in %s', (locale, messages) => {
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

  it('ask for the same values', () => {
    for (const id of Object.keys(en) as (keyof typeof en)[]) {
      expect([...new Set(placeholders(fr[id]))], id).toEqual([...new Set(placeholders(en[id]))]);
    }
  });

  it('keep French signs with their word', () => {
    for (const [id, text] of Object.entries(fr)) expect(text, id).not.toMatch(/ [;:!?»]|« /);
  });
});
