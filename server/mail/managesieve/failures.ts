import type { ErrorCode } from '../../../shared/errors.ts';
import type { ScriptFault } from '../../../shared/filters.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { SieveRefused } from './managesieve.ts';
import { SieveBroken } from './responses.ts';

/**
 * An error of the filter server in the house's terms. Its words are shown to the person, as text: they say
 * what is wrong with a script. What broke the road stays in `cause`, for the log.
 */
export function sieveRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof SieveBroken)
    return new Refusal('sieve-down', 'The filter server does not answer.', {}, error);
  if (!(error instanceof SieveRefused))
    return new Refusal('server-error', 'The script could not be read or written.', {}, error);
  const { result, code, text } = error.ending;
  const reason = text.replace(/\s+/g, ' ').trim().slice(0, MOST_WORDS);
  return new Refusal(codeOf(result, code), 'The filter server refused.', { reason }, error);
}

const MOST_WORDS = 500;

/** RFC 5804 section 1.3. A referral is another host, and ours come from the administrator only (security S-43). */
function codeOf(result: string, code: string): ErrorCode {
  if (result === 'BYE' || code === 'TRYLATER' || code === 'REFERRAL') return 'sieve-down';
  if (code.startsWith('QUOTA')) return 'script-full';
  return 'sieve-refused';
}

/**
 * Where a server finds a script wrong. Pigeonhole says "name: line 3: error: unknown command 'x'."; words
 * of another form stand at the first line.
 */
export function scriptFaults(words: string): ScriptFault[] {
  const faults = words.split(/\r?\n/).flatMap((line) => {
    const found = /^(?:.*?:\s*)?line\s+(\d{1,7})\s*:\s*(?:error:\s*)?(.*)$/i.exec(line.trim());
    return found ? [{ line: Math.max(1, Number(found[1])), column: 1, message: found[2]! }] : [];
  });
  const rest = words.trim().slice(0, MOST_WORDS);
  return faults.length ? faults.slice(0, 100) : rest ? [{ line: 1, column: 1, message: rest }] : [];
}
