import { useId } from 'react';
import { sameAddress } from '../../../../shared/address.ts';
import type { Recipient } from '../../../../shared/compose.ts';
import { useT } from '../../../i18n/i18n.tsx';
import { identityOf, senderOf, useIdentities } from '../../identities/identities.ts';
import { useSession } from '../../session/session.ts';
import styles from '../Composer.module.css';
import type { Draft } from '../composing.ts';

interface Props {
  draft: Draft;
  change(part: Partial<Draft>): void;
}

interface Choice {
  /** The address, where it names one choice only. */
  value: string;
  from: Recipient;
}

/** Who the letter is from: the identities, then addresses that have none. */
export function FromField({ draft, change }: Props) {
  const { from } = draft;
  const t = useT();
  const id = useId();
  const all = useIdentities();
  const session = useSession();
  const identities = all?.identities ?? [];
  const addresses = all?.addresses ?? session?.addresses ?? [];
  const current = identityOf(from, identities);
  const choices: Choice[] = [];
  const add = (one: Recipient, value = one.address) => {
    const isTaken = choices.some((other) => sameAddress(other.value, value));
    choices.push({ value: isTaken ? `${value} ${choices.length}` : value, from: one });
  };
  for (const one of identities) add(senderOf(one));
  for (const address of [...addresses, from.address])
    if (!choices.some((one) => sameAddress(one.from.address, address))) add({ name: '', address });
  const place = current
    ? identities.indexOf(current)
    : choices.findIndex((one) => sameAddress(one.from.address, from.address));

  return (
    <div className={styles.line}>
      <label htmlFor={id}>{t('from')}</label>
      <select
        id={id}
        dir="auto"
        value={choices[place]?.value}
        onChange={(event) => {
          const chosen = choices.find(({ value }) => value === event.target.value);
          if (!chosen) return;
          // Where answers go is the identity's, and asked of it when the letter is sent.
          change({ from: chosen.from, replyTo: [] });
        }}
      >
        {choices.map(({ value, from: one }) => (
          <option key={value} value={value}>
            {one.name ? `${one.name} <${one.address}>` : one.address}
          </option>
        ))}
      </select>
    </div>
  );
}
