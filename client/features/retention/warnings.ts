import type { Folder } from '../../../shared/folders.ts';
import { type RetentionRule, SHORT_DAYS } from '../../../shared/retention.ts';
import type { MessageId } from '../../i18n/i18n.tsx';
import { kindOf } from './draft.ts';

type Words = Omit<RetentionRule, 'id'>;

/** Something worth a second look: a sentence, and the rule that it names. */
export interface Warning {
  id: MessageId;
  rule?: RetentionRule;
}

/**
 * What a rule may take that its owner does not think of.
 *
 * @param others the account's other rules.
 * @param account its address: what one wrote oneself is found by it.
 */
export function warningsOf(
  rule: Words,
  others: RetentionRule[],
  folders: Pick<Folder, 'path' | 'specialUse'>[],
  account: string,
): Warning[] {
  const warnings: Warning[] = [];
  const { choice, keep } = rule;
  const [folder] = choice.folders ?? [];
  const use = folders.find(({ path }) => path === folder)?.specialUse;
  if (kindOf(rule) === 'folder') {
    if (use === 'inbox') warnings.push({ id: 'retention-warn-inbox' });
    if (use === 'drafts') warnings.push({ id: 'retention-warn-drafts' });
  }
  if (!folder && isOwn(rule, account)) warnings.push({ id: 'retention-warn-own' });
  if ('days' in keep && keep.days < SHORT_DAYS) warnings.push({ id: 'retention-warn-short' });
  const other = others.find((one) => one.on && overlaps(rule, one));
  if (other) warnings.push({ id: 'retention-warn-overlap', rule: other });
  return warnings;
}

function isOwn({ choice }: Words, account: string): boolean {
  const domain = account.slice(account.lastIndexOf('@') + 1);
  return choice.sender === account || choice.domain === domain;
}

/** True when both are sure to mean the same messages, if any; what might be so would be said too often. */
function overlaps(a: Words, b: Words): boolean {
  if (a.place || b.place) return a.place === b.place;
  const [here] = a.choice.folders ?? [];
  const [there] = b.choice.folders ?? [];
  const kinds = [kindOf(a), kindOf(b)];
  if (kinds.includes('folder')) return here === there;
  if (here !== undefined && there !== undefined && here !== there) return false;
  if (kinds[0] === kinds[1]) return saidOf(a) === saidOf(b);
  if (kinds.includes('newsletters')) return kinds.includes('list');
  const sender = a.choice.sender ?? b.choice.sender;
  const domain = a.choice.domain ?? b.choice.domain;
  return sender !== undefined && domain !== undefined && sender.endsWith(`@${domain}`);
}

const saidOf = ({ choice }: Words) => choice.sender ?? choice.domain ?? choice.list;
