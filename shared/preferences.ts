import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { notificationChoices } from './notifications.ts';
import { tag } from './tags.ts';
import { folderPath, line, nothing } from './values.ts';
import { zone } from './zones.ts';

const MOST_SOURCES = 1000;
const imageSource = line(320).check(z.regex(/^[^@\s]*@[^@\s]+$/));

/** One that cannot be read is left out: the others are still wanted. */
const imageSources = z.pipe(
  z.array(z.unknown()),
  z.transform((all) =>
    all
      .flatMap((one) => imageSource.safeParse(one).data ?? [])
      .filter((one, place, list) => list.indexOf(one) === place)
      .slice(-MOST_SOURCES),
  ),
);

/** A language of the interface: which there are is what the client has words for. */
const language = z.string().check(z.maxLength(35), z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/));

const firstScreen = z.union([z.enum(['inbox', 'contacts']), z.object({ folder: folderPath })]);
export type FirstScreen = z.infer<typeof firstScreen>;

/** What may be chosen. */
const choices = z.object({
  /** null = the browser's language. */
  language: z.nullable(language),
  /** An IANA time zone; null = the browser's. */
  zone: z.nullable(zone),
  /** How hours are counted; `locale` = as the language does. */
  clock: z.enum(['locale', '24', '12']),
  /** What is shown at the bare address. */
  firstScreen,
  /** Keys without Ctrl or Command act: letters, digits and signs (WCAG 2.1.4). */
  shortcuts: z.boolean(),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  /** Where a message is read on a wide screen: `off` = in place of the list. */
  pane: z.enum(['right', 'below', 'off']),
  /** The letters of messages that choose none themselves. */
  messageFont: z.enum(['system', 'serif', 'mono']),
  messageSize: z.enum(['small', 'normal', 'large', 'larger']),
  /** In the dark theme: messages keep the colours their senders chose. */
  originalColours: z.boolean(),
  /** Plain text in letters of one width. */
  fixedWidth: z.boolean(),
  /** Lists by conversation, and a message among those of its conversation. */
  conversations: z.boolean(),
  /** When an open message becomes read. */
  markRead: z.enum(['now', '2s', '5s', 'never']),
  /** Whose remote images are shown without asking, besides `imagesFrom`: nobody's, contacts', all. */
  remoteImages: z.enum(['ask', 'known', 'always']),
  /** Whose remote images are shown without asking: addresses, and domains as `@example.org`. */
  imagesFrom: imageSources,
  /** Seconds for second thoughts after Send. */
  undoSend: z.enum(['off', '5', '10', '20', '30']),
  /** New letters are written as plain text; answers, too. */
  plainText: z.boolean(),
  /** People who are written to are kept, apart from the contacts. */
  collectContacts: z.boolean(),
  notifications: notificationChoices,
  /** Bytes that the mailbox is to stay under, for oneself; null = no goal. */
  storageGoal: z.nullable(z.int().check(z.gte(1_000_000), z.lte(1_000_000_000_000))),
  /** The person's own tags, and standard ones with another name or colour. */
  tags: z.array(tag).check(z.maxLength(100)),
});
export type Preferences = z.infer<typeof choices>;

export const defaultPreferences: Preferences = {
  language: null,
  zone: null,
  clock: 'locale',
  firstScreen: 'inbox',
  shortcuts: true,
  theme: 'system',
  density: 'comfortable',
  pane: 'right',
  messageFont: 'system',
  messageSize: 'normal',
  originalColours: false,
  fixedWidth: false,
  conversations: true,
  markRead: 'now',
  remoteImages: 'ask',
  imagesFrom: [],
  undoSend: '10',
  plainText: false,
  collectContacts: true,
  notifications: notificationChoices.parse({}),
  storageGoal: null,
  tags: [],
};

/** A person's choices, from what was stored. A value that is missing or wrong takes its default. */
export const preferences = z.pipe(
  z.unknown(),
  z.transform((kept): Preferences => ({ ...defaultPreferences, ...readChoices(kept).known })),
);

/** Some of the choices. */
export const preferencesChange = z.partial(choices);
export type PreferencesChange = Partial<Preferences>;

/** The choices among any value, and the names of those of them that cannot be read. */
export function readChoices(value: unknown): { known: PreferencesChange; unread: string[] } {
  const given = Object(value) as Record<string, unknown>;
  const known: Record<string, unknown> = {};
  const unread: string[] = [];
  for (const [name, schema] of Object.entries(choices.shape)) {
    if (!Object.hasOwn(given, name)) continue;
    const read = schema.safeParse(given[name]);
    if (read.success) known[name] = read.data;
    else unread.push(name);
  }
  return { known, unread };
}

export const readPreferences = endpoint({
  method: 'GET',
  path: '/api/preferences',
  input: nothing,
  output: preferences,
});

/** Changes some and leaves the others as another page may have chosen them; answers all that is kept. */
export const changePreferences = endpoint({
  method: 'PATCH',
  path: '/api/preferences',
  input: preferencesChange,
  output: preferences,
});
