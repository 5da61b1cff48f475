import { rememberedAccount } from '../../api/device.ts';

/** A script on the server. */
export interface Script {
  version: string;
  source: string;
}

/** A script under somebody's hands, and what it was made from. */
export interface ScriptDraft {
  base: Script;
  text: string;
}

let kept: (ScriptDraft & { account: string | null }) | null = null;

/** What was typed and not saved: it outlives a look at another page. */
export const keptScript = (): ScriptDraft | null =>
  kept && kept.account === rememberedAccount() ? kept : null;

export function keepScript(draft: ScriptDraft | null) {
  kept = draft && { ...draft, account: rememberedAccount() };
}
