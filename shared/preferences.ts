import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { nothing } from './values.ts';

/** A person's choices. A value the stored text lacks, or holds wrongly, takes its default. */
export const preferences = z.object({
  /** null = the browser's language. */
  language: z.catch(z.nullable(z.enum(['en', 'fr'])), null),
  theme: z.catch(z.enum(['system', 'light', 'dark']), 'system'),
  density: z.catch(z.enum(['comfortable', 'compact']), 'comfortable'),
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
