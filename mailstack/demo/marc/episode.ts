import { after, HOUR, MINUTE } from '../clock.ts';
import { somebody } from '../crowd.ts';
import type { Planned } from '../message.ts';
import type { Person } from '../mime/letter.ts';
import { people } from '../people.ts';
import { expand } from '../phrase.ts';
import { messageId, post } from '../post.ts';
import { type Random, seeded } from '../random.ts';
import { listHeaders } from '../talk.ts';
import { euros, fill } from '../words.ts';
import { grammar } from './grammar.ts';
import type { Kind } from './kinds.ts';
import { dressed, type Written } from './letter.ts';
import type { Topic } from './topics.ts';

const owner = people.marc;

interface Turn {
  by: Person;
  date: Date;
  text: string;
}

/** A letter of some kind and what it led to; `room` is how many may still go to the folder. */
export function episode(
  kind: Kind,
  date: Date,
  seed: string,
  now: Date,
  room: number,
  folder = 'INBOX',
): Planned[] {
  const random = seeded(seed);
  const topic = kind.topics && random.pick(kind.topics);
  const values = valuesFor(date, random, topic);
  const say = (text: string) => contracted(fill(expand(text, grammar, random, values), date, 'fr'));
  const tag = kind.tag ? `[${kind.tag}] ` : '';
  const place = random.int(0, 999) % (kind.subjects.length || kind.texts.length);
  const subject = tag + capital(say(topic ? topic[0] : (kind.subjects[place] as string)));
  const from = kind.from ?? somebody(random);
  const first: Turn = {
    by: from,
    date,
    text: signed(say(kind.texts[place % kind.texts.length] as string), kind, from),
  };
  const turns = [first, ...(kind.talk ? replies(kind.talk, first, say, random, now) : [])];
  const ids = turns.map((turn, i) => messageId(`${seed} ${i}`, turn.by.address));
  const kept = withRoom(turns, kind, room);
  return kept.map((turn, i) => {
    const mine = turn.by === owner;
    const target = mine && kind.talk !== 'list' ? 'Sent' : folder;
    const flags = flagsOf(turn, kept[i + 1], date, now, random);
    return post(turn.date, { owner, folder: target, flags }, () =>
      dressed(
        {
          from: { name: turn.by.name, address: turn.by.address },
          ...addressed(kind, mine, from),
          subject: i === 0 ? subject : `Re: ${subject}`,
          text: turn.text,
          date: turn.date,
          id: ids[i] as string,
          parents: ids.slice(0, i),
          html: i === 0 ? kind.html : undefined,
          invoice: kind.invoice
            ? {
                number: values.ref as string,
                cents: Number(values.cents),
                customer: 'La Passerelle',
              }
            : undefined,
        },
        seeded(`${seed} look ${turn.by.address}`),
      ),
    );
  });
}

function valuesFor(date: Date, random: Random, topic?: Topic): Record<string, string> {
  const cents = random.pick([
    1000,
    1500,
    2000,
    2500,
    3000,
    4750,
    6000,
    random.int(400, 24000),
    random.int(400, 90000),
  ]);
  const values: Record<string, string> = {
    cents: String(cents),
    amount: euros(cents),
    who: somebody(random).name,
    ref: `${date.getUTCFullYear()}-${random.int(100, 999)}`,
    n: String(random.int(3, 48)),
  };
  for (const name of ['tool', 'event', 'place', 'excuse'])
    values[name] = random.pick(grammar[name] as string[]);
  if (!topic) return values;
  return {
    ...values,
    opening: expand(topic[1], {}, random, values),
    answer: expand(topic[2], {}, random, values),
  };
}

function signed(text: string, kind: Kind, from: Person): string {
  return kind.from ? text : `${text}\n${from.name}`;
}

function replies(
  talk: 'member' | 'list',
  first: Turn,
  say: (text: string) => string,
  random: Random,
  now: Date,
): Turn[] {
  const count = random.pick(talk === 'list' ? [0, 1, 1, 2, 3, 5] : [0, 0, 1, 1, 2]);
  const turns: Turn[] = [];
  let date = first.date;
  for (let i = 0; i < count; i++) {
    date = after(date, 0.3 + random.next() * 9, random);
    if (date.getTime() > now.getTime() - 15 * MINUTE) break;
    turns.push({ date, ...reply(talk, i, first.by, say, random) });
  }
  return turns;
}

function reply(
  talk: 'member' | 'list',
  i: number,
  asker: Person,
  say: (text: string) => string,
  random: Random,
) {
  if (talk === 'list') {
    const by = random.chance(0.12) ? owner : somebody(random);
    return { by, text: `${say(i === 0 ? '{answer}' : '{listreply}')}\n\n${by.name}` };
  }
  if (i % 2 === 0)
    return {
      by: owner,
      text: `Bonjour,\n\n${say(i === 0 ? '{answer}' : '{closing}')}\n\nMarc, pour la trésorerie`,
    };
  return { by: asker, text: `${say('{followup}')}\n\n${asker.name}` };
}

/** What lands in the folder counts against the room: all but the answers kept in Sent. */
function withRoom(turns: Turn[], kind: Kind, room: number): Turn[] {
  let taken = 0;
  const end = turns.findIndex(
    (turn) => (turn.by !== owner || kind.talk === 'list') && ++taken > room,
  );
  return end < 0 ? turns : turns.slice(0, end);
}

function addressed(kind: Kind, mine: boolean, asker: Person): Pick<Written, 'to' | 'headers'> {
  if (kind.tag) {
    const { tag } = kind;
    const local = tag.normalize('NFD').replace(/[^a-z]/g, '');
    const list = { tag, name: `Liste ${tag}`, address: `${local}@listes.saint-lunaire.example` };
    return { to: { name: list.name, address: list.address }, headers: listHeaders(list) };
  }
  if (mine) return { to: asker };
  return { to: { name: owner.name, address: kind.to ?? owner.address } };
}

function flagsOf(
  turn: Turn,
  next: Turn | undefined,
  start: Date,
  now: Date,
  random: Random,
): string[] {
  const days = (now.getTime() - start.getTime()) / (24 * HOUR);
  const unread =
    turn.by !== owner && !next && random.chance(days < 3 ? 0.5 : days < 30 ? 0.08 : 0.004);
  return [
    ...(unread ? [] : ['\\Seen']),
    ...(turn.by !== owner && random.chance(0.02) ? ['\\Flagged'] : []),
    ...(next?.by === owner ? ['\\Answered'] : []),
    ...(random.chance(0.01) ? ['$Forwarded'] : []),
  ];
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The rules join articles to prepositions without knowing it. */
function contracted(text: string): string {
  return text
    .replace(/\bde le /g, 'du ')
    .replace(/\bde les /g, 'des ')
    .replace(/(^|\s)à le /g, '$1au ');
}
