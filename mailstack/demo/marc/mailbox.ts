import { frenchTalks as aminasTalks } from '../amina/talks.ts';
import { associationTalks } from '../camille/association.ts';
import { junk } from '../camille/junk.ts';
import { listTalks } from '../camille/lists.ts';
import { spread } from '../clock.ts';
import { type DemoMailbox, inOrder, type Planned } from '../message.ts';
import { planNotice } from '../notice.ts';
import { people } from '../people.ts';
import { type Random, seeded } from '../random.ts';
import { planTalk, type Talk, takesPart } from '../talk.ts';
import { episode } from './episode.ts';
import { type Kind, kinds } from './kinds.ts';
import { longTalk } from './long-thread.ts';
import { oddLetters } from './odd.ts';

const owner = people.marc;
const INBOX_COUNT = 5000;
const FILED_COUNT = 320;

export function marcMailbox(now: Date): DemoMailbox {
  return {
    address: owner.address,
    name: owner.name,
    password: 'Registre-5-moulins',
    quotaBytes: 1_000_000_000,
    aliases: ['tresorerie@demo.example', 'secretariat@demo.example', 'adhesions@demo.example'],
    messages: { [Symbol.iterator]: () => inOrder(plans(now))[Symbol.iterator]() },
  };
}

function plans(now: Date): Planned[] {
  const talks = [...associationTalks, ...aminasTalks, ...listTalks].filter((talk) =>
    takesPart(talk, 'marc'),
  );
  const known = [
    ...[...talks.map((talk) => ({ ...talk, folder: 'INBOX' })), longTalk].flatMap((talk) =>
      planTalk(talk, owner, now),
    ),
    ...oddLetters(now),
  ];
  const room = INBOX_COUNT - inboxTurns([...talks, longTalk]) - oddLetters(now).length;
  return [
    ...known,
    ...inboxEpisodes(now, room),
    ...filedEpisodes(now),
    ...junk.slice(0, 4).map((mail) => planNotice(mail, owner, now)),
  ];
}

/** Marc's own words go to Sent, but on a list they come back. */
function inboxTurns(talks: readonly Talk[]): number {
  return talks.flatMap((talk) => talk.turns.filter(([by]) => talk.list || by !== 'marc')).length;
}

function inboxEpisodes(now: Date, room: number): Planned[] {
  const random = seeded('marc inbox');
  const out: Planned[] = [];
  let left = room;
  // Newest first, so that what is cut when the room is full is old. Replies make 1.35 letters of one.
  const dates = spread(now, room, random).filter((_, i) => i % 27 < 20);
  for (let i = dates.length - 1; left > 0; i--) {
    const date = dates[i] ?? spreadAgain(dates, random);
    const kind = kindOf(random);
    const letters = episode(kind, date, `marc ${i}`, now, left);
    left -= letters.length - answersIn(letters, kind);
    out.push(...letters);
  }
  return out;
}

/** Sent answers are the odd turns of a member's conversation. */
function answersIn(letters: readonly Planned[], kind: Kind): number {
  return kind.talk === 'member' ? Math.floor(letters.length / 2) : 0;
}

/** The dates ran out before the room did: a few more among the oldest. */
function spreadAgain(dates: readonly Date[], random: Random): Date {
  return dates[random.int(0, Math.floor(dates.length / 4))] as Date;
}

function filedEpisodes(now: Date): Planned[] {
  const random = seeded('marc filed');
  const filed = kinds.filter((kind) => kind.folder);
  const oldest = now.getTime() - 550 * 86_400_000;
  return spread(now, FILED_COUNT, random).flatMap((date, i) => {
    const kind = random.pick(filed);
    const year = date.getTime() < oldest ? `/${date.getUTCFullYear()}` : '';
    const folder = kind.folder === 'Comptabilité' ? `Comptabilité${year}` : (kind.folder as string);
    return episode(kind, date, `filed ${i}`, now, 1, random.chance(0.05) ? 'Trash' : folder);
  });
}

const total = kinds.reduce((sum, kind) => sum + kind.weight, 0);

function kindOf(random: Random): Kind {
  let draw = random.next() * total;
  return kinds.find((kind) => {
    draw -= kind.weight;
    return draw < 0;
  }) as Kind;
}
