import { ago, before, HOUR } from './clock.ts';
import { personalHtml } from './html.ts';
import type { Planned } from './message.ts';
import type { Letter, Person } from './mime/letter.ts';
import { type Attachment, type Encoding, wrap } from './mime/part.ts';
import { type Correspondent, type Key, person } from './people.ts';
import { domainOf, messageId, post } from './post.ts';
import { type Random, seeded } from './random.ts';
import { fill, type Lang, plainTypography } from './words.ts';

/** Who writes what, oldest first; files are made only when the letter is written. */
export type Turn = readonly [by: Key, text: string, ...files: (() => Attachment)[]];

export interface Talk {
  subject: string;
  lang: Lang;
  /** Of the last turn, as `ago` reads it. */
  age: string;
  turns: readonly Turn[];
  folder?: string;
  /** Readers who never write. */
  also?: readonly Key[];
  unread?: boolean;
  starred?: boolean;
  forwarded?: boolean;
  /** At most this many hours between two turns. */
  pace?: number;
  list?: MailingList;
  charset?: string;
  encoding?: Encoding;
  look?: Look;
}

export interface MailingList {
  name: string;
  address: string;
  tag: string;
}

type Look = 'html' | 'flowed' | 'plain';

interface Step {
  date: Date;
  id: string;
  by: Correspondent;
  subject: string;
  text: string;
  files: readonly (() => Attachment)[];
}

/** One conversation as its letters lie in the owner's folders. */
export function planTalk(talk: Talk, owner: Correspondent, now: Date): Planned[] {
  const random = seeded(`${talk.subject} ${talk.age}`);
  const steps = stepsOf(talk, now, random);
  const circle = circleOf(talk);
  const look = talk.look ?? random.pick<Look>(['html', 'html', 'html', 'flowed', 'plain']);
  return steps.map((step, i) => {
    const mine = step.by.address === owner.address;
    const posting = {
      owner,
      folder: mine && !talk.list ? 'Sent' : (talk.folder ?? 'INBOX'),
      flags: flagsOf(talk, steps, i, owner),
    };
    return post(step.date, posting, () => letterOf(talk, steps, i, circle, look, owner));
  });
}

function stepsOf(talk: Talk, now: Date, random: Random): Step[] {
  const dates = [ago(now, talk.age, random)];
  for (let i = 1; i < talk.turns.length; i++) {
    const pace = talk.pace ?? 26;
    dates.unshift(before(dates[0] as Date, 0.2 + random.next() * pace, random));
  }
  const start = dates[0] as Date;
  const subject = fill(talk.subject, start, talk.lang);
  const tagged = talk.list ? `[${talk.list.tag}] ${subject}` : subject;
  return talk.turns.map(([by, text, ...files], i) => ({
    date: dates[i] as Date,
    id: messageId(`${talk.subject} ${talk.age} ${i}`, person(by).address),
    by: person(by),
    subject: i === 0 ? tagged : `Re: ${tagged}`,
    text: `${fill(text, start, talk.lang)}\n\n${person(by).sign}`,
    files,
  }));
}

function circleOf(talk: Talk): Correspondent[] {
  const keys = [...talk.turns.map(([by]) => by), ...(talk.also ?? [])];
  return [...new Set(keys)].map(person);
}

function flagsOf(talk: Talk, steps: Step[], i: number, owner: Person): string[] {
  const mine = steps[i]?.by.address === owner.address;
  const last = i === steps.length - 1;
  const answered = !mine && steps[i + 1]?.by.address === owner.address;
  return [
    ...(talk.unread && last && !mine ? [] : ['\\Seen']),
    ...(talk.starred && (last || (mine === false && steps.length === 2)) ? ['\\Flagged'] : []),
    ...(answered ? ['\\Answered'] : []),
    ...(talk.forwarded && last ? ['$Forwarded'] : []),
  ];
}

function letterOf(
  talk: Talk,
  steps: Step[],
  i: number,
  circle: Correspondent[],
  look: Look,
  owner: Person,
): Letter {
  const step = steps[i] as Step;
  const previous = steps[i - 1];
  const simple = talk.charset?.toLowerCase().startsWith('iso-8859') ?? false;
  const tidy = (text: string) => (simple ? plainTypography(text) : text);
  const files = step.files.map((make) => make());
  const quote = previous ? `\n\n${quoted(previous, talk.lang)}` : '';
  const text = tidy(step.text + quote);
  return {
    from: plain(step.by),
    ...recipients(talk, step, circle, owner),
    subject: tidy(step.subject),
    date: step.date,
    id: step.id,
    parents: steps.slice(0, i).map((one) => one.id),
    headers: talk.list ? listHeaders(talk.list) : [],
    text: look === 'plain' ? wrap(text) : text,
    flowed: look === 'flowed' && talk.encoding !== 'base64',
    html:
      look === 'html'
        ? tidy(
            personalHtml(
              step.text,
              files,
              previous && { ...previous, intro: introOf(previous, talk.lang) },
            ),
          )
        : undefined,
    charset: talk.charset,
    encoding: talk.encoding,
    files,
  };
}

function recipients(talk: Talk, step: Step, circle: Correspondent[], owner: Person) {
  if (talk.list) return { to: [{ name: talk.list.name, address: talk.list.address }] };
  const others = circle.filter((one) => one.address !== step.by.address).map(plain);
  const mine = step.by.address === owner.address;
  if (mine) return { to: others.slice(0, 1), cc: others.slice(1) };
  return {
    to: [plain(owner)],
    cc: others.filter((one) => one.address !== owner.address),
  };
}

const plain = ({ name, address }: Person): Person => ({ name, address });

export function listHeaders(list: MailingList): string[] {
  const host = domainOf(list.address);
  const local = list.address.slice(0, list.address.indexOf('@'));
  return [
    `List-Id: ${list.tag} <${local}.${host}>`,
    `List-Post: <mailto:${list.address}>`,
    `List-Unsubscribe: <mailto:${local}-leave@${host}>`,
    'Precedence: list',
  ];
}

function quoted(step: Step, lang: Lang): string {
  const lines = step.text.split('\n').map((line) => (line ? `> ${line}` : '>'));
  return `${introOf(step, lang)}\n${lines.join('\n')}`;
}

function introOf({ date, by }: Step, lang: Lang): string {
  const local = new Date(date.getTime() + HOUR);
  const time = local.toISOString().slice(11, 16);
  const day = fill('{dd}', date, lang);
  if (lang === 'fr') return fill(`Le ${day} à ${time}, ${by.name} a écrit :`, date, 'fr');
  if (lang === 'ja') return `${day} ${time} ${by.name}:`;
  if (lang === 'ar') return `${day} ${time} كتب ${by.name}:`;
  return `On ${day} at ${time}, ${by.name} wrote:`;
}

/** Whether this person writes or reads in a conversation. */
export function takesPart(talk: Talk, key: Key): boolean {
  return talk.turns.some(([by]) => by === key) || (talk.also?.includes(key) ?? false);
}
