import { useQuery } from '@tanstack/react-query';
import { readNested } from '../../../shared/files.ts';
import type { Attachment, Message } from '../../../shared/messages.ts';
import { call } from '../../api/call.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { AttachedFile } from './AttachedFile.tsx';
import attachments from './Attachments.module.css';
import MessageBody from './MessageBody.tsx';
import styles from './Preview.module.css';
import type { ShownFile } from './Preview.tsx';
import { mailboxesOf } from './people.ts';

interface Props extends ShownFile {
  onOpen(inner: { message: Message; files: Attachment[]; at: number }): void;
}

/** A message that came in a message: read as every other, behind the same walls. */
export function NestedPreview({ message, file: { part }, onOpen }: Props) {
  const t = useT();
  const { long } = useFormats();
  const { folder, uid, uidValidity } = message;
  const { data, error } = useQuery({
    queryKey: ['nested', folder, uidValidity, uid, part],
    queryFn: ({ signal }) => call(readNested, { folder, uid, part }, signal),
  });
  if (error) return <p className={styles.said}>{sentenceOf(error, t)}</p>;
  if (!data) return <p className={styles.said}>{t('loading')}</p>;
  // Its parts are fetched as the outer message's: they bear their numbers there.
  const inner: Message = {
    ...message,
    ...data,
    date: data.date ?? message.date,
    flags: [],
    replyTo: [],
    sender: [],
    bcc: [],
    listHeaders: [],
    messageId: '',
  };
  const files = data.attachments.filter(({ inline }) => !inline);
  const lines = [
    [t('from'), mailboxesOf(data.from)],
    [t('to'), mailboxesOf(data.to)],
    [t('cc'), mailboxesOf(data.cc)],
    [t('date'), data.date === null ? '' : long(data.date)],
  ].filter(([, value]) => value);
  return (
    <article className={styles.nested}>
      <h3 dir="auto">{data.subject || t('no-subject')}</h3>
      <dl className={styles.header}>
        {lines.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <MessageBody message={inner} />
      {files.length > 0 && (
        <ul aria-label={t('attachments')} className={attachments.files}>
          {files.map((file, at) => (
            <AttachedFile
              key={file.part}
              message={inner}
              file={file}
              onShow={() => onOpen({ message: inner, files, at })}
            />
          ))}
        </ul>
      )}
    </article>
  );
}
