import { checkScript, type ScriptFault } from '../../../shared/filters.ts';
import { checkScriptText } from '../../../shared/sieve/check.ts';
import { call } from '../../api/call.ts';
import type { MessageId, Translate } from '../../i18n/i18n.tsx';

/** A fault in the reader's language where it is one of ours; the server's own words else. */
export const sentenceOfFault = ({ code, words, message }: ScriptFault, t: Translate): string =>
  code ? t(`sieve-fault-${code}` as MessageId, words) : message;

/**
 * What is wrong with a script: by our own reading, at once, and when that finds nothing by the server's,
 * which keeps nothing of it.
 */
export async function findFaults(source: string, extensions: string[]): Promise<ScriptFault[]> {
  const here = checkScriptText(source, extensions);
  if (here.length) return here;
  // A server that is away is told of elsewhere.
  const { faults } = await call(checkScript, { source }).catch(() => ({ faults: [] }));
  return faults;
}
