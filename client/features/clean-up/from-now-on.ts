import type { Protection } from '../../../shared/clean-up.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';
import { makeRetentionRule } from '../retention/retention.ts';
import type { Sender, Way } from './sweep.ts';

interface Order {
  way: Way;
  sender: Sender;
  /** That are kept, for the way by days. */
  days: number;
  unprotected: readonly Protection[];
  /** How many messages go now: the rule may take as many. */
  agreed: number;
  show(): void;
}

/** What is to happen to mail that is still to come: the sender is blocked, or a rule keeps their mail short. */
export async function keepFromNowOn({ way, sender, days, unprotected, agreed, show }: Order) {
  const address = sender.address.toLowerCase();
  if (way === 'ever') {
    const { block } = await import('../filters/filters.ts');
    return block(address);
  }
  const spares = (['answered', 'contacts'] as const).filter((one) => !unprotected.includes(one));
  const keep = way === 'latest' ? { latest: 1 } : { days };
  try {
    await makeRetentionRule({ sender: address }, keep, { about: sender.name, spares, agreed });
    toast(t('sweep-on-done'), { action: { label: t('sweep-on-show'), act: show } });
  } catch (error) {
    toast(sentenceOf(error, t), {
      look: 'failed',
      action: { label: t('sweep-on-show'), act: show },
    });
  }
}
