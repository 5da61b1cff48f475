import { Router } from 'express';
import { Refusal } from '../../../shared/refusal.ts';
import {
  deleteTemplate as deleteEndpoint,
  listTemplates as listEndpoint,
  MOST_TEMPLATES,
  writeTemplate as writeEndpoint,
} from '../../../shared/templates.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { deleteTemplate, listTemplates, writeTemplate } from '../../store/templates.ts';
import { sessionOf } from '../session/session.ts';

/** Words that a person writes again and again. */
export function templates({ store, live }: Context): Router {
  const router = Router();
  const tell = (account: string) => live.tell(account, { type: 'templates', path: ['templates'] });
  router.get(
    listEndpoint.path,
    handle(listEndpoint, async (_input, request) => ({
      templates: await listTemplates(store, sessionOf(request).account),
    })),
  );
  router.put(
    writeEndpoint.path,
    handle(writeEndpoint, async (template, request) => {
      const { account } = sessionOf(request);
      const before = await listTemplates(store, account);
      if (before.length >= MOST_TEMPLATES && !before.some(({ id }) => id === template.id)) {
        throw new Refusal('too-large', 'There are as many templates as there may be.');
      }
      await writeTemplate(store, account, template);
      tell(account);
      return template;
    }),
  );
  router.delete(
    deleteEndpoint.path,
    handle(deleteEndpoint, async ({ id }, request) => {
      const { account } = sessionOf(request);
      if (!(await deleteTemplate(store, account, id))) {
        throw new Refusal('not-found', 'There is no such template.');
      }
      tell(account);
      return {};
    }),
  );
  return router;
}
