import { Router } from 'express';
import {
  defaultPreferences,
  preferences as preferencesSchema,
  readPreferences as readEndpoint,
  writePreferences as writeEndpoint,
} from '../../shared/preferences.ts';
import type { Context } from '../context.ts';
import { handle } from '../http/endpoint.ts';
import { readPreferences, writePreferences } from '../store/preferences.ts';
import { sessionOf } from './session/session.ts';

/** A person's choices, kept for every device. */
export function preferences(context: Context): Router {
  const router = Router();
  router.get(
    readEndpoint.path,
    handle(readEndpoint, async (_input, request) => {
      const kept = await readPreferences(context.store, sessionOf(request).account);
      const parsed = preferencesSchema.safeParse(kept ?? {});
      return parsed.success ? parsed.data : defaultPreferences;
    }),
  );
  router.put(
    writeEndpoint.path,
    handle(writeEndpoint, async (chosen, request) => {
      const { account } = sessionOf(request);
      await writePreferences(context.store, account, chosen);
      context.live.tell(account, { type: 'preferences', path: ['preferences'] });
      return chosen;
    }),
  );
  return router;
}
