import { HOUR, MINUTE } from '../clock.ts';
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
  const values = valuesFor(random);
  const say = (text: string) => fill(expand(text, grammar, random, values), date, 'fr');
  const subject = capital(say(random.pick(kind.subjects)));
  const from = kind.from ?? somebody(random);
  const first: Turn = { by: from, date, text: signed(say(random.pick(kind.texts)), kind, from) };
  const turns = [first, ...(kind.talk ? replies(kind.talk, first, say, random, now) : [])];
  const ids = turns.map((turn, i) => messageId(`${seed} ${i}`, turn.by.address));
  const kept = withRoom(turns, room);
  return kept.map((turn, i) => {
    const mine = turn.by === owner;
    const target = mine && kind.talk !== 'list' ? 'Sent' : folder;
    const flags = flagsOf(turn, kept[i + 1], date, now, random);
    return post(turn.date, { owner, folder: target, flags }, () =>
      dressed(
        {
          from: { name: turn.by.name, address: turn.by.address },
          ...addressed(kind, mine, from, subject),
          subject: i === 0 ? subject : `Re: ${subject}`,
          text: turn.text,
          date: turn.date,
          id: ids[i] as string,
          parents: ids.slice(0, i),
          html: i === 0 ? kind.html : undefined,
          invoice: kind.invoice && {
            number: values.ref as string,
            cents: Number(values.cents),
            customer: 'La Passerelle',
          },
        },
        seeded(`${seed} look ${turn.by.address}`),
      ),
    );
  });
}

function valuesFor(random: Random): Record<string, string> {
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
  return {
    cents: String(cents),
    amount: euros(cents),
    who: somebody(random).name,
    ref: `${random.int(2023, 2026)}-${random.int(100, 999)}`,
    n: String(random.int(3, 48)),
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
    date = new Date(date.getTime() + (0.3 + random.next() * 9) * HOUR);
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
    return { by, text: `${say('{listreply}')}\n\n${by.name}` };
  }
  if (i % 2 === 0)
    return { by: owner, text: `Bonjour,\n\n${say('{answer}')}\n\nMarc, pour la trésorerie` };
  return { by: asker, text: `${say('{followup}')}\n\n${asker.name}` };
}

/** Only what others wrote counts against the room. */
function withRoom(turns: Turn[], room: number): Turn[] {
  let taken = 0;
  return turns.filter((turn) => turn.by === owner || ++taken <= room);
}

function addressed(
  kind: Kind,
  mine: boolean,
  asker: Person,
  subject: string,
): Pick<Written, 'to' | 'headers'> {
  if (kind.talk === 'list') {
    const tag = subject.match(/\[(.+?)\]/)?.[1] ?? 'liste';
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
