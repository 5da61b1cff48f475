import { randomBytes } from 'node:crypto';
import { Refusal } from '../../../shared/refusal.ts';
import { scriptFaults, sieveRefusal } from '../../mail/managesieve/failures.ts';
import { type ManageSieve, SieveRefused } from '../../mail/managesieve/managesieve.ts';
import { isLeftover, newName, OURS, readState, type ScriptState } from './script-state.ts';

/**
 * Makes a text the script that runs. It is put under a new name first and runs from there while `sobre` is
 * written: whatever breaks in between, a whole script is active, the old one or the new one (fault F-25).
 * Without RENAMESCRIPT, which servers of before RFC 5804 lack.
 *
 * @param before what the text was made from.
 * @param keep called when the new text is on the server, checked, and about to run: keeps the one of before.
 * @returns false when what was read before is no longer so: nothing is changed.
 * @throws Refusal `script-refused` with `faults`, `script-full`
 */
export async function replaceScript(
  sieve: ManageSieve,
  before: ScriptState,
  source: string,
  keep: () => Promise<void>,
): Promise<boolean> {
  await checkScriptText(sieve, source);
  // Servers take "nothing" for no answer.
  if (source) await sieve.haveSpace(OURS, Buffer.byteLength(source));
  const waiting = newName(randomBytes(6).toString('hex'));
  await understood(sieve.putScript(waiting, source));
  const now = await readState(sieve);
  if (now.version !== before.version) {
    await sieve.deleteScript(waiting);
    return false;
  }
  await keep();
  await sieve.setActive(waiting);
  await sieve.putScript(OURS, source);
  await sieve.setActive(OURS);
  for (const name of [...now.names, waiting].filter(isLeftover))
    await sieve.deleteScript(name).catch(isGone);
  return true;
}

/** Has the server compile a text. @throws Refusal `script-refused` with the places in `faults`. */
export async function checkScriptText(sieve: ManageSieve, source: string): Promise<void> {
  await understood(sieve.checkScript(source));
}

async function understood(answer: Promise<void>) {
  try {
    await answer;
  } catch (error) {
    const refusal = sieveRefusal(error);
    if (refusal.code !== 'sieve-refused' || !(error instanceof SieveRefused)) throw error;
    const faults = scriptFaults(error.ending.text);
    const reason = faults[0]?.message ?? '';
    throw new Refusal('script-refused', 'The script is wrong.', { reason, faults }, error);
  }
}

/** Somebody else took it away. */
function isGone(error: unknown) {
  if (!(error instanceof SieveRefused) || error.ending.result === 'BYE') throw error;
}
