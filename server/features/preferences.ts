import { Router } from 'express';
import {
  changePreferences as changeEndpoint,
  preferences as preferencesSchema,
  readPreferences as readEndpoint,
} from '../../shared/preferences.ts';
import type { Context } from '../context.ts';
import { handle } from '../http/endpoint.ts';
import { changePreferences, readPreferences } from '../store/preferences.ts';
import { sessionOf } from './session/session.ts';

/** A person's choices, kept for every device. */
export function preferences(context: Context): Router {
  const router = Router();
  router.get(
    readEndpoint.path,
    handle(readEndpoint, async (_input, request) =>
      preferencesSchema.parse(await readPreferences(context.store, sessionOf(request).account)),
    ),
  );
  router.patch(
    changeEndpoint.path,
    handle(changeEndpoint, async (change, request) => {
      const { account } = sessionOf(request);
      const kept = await changePreferences(context.store, account, change);
      context.live.tell(account, { type: 'preferences', path: ['preferences'] });
      return preferencesSchema.parse(kept);
    }),
  );
  return router;
}
