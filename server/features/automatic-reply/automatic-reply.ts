import { Router } from 'express';
import {
  closeSummary,
  endReply,
  holdsAt,
  readReply,
  summarizeReply,
  writeReply,
} from '../../../shared/automatic-reply.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { sessionOf } from '../session/session.ts';
import { changePlan, readPage } from './plan.ts';
import { summarize } from './summary.ts';

/** Mail that is answered by itself, while its reader is away. */
export function automaticReply(context: Context): Router {
  const router = Router();
  router.get(
    readReply.path,
    handle(readReply, (_input, request) => readPage(context, sessionOf(request))),
  );
  router.put(
    writeReply.path,
    handle(writeReply, ({ version, ...plan }, request) =>
      changePlan(context, sessionOf(request), () => begun(plan), version),
    ),
  );
  router.post(
    endReply.path,
    handle(endReply, (_input, request) =>
      changePlan(context, sessionOf(request), ({ enabled, absences }) => ({
        enabled,
        absences: absences.map((one) =>
          holdsAt(one, Date.now()) ? { ...one, end: thisMinute() } : one,
        ),
      })),
    ),
  );
  router.get(
    summarizeReply.path,
    handle(summarizeReply, async ({ id }, request) => {
      const session = sessionOf(request);
      const page = await readPage(context, session);
      const one = page.state === 'ready' ? page.absences.find((each) => each.id === id) : null;
      if (page.state !== 'ready' || !one) throw gone();
      return summarize(context, session, one, page.addresses);
    }),
  );
  router.post(
    closeSummary.path,
    handle(closeSummary, ({ id }, request) =>
      changePlan(context, sessionOf(request), ({ enabled, absences }) => {
        if (!absences.some((one) => one.id === id)) throw gone();
        return {
          enabled,
          absences: absences.map((one) => (one.id === id ? { ...one, told: true } : one)),
        };
      }),
    ),
  );
  return router;
}

const gone = () => new Refusal('not-found', 'There is no such absence.');

const MINUTE = 60_000;
const thisMinute = () => Math.floor(Date.now() / MINUTE) * MINUTE;

/** What holds from now on says since when: afterwards it is asked who wrote meanwhile. */
function begun<P extends { enabled: boolean; absences: { start: number | null }[] }>(plan: P): P {
  if (!plan.enabled) return plan;
  const absences = plan.absences.map((one) => ({ ...one, start: one.start ?? thisMinute() }));
  return { ...plan, absences };
}
