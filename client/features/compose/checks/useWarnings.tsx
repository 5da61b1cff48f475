import { type ReactNode, useRef, useState } from 'react';
import type { Message } from '../../../../shared/messages.ts';
import { checkPeople } from '../../../../shared/people.ts';
import { call } from '../../../api/call.ts';
import { queryClient } from '../../../api/query-client.ts';
import { changeDraft, type Draft } from '../composing.ts';
import { WarningsDialog } from './WarningsDialog.tsx';
import { type Known, type Warning, warningsFor } from './warnings.ts';

/** The one question before a letter leaves: `check` answers false when it stays, `question` is to be drawn. */
export function useWarnings(draft: Draft): { check(): Promise<boolean>; question: ReactNode } {
  const [asked, setAsked] = useState<{ warnings: Warning[]; answer(send: boolean): void } | null>(
    null,
  );
  const isRunning = useRef(false);
  const check = async () => {
    // A double click asks once, and sends once.
    if (isRunning.current) return false;
    isRunning.current = true;
    try {
      return await ask();
    } finally {
      isRunning.current = false;
    }
  };
  const ask = async () => {
    const warnings = warningsFor(draft, await knownOf(draft));
    if (!warnings.length) return true;
    return new Promise<boolean>((resolve) => {
      const answer = (send: boolean) => {
        setAsked(null);
        resolve(send);
      };
      setAsked({ warnings, answer });
    });
  };
  const hide = () => {
    const { id, to, cc, bcc } = draft;
    changeDraft(id, { to: [], cc: [], bcc: [...bcc, ...to, ...cc] });
    asked?.answer(false);
  };
  const question = asked && (
    <WarningsDialog warnings={asked.warnings} onAnswer={asked.answer} onHide={hide} />
  );
  return { check, question };
}

/** What the warnings need to know. A bridge that does not answer does not keep the letter here. */
async function knownOf({ to, cc, bcc, source }: Draft): Promise<Known> {
  const addresses = [...to, ...cc, ...bcc].map(({ address }) => address);
  const { strangers } = await call(checkPeople, { addresses }).catch(() => ({ strangers: [] }));
  return { list: source ? listOf(source) : null, strangers };
}

/** The message that is answered has been read on this page, or was kept on this device. */
function listOf({ folder, uid }: { folder: string; uid: number }): string | null {
  const [, message] =
    queryClient
      .getQueriesData<Message>({ queryKey: ['message'] })
      .find(([, one]) => one?.folder === folder && one.uid === uid) ?? [];
  const [, post = ''] = message?.listHeaders.find(([name]) => name === 'list-post') ?? [];
  return /<mailto:([^?<>\s]+)/i.exec(post)?.[1] ?? null;
}
