import { ago } from '../clock.ts';
import { planInvitation } from '../meetings.ts';
import { type DemoMailbox, inOrder, type Planned } from '../message.ts';
import { planNewsletter } from '../newsletter.ts';
import { planNotice } from '../notice.ts';
import { people } from '../people.ts';
import { messageId, post } from '../post.ts';
import { seeded } from '../random.ts';
import { planTalk } from '../talk.ts';
import { fill } from '../words.ts';
import { associationTalks } from './association.ts';
import { englishTalks } from './english.ts';
import { friendTalks } from './friends.ts';
import { junk } from './junk.ts';
import { listTalks } from './lists.ts';
import { invitations } from './meetings.ts';
import { newsletters } from './newsletters.ts';
import { bills, notices, shopping } from './notices.ts';

const owner = people.camille;

export function camilleMailbox(now: Date): DemoMailbox {
  const talks = [...associationTalks, ...friendTalks, ...englishTalks, ...listTalks];
  const mails = [...notices, ...junk, ...bills(now)];
  return {
    address: owner.address,
    name: owner.name,
    password: 'Tilleul-4-vagues',
    quotaBytes: 2_000_000_000,
    aliases: ['contact@demo.example', 'ag@demo.example', shopping],
    messages: inOrder([
      ...talks.flatMap((talk) => planTalk(talk, owner, now)),
      ...mails.map((mail) => planNotice(mail, owner, now)),
      ...newsletters.flatMap((letter) => planNewsletter(letter, owner, now)),
      ...invitations.map((invitation) => planInvitation(invitation, owner, now)),
      ...drafts.map((draft, i) => planDraft(draft, i, now)),
    ]),
  };
}

interface Draft {
  to: readonly (keyof typeof people)[];
  subject: string;
  text: string;
  age: string;
}

const drafts: readonly Draft[] = [
  {
    to: ['odile'],
    subject: "Portrait pour l'article",
    age: '20h',
    text: "Chère Odile,\n\nJ'aimerais ouvrir l'article par votre registre, celui à la couverture verte. M'autorisez-vous à raconter l'histoire de la scie prêtée en 1998 et rendue par le petit-fils ?\n\nJe pensais aussi",
  },
  {
    to: ['maman', 'lucie'],
    subject: 'Noël : qui fait quoi',
    age: '4d',
    text: "Maman, Lucie,\n\nJe propose : maman la dinde, Lucie les chants, moi la bûche et l'arbitrage.\n\nPour les cadeaux, un seul chacun, et cette fois",
  },
];

function planDraft(draft: Draft, i: number, now: Date): Planned {
  const date = ago(now, draft.age, seeded(`draft ${i}`));
  return post(date, { owner, folder: 'Drafts', flags: ['\\Seen', '\\Draft'] }, () => ({
    from: { name: owner.name, address: owner.address },
    to: draft.to.map((key) => ({ name: people[key].name, address: people[key].address })),
    subject: fill(draft.subject, date, 'fr'),
    date,
    id: messageId(`draft ${i}`, owner.address),
    text: fill(draft.text, date, 'fr'),
  }));
}
