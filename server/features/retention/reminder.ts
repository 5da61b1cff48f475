import * as z from 'zod/mini';
import type { Context } from '../../context.ts';
import { forgetUntold, listUntold, readTurn } from '../../store/retention-turns.ts';
import { type Notice, tell } from '../notices.ts';
import type { SignedIn } from '../session/session.ts';
import { openText, sealText } from './rules.ts';

const DAY = 24 * 3600 * 1000;
/** So often at most is a letter written. */
const BETWEEN_LETTERS = 7 * DAY;
/** A letter of a hundred lines is not read. */
const MOST_LINES = 50;

/** What one rule took, as a letter says it. */
const taken = z.object({
  name: z.string(),
  messages: z.number(),
  bytes: z.number(),
  forGood: z.boolean(),
});
type Taken = z.infer<typeof taken>;

export const sayOf = (context: Context, account: string, said: Taken) =>
  sealText(context, account, JSON.stringify(said));

/** Lays a letter into the Inbox that lists what the rules took since the last one, at most once a week. */
export async function remind(context: Context, session: SignedIn, now: number): Promise<void> {
  const { store, config } = context;
  const { account } = session;
  const untold = await listUntold(store, account);
  if (!untold.length) return;
  const ids = untold.map(({ cleanUp }) => cleanUp);
  const { remind, remindedAt } = await readTurn(store, account);
  if (!remind) return forgetUntold(store, account, ids, null);
  if (remindedAt !== null && remindedAt > now - BETWEEN_LETTERS) return;
  const all = untold.flatMap(({ sealed }) => open(context, account, sealed) ?? []);
  try {
    if (all.length) await tell(context, session, noticeOf(all, config.publicUrl));
    await forgetUntold(store, account, ids, now);
  } catch (error) {
    // A full mailbox takes no letter: it is written with what goes next.
    context.log.info({ err: error }, 'a reminder was not laid into the Inbox');
  }
}

function open(context: Context, account: string, sealed: string): Taken | null {
  try {
    return taken.parse(JSON.parse(openText(context, account, sealed)));
  } catch {
    return null;
  }
}

/** One line a rule: what it took on several days stands together. */
function byRule(all: Taken[]): Taken[] {
  const rules = new Map<string, Taken>();
  for (const one of all) {
    const key = `${one.forGood} ${one.name}`;
    const sum = rules.get(key) ?? { ...one, messages: 0, bytes: 0 };
    rules.set(key, {
      ...sum,
      messages: sum.messages + one.messages,
      bytes: sum.bytes + one.bytes,
    });
  }
  return [...rules.values()];
}

export function noticeOf(all: Taken[], publicUrl: string): Notice {
  const rules = byRule(all);
  const address = `${publicUrl}/settings/storage/rules`;
  const sum = all.reduce(
    (whole, { messages, bytes }) => ({
      messages: whole.messages + messages,
      bytes: whole.bytes + bytes,
    }),
    { messages: 0, bytes: 0 },
  );
  const list = (language: Language, forGood: boolean) =>
    rules
      .filter((one) => one.forGood === forGood)
      .slice(0, MOST_LINES)
      .map((one) => `  ${one.name}: ${amount(language, one)}`)
      .join('\n');
  const part = (language: Language, forGood: boolean, head: string) => {
    const lines = list(language, forGood);
    return lines ? [`${head}\n\n${lines}`] : [];
  };
  return {
    en: {
      subject: `Your rules tidied: ${amount('en', sum)}`,
      text: `${[
        'Hello,',
        'your rules tidied your mailbox. This is what went:',
        ...part('en', false, 'To Trash, from where you can put it back for 7 days:'),
        ...part('en', true, 'Deleted for good, since its time in Trash or Junk was over:'),
        `Your rules, and what they took last:\n${address}`,
        'This letter comes at most once a week. It can be switched off on the same page.',
      ].join('\n\n')}\n`,
    },
    fr: {
      subject: `Vos règles ont fait le ménage : ${amount('fr', sum)}`,
      text: `${[
        'Bonjour,',
        'vos règles ont fait le ménage dans votre boîte. Voici ce qui est parti :',
        ...part('fr', false, 'À la corbeille, d’où vous pouvez tout remettre pendant 7 jours :'),
        ...part(
          'fr',
          true,
          'Supprimé définitivement, la durée à la corbeille ou aux indésirables étant passée :',
        ),
        `Vos règles, et ce qu’elles ont pris en dernier :\n${address}`,
        'Ce message arrive au plus une fois par semaine. Il se désactive sur la même page.',
      ].join('\n\n')}\n`,
    },
  };
}

type Language = keyof Notice;

const WORDS = { en: ['message', 'messages'], fr: ['message', 'messages'] } as const;
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** "14 messages, 3 MB", in decimal units as everywhere. */
function amount(language: Language, { messages, bytes }: { messages: number; bytes: number }) {
  const locale = language === 'en' ? 'en-GB' : 'fr-FR';
  const isOne = new Intl.PluralRules(locale).select(messages) === 'one';
  const step = bytes < 1 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const size = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[step],
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step > 1 ? 1 : 0,
  }).format(bytes / 1000 ** step);
  const count = new Intl.NumberFormat(locale).format(messages);
  return `${count} ${WORDS[language][isOne ? 0 : 1]}, ${size}`;
}
