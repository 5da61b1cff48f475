import type { Action, Condition, Rule, SimpleRule } from '../../../shared/filters.ts';
import type { Tag } from '../../../shared/tags.ts';
import { isSameKeyword, nameOfKeyword } from '../../../shared/tags.ts';
import { currentLocale, type MessageId, type Translate } from '../../i18n/i18n.tsx';
import { labelOf } from '../folders/folders.ts';
import { readSize, type SizeUnit } from './sizes.ts';

/** Values that are said; the rest is counted. */
const MOST_SAID = 3;
const LONGEST_NAME = 80;

/** A rule in one sentence: what it looks for, and what it then does. */
export function sentenceOfRule(rule: SimpleRule, tags: readonly Tag[], t: Translate): string {
  const actions = rule.actions.filter((one) => one.do !== 'stop');
  return t('filter-sentence', {
    when: conditionWords(rule, t),
    acts: actions.map((one) => actionWords(one, tags, t)).join(', '),
  });
}

/** A rule's own name, or what it looks for. */
export const nameOfRule = (rule: Rule, t: Translate): string =>
  rule.name ||
  (rule.kind === 'simple' ? shortened(conditionWords(rule, t)) : t('filter-custom-unnamed'));

function conditionWords({ conditions, match }: SimpleRule, t: Translate): string {
  if (!conditions.length) return t('filter-every-message');
  return listed(
    conditions.map((one) => wordsOfCondition(one, t)),
    match === 'all' ? 'conjunction' : 'disjunction',
  );
}

/** A condition as it is said: "From contains “ana”". */
export function wordsOfCondition(condition: Condition, t: Translate): string {
  const { on, how, not, header = '', values } = condition;
  if (on === 'contacts' || on === 'spam') return t(`filter-${on}-${not ? 'no' : 'yes'}`);
  const what = on === 'header' ? header : t(`filter-on-${on}`);
  const said = values.slice(0, MOST_SAID).map((one) => valueWords(on, one, t));
  const rest = values.length - said.length;
  return t('filter-condition', {
    what,
    how: t(comparisonId(on, how, not)),
    value: listed(rest ? [...said, t('filter-more-values', { count: rest })] : said, 'disjunction'),
  }).trim();
}

/** The words for a comparison, and for its contrary. */
export const comparisonId = (
  on: Condition['on'],
  how: Condition['how'],
  not: boolean,
): MessageId => {
  const kind = on === 'date' && how === 'is' ? 'on' : how;
  return `filter-how-${kind}${not ? '-not' : ''}` as MessageId;
};

function valueWords(on: Condition['on'], value: string, t: Translate): string {
  if (on === 'size') return bytesWords(value);
  if (on === 'date') return dayWords(value);
  return t('filter-quoted', { value });
}

function actionWords(one: Action, tags: readonly Tag[], t: Translate): string {
  switch (one.do) {
    case 'move':
    case 'copy':
      return t(`filter-did-${one.do}`, { folder: labelOf(one.folder, t) });
    case 'tag':
      return t('filter-did-tag', { name: tagName(one.keyword, tags) });
    case 'redirect':
      return t(one.keep ? 'filter-did-redirect-keep' : 'filter-did-redirect', {
        address: one.address,
      });
    default:
      return t(`filter-did-${one.do}` as MessageId);
  }
}

export const tagName = (keyword: string, tags: readonly Tag[]): string =>
  tags.find((one) => isSameKeyword(one.keyword, keyword))?.name ?? nameOfKeyword(keyword);

/** Sizes as the size field writes them. */
function bytesWords(bytes: string): string {
  const { amount, unit } = readSize(bytes);
  return `${new Intl.NumberFormat(currentLocale()).format(Number(amount))}\u00a0${unitName(unit)}`;
}

/** As the language writes it: MB is Mo in French. */
export function unitName(unit: SizeUnit): string {
  const known = { kB: 'kilobyte', MB: 'megabyte', B: 'byte', KiB: '', MiB: '' }[unit];
  if (!known) return unit;
  const format = new Intl.NumberFormat(currentLocale(), { style: 'unit', unit: known });
  return format.formatToParts(5).find(({ type }) => type === 'unit')?.value ?? unit;
}

/** A day is that day everywhere: it is told in the zone in which it is written. */
function dayWords(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'long', timeZone: 'UTC' }).format(
    date,
  );
}

const listed = (parts: string[], type: 'conjunction' | 'disjunction') =>
  new Intl.ListFormat(currentLocale(), { type }).format(parts);

const shortened = (text: string) =>
  text.length > LONGEST_NAME ? `${[...text].slice(0, LONGEST_NAME - 1).join('')}…` : text;
