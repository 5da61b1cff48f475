import { useState } from 'react';
import {
  type Absence,
  type AutomaticReply,
  isOver,
  type ReadyReply,
} from '../../../shared/automatic-reply.ts';
import { useSession } from '../session/session.ts';

/** What was changed on the page and not saved. */
interface Draft {
  account: string;
  plan: AutomaticReply;
  /** What it was made from. */
  version: string;
}

/** A look at another page does not cost what was written here. */
let unsaved: Draft | null = null;

export interface PlanDraft {
  plan: AutomaticReply;
  isDirty: boolean;
  /** Somebody changed the plan on the server meanwhile. */
  hasConflict: boolean;
  version: string;
  change(plan: AutomaticReply): void;
  /** Goes on with what is written here, over what is there now. */
  keepMine(): void;
  /** Goes on with what is on the server. */
  forget(): void;
}

/** The plan on the page: the server's until something is changed. `blank` is what an empty page begins with. */
export function usePlanDraft(page: ReadyReply, blank: Absence): PlanDraft {
  const account = useSession()?.account ?? '';
  const [draft, setDraft] = useState(unsaved?.account === account ? unsaved : null);
  const keep = (next: Draft | null) => {
    unsaved = next;
    setDraft(next);
  };
  const begin = (plan: AutomaticReply) =>
    keep({ account, plan, version: draft?.version ?? page.version });
  return {
    plan: draft?.plan ?? withBlank(page, blank),
    isDirty: draft !== null,
    hasConflict: draft !== null && draft.version !== page.version,
    version: draft?.version ?? page.version,
    change: begin,
    keepMine: () => draft && keep({ ...draft, version: page.version }),
    forget: () => keep(null),
  };
}

/** There is always something to write into. */
function withBlank({ enabled, absences }: ReadyReply, blank: Absence): AutomaticReply {
  const isEmpty = absences.every((one) => isOver(one, Date.now()));
  return { enabled, absences: isEmpty ? [...absences, blank] : absences };
}
