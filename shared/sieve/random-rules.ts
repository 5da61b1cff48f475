import fc from 'fast-check';
import type { Action, Condition, SimpleRule } from '../filters.ts';
import { comparisonsOf, endsOpen } from './rule-terms.ts';

/** Texts with everything in them that could end a text, a comment, a list or a script before its time (S-32). */
export const hostileLine = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '"',
          '\\',
          '\\"',
          '*/',
          '/*',
          '#',
          '# rule:[x]',
          '# sobre:end 1',
          ']',
          '[',
          '{5+}',
          '{',
        ],
        ...['}', ';', '${x}', '${sobre_dollar}', '$', '${hex:41}', '${unicode:41}', 'text:', '.'],
        ...['\u2028', '\u2029', '\u0085', '\t', ' ', 'é', '𝄞', '%', '(', ')', ',', ':', '<', '>'],
        ...['"; discard; "', '\\', 'a', 'B', '*', '?'],
      ),
      fc.string({ maxLength: 5, unit: 'grapheme' }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map(
    (parts) =>
      parts
        .join('')
        .replace(/[\r\n\0]/g, '')
        .toWellFormed() || 'x',
  );

const hostileText = fc
  .array(fc.oneof(hostileLine, fc.constantFrom('\n', '\r\n', '\n.\n', '\n..')), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(''));

const words = fc.array(hostileLine, { minLength: 1, maxLength: 3 });
const day = fc.constantFrom('2026-01-31', '1999-12-01');
const headerName = fc.constantFrom('X-Priority', 'Organization', 'X-{5+}', 'X-A, X-B', 'x-*/#');
const address = fc.constantFrom('a@b.example', "o'neil+x@example.org", 'x*/#y@ex-ample.org');

const condition: fc.Arbitrary<Condition> = fc
  .constantFrom(...(Object.keys(comparisonsOf) as Condition['on'][]))
  .chain((on) =>
    fc.tuple(fc.constant(on), fc.constantFrom<Condition['how'][]>(...comparisonsOf[on])),
  )
  // Any text is no regular expression, and a server refuses those that are not.
  .filter(([, how]) => how !== 'regex')
  .chain(([on, how]) =>
    fc.record({
      on: fc.constant(on),
      how: fc.constant(how),
      not: fc.boolean(),
      values: valuesFor(on, how),
      ...(on === 'header' && { header: headerName }),
    }),
  )
  .filter((one) => isOwnForm(one))
  // Refused: it would be half an escape.
  .filter(({ how, values }) => how !== 'matches' || !values.some(endsOpen));

function valuesFor(on: Condition['on'], how: Condition['how']): fc.Arbitrary<string[]> {
  if (on === 'size') return fc.nat(2_000_000_000).map((bytes) => [String(bytes)]);
  if (on === 'date') return day.map((one) => [one]);
  if (on === 'contacts') return fc.array(hostileLine, { maxLength: 3 });
  return how === 'exists' || how === 'yes' ? fc.constant([]) : words;
}

/** Not one of those that have two ways to be said. */
function isOwnForm({ on, how, values }: Condition): boolean {
  const bracketed = values.every((value) => value.startsWith('<') && value.endsWith('>'));
  return !(on === 'list' && how === 'contains' && bracketed);
}

const plain: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ do: fc.constantFrom('move' as const, 'copy' as const), folder: hostileLine }),
  fc.record({ do: fc.constant('redirect' as const), address, keep: fc.boolean() }),
  fc.record({ do: fc.constantFrom('discard' as const, 'keep' as const) }),
  fc.record({
    do: fc.constant('reply' as const),
    subject: fc.oneof(fc.constant(''), hostileLine),
    text: hostileText,
    days: fc.integer({ min: 1, max: 365 }),
  }),
);

const marking: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ do: fc.constantFrom('star' as const, 'read' as const) }),
  fc.record({ do: fc.constant('tag' as const), keyword: fc.constantFrom('$Work', 'a+b', "x'y") }),
);

const reject: fc.Arbitrary<Action> = fc.record({
  do: fc.constant('reject' as const),
  reason: hostileText,
});

/** In the order in which they are written. */
const actions = fc
  .tuple(
    fc.array(marking, { maxLength: 2 }),
    fc.oneof(
      fc.array(plain, { maxLength: 3 }),
      reject.map((one) => [one]),
    ),
    fc.constantFrom<Action[]>([], [{ do: 'stop' }]),
  )
  .map((parts) => parts.flat())
  .filter((all) => all.length > 0);

/** Rules of every kind, in the form in which they are read back. */
export const anyRule: fc.Arbitrary<SimpleRule> = fc
  .record({
    id: fc.stringMatching(/^[\w-]{1,12}$/),
    name: hostileLine.map((name) => name.replace(/[\u2028\u2029\u0085\t]/g, '').trim()),
    enabled: fc.boolean(),
    kind: fc.constant('simple' as const),
    match: fc.constantFrom('all' as const, 'any' as const),
    conditions: fc.array(condition, { maxLength: 4 }),
    actions,
  })
  .map((rule) => (rule.conditions.length === 0 ? { ...rule, match: 'all' as const } : rule));
