import { useState } from 'react';
import type { Address, Message } from '../../../shared/messages.ts';
import type { Says } from '../../../shared/says.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { SenderAvatar } from '../contacts/SenderAvatar.tsx';
import styles from './MessageView.module.css';
import { isMisleading, mailboxesOf, nameOf, namesOf } from './people.ts';
import { SenderSays } from './SenderSays.tsx';
import { checksOf, shownAddress } from './sender-says.ts';

const SHOWN = 3;

/** Who wrote, to whom and when. The address is always shown, and a name that pretends is marked. */
export function MessageHeader({ message }: { message: Message }) {
  const t = useT();
  const { short, long } = useFormats();
  const [isOpen, setOpen] = useState(false);
  const recipients = [...message.to, ...message.cc];
  const names = namesOf(recipients.slice(0, SHOWN));
  const rest = recipients.length - SHOWN;
  return (
    <header className={styles.header}>
      <SenderAvatar who={message.from[0]} />
      <div className={styles.sender}>
        {message.from.length === 0 && t('no-sender')}
        {message.from.map((one) => (
          <Sender key={one.address} who={one} says={message.says} />
        ))}
      </div>
      <time
        className={styles.date}
        dateTime={new Date(message.date).toISOString()}
        title={long(message.date)}
      >
        {short(message.date)}
      </time>
      <SenderSays message={message} />
      <p className={styles.recipients}>
        {recipients.length > 0 &&
          (rest > 0 ? t('to-more', { names, count: rest }) : t('to-list', { names }))}{' '}
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'hide-details' : 'show-details')}
        </button>
      </p>
      {isOpen && <Details message={message} date={long(message.date)} />}
    </header>
  );
}

function Sender({ who, says }: { who: Address; says: Says | undefined }) {
  const name = nameOf(who);
  return (
    <p>
      <bdi className={isMisleading(who) ? styles.warning : ''}>{name}</bdi>{' '}
      <bdi className={styles.address}>{`<${shownAddress(who, says)}>`}</bdi>
    </p>
  );
}

function Details({ message, date }: { message: Message; date: string }) {
  const t = useT();
  const lines: [string, string][] = [
    [t('from'), mailboxesOf(message.from)],
    [
      t('reply-to'),
      mailboxesOf(message.replyTo.filter((one) => one.address !== message.from[0]?.address)),
    ],
    [t('to'), mailboxesOf(message.to)],
    [t('cc'), mailboxesOf(message.cc)],
    [t('bcc'), mailboxesOf(message.bcc)],
    [t('date'), date],
    [t('says-checks'), message.says?.verdict ? checksOf(message.says.verdict, t) : ''],
  ];
  return (
    <dl className={styles.details}>
      {lines
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
