import { englishTalks as camillesTalks } from '../camille/english.ts';
import { newsletters } from '../camille/newsletters.ts';
import { type DemoMailbox, inOrder } from '../message.ts';
import { planNewsletter } from '../newsletter.ts';
import { planNotice } from '../notice.ts';
import { people } from '../people.ts';
import { planTalk, takesPart } from '../talk.ts';
import { japaneseLetter, japaneseNotices, powerBills } from './notices.ts';
import { englishTalks, japaneseTalks } from './talks.ts';

const owner = people.kenji;

export function kenjiMailbox(now: Date): DemoMailbox {
  const shared = camillesTalks
    .filter((talk) => takesPart(talk, 'kenji'))
    .map((talk) => ({ ...talk, folder: 'INBOX' }));
  const letters = newsletters
    .filter((letter) => letter.lang === 'en')
    .map((letter) => ({ ...letter, issues: 5 }));
  return {
    address: owner.address,
    name: owner.name,
    password: 'Kumo-7-lanternes',
    quotaBytes: 500_000_000,
    aliases: ['kenji.t@demo.example'],
    messages: inOrder([
      ...[...japaneseTalks, ...englishTalks, ...shared].flatMap((talk) =>
        planTalk(talk, owner, now),
      ),
      ...[...japaneseNotices, ...powerBills()].map((mail) => planNotice(mail, owner, now)),
      ...[japaneseLetter, ...letters].flatMap((letter) => planNewsletter(letter, owner, now)),
    ]),
  };
}
