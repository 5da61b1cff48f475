import MimeNode from 'nodemailer/lib/mime-node';

export interface ReadMessage {
  /** Whose reading is told. */
  reader: string;
  to: { name: string; address: string }[];
  messageId: string;
  /** Message-ID of what was read, '' when it had none. */
  readId: string;
  subject: string;
  text: string;
  date: Date;
}

/**
 * A read receipt (RFC 8098): words for people, fields for machines. It says that a person asked for it
 * to be sent, and nothing of the message but its Message-ID.
 */
export function buildReceipt(read: ReadMessage): Promise<Buffer> {
  const root = new MimeNode('multipart/report; report-type=disposition-notification', {
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  root.setHeader({
    from: { name: '', address: read.reader },
    to: read.to,
    subject: read.subject,
    date: read.date,
    'message-id': read.messageId,
    'auto-submitted': 'auto-replied',
    ...(read.readId && { 'in-reply-to': read.readId, references: read.readId }),
  });
  root.createChild('text/plain; charset=utf-8').setContent(read.text.replace(/\r\n?/g, '\n'));
  const fields = [
    'Reporting-UA: Sobre',
    `Final-Recipient: rfc822;${read.reader}`,
    ...(read.readId ? [`Original-Message-ID: ${read.readId}`] : []),
    'Disposition: manual-action/MDN-sent-manually; displayed',
  ];
  root.createChild('message/disposition-notification').setContent(`${fields.join('\r\n')}\r\n`);
  return root.build();
}
