import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { notificationChoices } from './notifications.ts';
import { tag } from './tags.ts';
import { line, nothing } from './values.ts';

const MOST_SOURCES = 1000;
const imageSource = line(320).check(z.regex(/^[^@\s]*@[^@\s]+$/));

/** One that cannot be read is left out: the others are still wanted. */
const imageSources = z.catch(
  z.pipe(
    z.array(z.unknown()),
    z.transform((all) =>
      all
        .flatMap((one) => imageSource.safeParse(one).data ?? [])
        .filter((one, place, list) => list.indexOf(one) === place)
        .slice(-MOST_SOURCES),
    ),
  ),
  [],
);

/** A person's choices. A value the stored text lacks, or holds wrongly, takes its default. */
export const preferences = z.object({
  /** null = the browser's language. */
  language: z.catch(z.nullable(z.enum(['en', 'fr'])), null),
  theme: z.catch(z.enum(['system', 'light', 'dark']), 'system'),
  /** Lists by conversation, and a message among those of its conversation. */
  conversations: z.catch(z.boolean(), true),
  density: z.catch(z.enum(['comfortable', 'compact']), 'comfortable'),
  /** In the dark theme: messages keep the colours their senders chose. */
  originalColours: z.catch(z.boolean(), false),
  /** When an open message becomes read. */
  markRead: z.catch(z.enum(['now', '2s', '5s', 'never']), 'now'),
  /** Seconds for second thoughts after Send. */
  undoSend: z.catch(z.enum(['off', '5', '10', '20', '30']), '10'),
  /** The person's own tags, and standard ones with another name or colour. */
  tags: z.catch(z.array(tag).check(z.maxLength(100)), []),
  /** Plain text in letters of one width. */
  fixedWidth: z.catch(z.boolean(), false),
  /** New letters are written as plain text; answers, too. */
  plainText: z.catch(z.boolean(), false),
  /** Whose remote images are shown without asking: addresses, and domains as `@example.org`. */
  imagesFrom: imageSources,
  /** People who are written to are kept, apart from the contacts. */
  collectContacts: z.catch(z.boolean(), true),
  notifications: z.catch(notificationChoices, notificationChoices.parse({})),
});
export type Preferences = z.infer<typeof preferences>;

export const defaultPreferences: Preferences = preferences.parse({});

export const readPreferences = endpoint({
  method: 'GET',
  path: '/api/preferences',
  input: nothing,
  output: preferences,
});

/** Writes the whole of them; answers what was kept. */
export const writePreferences = endpoint({
  method: 'PUT',
  path: '/api/preferences',
  input: preferences,
  output: preferences,
});
