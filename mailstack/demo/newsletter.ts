import { ago } from './clock.ts';
import { type Issue, newsletterHtml } from './html.ts';
import type { Planned } from './message.ts';
import type { Letter, Person } from './mime/letter.ts';
import { messageId, post } from './post.ts';
import { seeded } from './random.ts';
import { fill } from './words.ts';

export interface Newsletter {
  name: string;
  address: string;
  host: string;
  colour: string;
  paper: string;
  lang: 'fr' | 'en' | 'ja';
  /** Days between two issues. */
  every: number;
  issues: number;
  /** Opening sentences and subjects, taken in turn. */
  openings: readonly (readonly [subject: string, intro: string])[];
  articles: readonly (readonly [title: string, text: string])[];
  folder?: string;
}

/** All the issues of a newsletter that reached this reader. */
export function planNewsletter(letter: Newsletter, owner: Person, now: Date): Planned[] {
  return Array.from({ length: letter.issues }, (_, i) => planIssue(letter, i, owner, now));
}

function planIssue(letter: Newsletter, i: number, owner: Person, now: Date): Planned {
  const random = seeded(`${letter.name} ${i}`);
  const date = ago(now, i === 0 ? '9h' : `${i * letter.every + random.int(0, 3)}d`, random);
  const opening = letter.openings[i % letter.openings.length] as readonly [string, string];
  const [subject, intro] = opening.map((text) => fill(text, date, letter.lang)) as [string, string];
  const articles = random.shuffle(letter.articles).slice(0, 3);
  const folder = i < 8 ? 'INBOX' : i % 5 === 4 ? 'Trash' : (letter.folder ?? 'Listes');
  const flags = i === 0 || i % 7 === 6 ? [] : ['\\Seen'];
  return post(date, { owner, folder, flags }, () =>
    letterOf(letter, owner, { i, date, subject, intro, articles }),
  );
}

interface Content {
  i: number;
  date: Date;
  subject: string;
  intro: string;
  articles: readonly (readonly [string, string])[];
}

function letterOf(
  letter: Newsletter,
  owner: Person,
  { i, date, subject, intro, articles }: Content,
): Letter {
  const reader = seeded(`${letter.host} ${owner.address} ${i}`).hex(20);
  const local = letter.address.slice(0, letter.address.indexOf('@'));
  const pieces = articles.map(([title, text], n) => ({
    title: fill(title, date, letter.lang),
    text: fill(text, date, letter.lang),
    slug: `n${i + 100}-${n + 1}`,
  }));
  const french = letter.lang === 'fr';
  const issue: Issue = {
    sender: letter.name,
    colour: letter.colour,
    paper: letter.paper,
    host: letter.host,
    reader,
    title: subject,
    intro,
    articles: pieces,
    more: french ? 'Lire la suite →' : 'Read on →',
    leave: french ? 'Se désinscrire en un clic' : 'Unsubscribe in one click',
  };
  return {
    from: { name: letter.name, address: letter.address },
    to: [{ name: owner.name, address: owner.address }],
    subject,
    date,
    id: messageId(`${letter.host} ${i}`, letter.address),
    headers: [
      `List-Id: <${local}.${letter.host}>`,
      `List-Unsubscribe: <https://lire.${letter.host}/partir?r=${reader}>,\r\n <mailto:partir@${letter.host}?subject=${reader}>`,
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      'Precedence: bulk',
    ],
    text: [intro, ...pieces.map(({ title, text }) => `* ${title}\n  ${text}`)].join('\n\n'),
    html: newsletterHtml(issue),
  };
}
