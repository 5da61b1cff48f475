import { addrSpec } from '../../../shared/compose.ts';
import type { Keep, RetentionChoice, RetentionRule } from '../../../shared/retention.ts';
import type { MessageId } from '../../i18n/i18n.tsx';

/** What a rule is about, in the order in which it is offered. */
export const KINDS = [
  'sender',
  'domain',
  'list',
  'newsletters',
  'folder',
  'junk',
  'trash',
] as const;
export type Kind = (typeof KINDS)[number];

/** Days of a unit. `latest` counts messages. */
export const UNITS = { days: 1, months: 30, years: 365, latest: 0 } as const;
export type Unit = keyof typeof UNITS;

/** A rule as its form holds it. */
export interface Draft {
  name: string;
  kind: Kind;
  /** An address, a domain, a list; of the others nothing. */
  value: string;
  /** Where it looks; '' = everywhere but in Trash and Junk. */
  folder: string;
  amount: string;
  unit: Unit;
  spares: RetentionRule['spares'];
}

export const isPlace = (kind: Kind) => kind === 'junk' || kind === 'trash';
export const hasValue = (kind: Kind) => kind === 'sender' || kind === 'domain' || kind === 'list';

type Words = Pick<RetentionRule, 'place' | 'choice'>;

export function kindOf({ place, choice }: Words): Kind {
  if (place) return place;
  if (choice.sender !== undefined) return 'sender';
  if (choice.domain !== undefined) return 'domain';
  if (choice.list !== undefined) return 'list';
  return choice.newsletters ? 'newsletters' : 'folder';
}

export function toDraft({ name, place, choice, keep, spares }: Omit<RetentionRule, 'id'>): Draft {
  return {
    name,
    kind: kindOf({ place, choice }),
    value: choice.sender ?? choice.domain ?? choice.list ?? '',
    folder: choice.folders?.[0] ?? '',
    ...toAmount(keep),
    spares,
  };
}

/** As people say it: up to a hundred in days, then in the largest unit that says it exactly. */
export function toAmount(keep: Keep): { amount: string; unit: Unit } {
  if ('latest' in keep) return { amount: String(keep.latest), unit: 'latest' };
  const { days } = keep;
  const larger = days > 100 ? (['years', 'months'] as const) : [];
  const unit = larger.find((one) => days % UNITS[one] === 0) ?? 'days';
  return { amount: String(days / UNITS[unit]), unit };
}

/** What is wrong with a draft, by field: ids of sentences. */
export type Faults = Partial<Record<'value' | 'folder' | 'amount', MessageId>>;

export function faultsOf(draft: Draft): Faults {
  const value = cleanValue(draft);
  const faults: Faults = {};
  if (draft.kind === 'sender' && !addrSpec.safeParse(value).success)
    faults.value = 'retention-sender-wrong';
  if (draft.kind === 'domain' && !/^[^\s@.]+(\.[^\s@.]+)+$/.test(value))
    faults.value = 'retention-domain-wrong';
  if (draft.kind === 'list' && (!value || /\s/.test(value))) faults.value = 'retention-list-wrong';
  if (draft.kind === 'folder' && !draft.folder) faults.folder = 'retention-folder-missing';
  const amount = Number(draft.amount);
  const most = draft.unit === 'latest' ? 100_000 : 36_500 / UNITS[draft.unit];
  if (!Number.isInteger(amount) || amount < 1 || amount > most)
    faults.amount = 'retention-amount-wrong';
  return faults;
}

/** As the server compares it: in lower case, without what stands around it. */
function cleanValue({ kind, value }: Draft): string {
  const text = value.trim().toLowerCase();
  if (kind === 'domain') return text.replace(/^.*@/, '');
  if (kind === 'list') return text.replace(/^.*<|>.*$/g, '');
  return text;
}

/** The rule that a draft without faults says. */
export function toRule(draft: Draft, on: boolean): Omit<RetentionRule, 'id'> {
  const { kind, folder, amount, unit, spares, name } = draft;
  const count = Number(amount);
  const keep: Keep = unit === 'latest' ? { latest: count } : { days: count * UNITS[unit] };
  const said = { name: name.trim(), on, keep, spares };
  if (kind === 'junk' || kind === 'trash') return { ...said, place: kind, choice: {} };
  const choice: RetentionChoice = {
    ...(hasValue(kind) && { [kind]: cleanValue(draft) }),
    ...(kind === 'newsletters' && { newsletters: true }),
    ...(folder && { folders: [folder] }),
  };
  return { ...said, place: null, choice };
}

/** Whoever names one sender means them, contact or not; what was answered stays unless it was thrown away. */
export function usualSpares(choice: RetentionChoice): RetentionRule['spares'] {
  return choice.sender === undefined ? ['answered', 'contacts'] : ['answered'];
}

const draftOf = (kind: Kind, amount: string, unit: Unit): Draft => ({
  ...{ name: '', kind, value: '', folder: '', amount, unit },
  spares: isPlace(kind) ? [] : usualSpares(kind === 'sender' ? { sender: '' } : {}),
});

/** Where people begin. */
export const PRESETS: Record<'junk' | 'trash' | 'list' | 'folder', Draft> = {
  junk: draftOf('junk', '30', 'days'),
  trash: draftOf('trash', '30', 'days'),
  list: draftOf('list', '30', 'days'),
  folder: draftOf('folder', '1', 'years'),
};

export const emptyDraft = () => draftOf('sender', '30', 'days');

/** Another kind has its own usual spares, and no place keeps the latest. */
export function ofKind(draft: Draft, kind: Kind): Draft {
  const { spares } = draftOf(kind, '', 'days');
  const isLatest = isPlace(kind) && draft.unit === 'latest';
  return {
    ...draft,
    kind,
    value: '',
    folder: '',
    spares,
    ...(isLatest && { amount: '30', unit: 'days' as const }),
  };
}
