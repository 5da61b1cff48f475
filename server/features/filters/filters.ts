import { type Request, Router } from 'express';
import {
  adoptScript,
  blockSender,
  checkScript,
  listScriptVersions as listVersionsEndpoint,
  previewRule,
  readFilters,
  readScript,
  runRule,
  stopRun,
  writeFilters,
  writeScript,
} from '../../../shared/filters.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { isSendable } from '../../../shared/sieve/rule-terms.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { listScriptVersions } from '../../store/script-versions.ts';
import { folderFor } from '../folders.ts';
import { sessionOf } from '../session/session.ts';
import { withContacts } from './contact-rules.ts';
import { blockedOf, toFilters, withAdopted, withParts } from './parts.ts';
import { previewOf } from './preview.ts';
import { checkScriptText } from './replace.ts';
import { Runs } from './run.ts';
import { changeBlocks, changeSource, readBlocks, toText } from './scripts.ts';

const READ = { repeatable: true };

/** Filters: rules, blocked senders and forwarding in the person's Sieve script. */
export function filters(context: Context): Router {
  const { mail, sieve, store } = context;
  const runs = new Runs(context);
  const router = Router();

  const junkOf = async (request: Request) =>
    (await mail.use(sessionOf(request), (imap) => folderFor(imap, 'junk'), READ)) ?? 'Junk';

  router.get(
    readFilters.path,
    handle(readFilters, async (_input, request) =>
      toFilters(await readBlocks(context, sessionOf(request))),
    ),
  );
  router.put(
    writeFilters.path,
    handle(writeFilters, async ({ rules, blocked, forwarding, ...grounds }, request) => {
      const session = sessionOf(request);
      const parts = {
        rules: rules && (await withContacts(store, session.account, rules)),
        blocked: blocked && [...new Set(blocked.map(toSender))],
        forwarding,
      };
      const junk = blocked ? await junkOf(request) : 'Junk';
      const change = (blocks: Parameters<typeof withParts>[0]) => withParts(blocks, parts, junk);
      return toFilters(await changeBlocks(context, session, change, grounds));
    }),
  );
  router.post(
    adoptScript.path,
    handle(adoptScript, async (grounds, request) => {
      const state = await changeSource(
        context,
        sessionOf(request),
        (before) => {
          const { ownScript, blocks } = before;
          if (!ownScript) throw new Refusal('not-found', 'There is no script to take over.');
          return toText(withAdopted(blocks, ownScript.name, ownScript.source), before);
        },
        grounds,
      );
      return toFilters(state);
    }),
  );
  router.post(
    blockSender.path,
    handle(blockSender, async ({ sender, block }, request) => {
      const one = toSender(sender);
      const junk = await junkOf(request);
      await changeBlocks(context, sessionOf(request), (blocks) => {
        const others = blockedOf(blocks).filter((each) => each.toLowerCase() !== one);
        return withParts(blocks, { blocked: block ? [...others, one] : others }, junk);
      });
      return {};
    }),
  );
  router.get(
    readScript.path,
    handle(readScript, async (_input, request) => {
      const state = await readBlocks(context, sessionOf(request));
      const { version, source, active, ownScript, blocks } = state;
      return { version, source: active || !ownScript ? source : toText(blocks, state) };
    }),
  );
  router.put(
    writeScript.path,
    handle(writeScript, async ({ source, ...grounds }, request) => {
      const state = await changeSource(context, sessionOf(request), () => source, grounds);
      return { version: state.version, source: state.source };
    }),
  );
  router.post(
    checkScript.path,
    handle(checkScript, ({ source }, request) =>
      sieve.use(sessionOf(request), async (server) => {
        try {
          await checkScriptText(server, source);
          return { faults: [] };
        } catch (error) {
          if (!(error instanceof Refusal) || error.code !== 'script-refused') throw error;
          return { faults: error.details.faults as [] };
        }
      }),
    ),
  );
  router.get(
    listVersionsEndpoint.path,
    handle(listVersionsEndpoint, async (_input, request) => ({
      versions: await listScriptVersions(store, sessionOf(request).account),
    })),
  );
  router.post(
    previewRule.path,
    handle(previewRule, async ({ folder, rule }, request) => {
      const session = sessionOf(request);
      const [whole] = await withContacts(store, session.account, [rule]);
      const look = { ...READ, aside: true, deadline: 60_000 };
      return mail.inFolder(
        session,
        folder,
        (imap, mailbox) => previewOf(imap, mailbox, whole!),
        look,
      );
    }),
  );
  router.post(
    runRule.path,
    handle(runRule, async ({ folder, rule, run }, request) => {
      const session = sessionOf(request);
      const [whole] = await withContacts(store, session.account, [rule]);
      return runs.start(session, { folder, rule: whole!, run });
    }),
  );
  router.delete(
    stopRun.path,
    handle(stopRun, async ({ run }, request) => {
      runs.stop(sessionOf(request), run);
      return {};
    }),
  );
  return router;
}

/** An address, or a domain after `@`, in the one form in which it stands on the list. */
function toSender(text: string): string {
  const sender = text.trim().toLowerCase();
  if (!isSendable(sender.startsWith('@') ? `x${sender}` : sender))
    throw new Refusal('address-wrong', 'This is no address.', { reason: text });
  return sender;
}
