import { ago } from './clock.ts';
import { noticeHtml } from './html.ts';
import type { Planned } from './message.ts';
import type { Person } from './mime/letter.ts';
import type { Attachment } from './mime/part.ts';
import { domainOf, messageId, post, type Trust } from './post.ts';
import { seeded } from './random.ts';
import { fill, type Lang } from './words.ts';

/** One message from a firm, an office or a machine. */
export interface NoticeMail {
  from: Person;
  subject: string;
  text: string;
  age: string;
  lang?: Lang;
  folder?: string;
  unread?: boolean;
  starred?: boolean;
  /** The address it was sent to, when not the owner's own. */
  to?: string;
  colour?: string;
  button?: readonly [label: string, path: string];
  trust?: Trust;
  /** Text only, as machines with old habits write. */
  bare?: boolean;
  charset?: string;
  replyTo?: string;
  values?: Record<string, string>;
  files?: readonly (() => Attachment)[];
}

export function planNotice(mail: NoticeMail, owner: Person, now: Date): Planned {
  const date = ago(now, mail.age, seeded(`${mail.subject} ${mail.age}`));
  const lang = mail.lang ?? 'fr';
  const subject = fill(mail.subject, date, lang, mail.values);
  const text = fill(mail.text, date, lang, mail.values);
  const posting = {
    owner,
    folder: mail.folder ?? 'INBOX',
    flags: [...(mail.unread ? [] : ['\\Seen']), ...(mail.starred ? ['\\Flagged'] : [])],
    trust: mail.trust,
  };
  return post(date, posting, () => ({
    from: { name: mail.from.name, address: mail.from.address },
    to: [{ name: owner.name, address: mail.to ?? owner.address }],
    subject,
    date,
    id: messageId(`${subject} ${mail.age}`, mail.from.address),
    headers: [
      ...(mail.replyTo ? [`Reply-To: <${mail.replyTo}>`] : []),
      'Auto-Submitted: auto-generated',
    ],
    text,
    html: mail.bare ? undefined : htmlOf(mail, subject, text),
    charset: mail.charset,
    files: mail.files?.map((make) => make()),
  }));
}

function htmlOf(mail: NoticeMail, title: string, text: string): string {
  const host = domainOf(mail.from.address);
  const fr = (mail.lang ?? 'fr') === 'fr';
  return noticeHtml({
    sender: mail.from.name,
    colour: mail.colour ?? '#2b5d7a',
    title,
    text,
    button: mail.button && [mail.button[0], `https://www.${host}/${mail.button[1]}`],
    footer: fr
      ? `${mail.from.name} · ${host} · Message envoyé automatiquement, mais lu par des humains.`
      : `${mail.from.name} · ${host} · Sent by a machine, read by people.`,
  });
}
