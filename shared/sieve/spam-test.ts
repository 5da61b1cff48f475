import { printTest } from './print.ts';
import type { Writing } from './rule-terms.ts';
import { type Test, tag, test, text } from './tree.ts';

/** The marks that filters before delivery leave: a header, a keyword, or a score of 10 out of 10 (RFC 5235). */
export function writeSpamTest({ has }: Pick<Writing, 'has'>): Test {
  const marks = [
    test('header', [tag('contains'), text('x-spam-flag'), text('yes')]),
    test('header', [tag('matches'), text('x-spam'), text('yes*')]),
  ];
  if (has('imap4flags')) marks.push(test('hasflag', [tag('is'), text('$Junk')]));
  if (has('spamtest') && has('relational')) {
    const comparator = [tag('comparator'), text('i;ascii-numeric')];
    marks.push(test('spamtest', [tag('value'), text('ge'), ...comparator, text('10')]));
  }
  return test('anyof', [], marks);
}

/** True for what `writeSpamTest` writes on one server or another. */
export const isSpamTest = (read: Test): boolean => FORMS.has(printTest(read));

const FORMS = new Set(
  [[], ['imap4flags'], ['spamtest', 'relational'], ['imap4flags', 'spamtest', 'relational']].map(
    (offered) => printTest(writeSpamTest({ has: (extension) => offered.includes(extension) })),
  ),
);
