import type { MessageId, Translate } from '../../i18n/i18n.tsx';

/** What most address books call an address or a number; any other word is the person's own. */
export const emailLabels = ['home', 'work', 'other'];
export const phoneLabels = ['mobile', 'home', 'work', 'fax', 'other'];

const KNOWN = new Set([...emailLabels, ...phoneLabels]);

export const labelName = (label: string, t: Translate): string =>
  KNOWN.has(label) ? t(`label-${label}` as MessageId) : label;
