import { createHash } from 'node:crypto';
import type { ScriptFault } from '../../../shared/filters.ts';
import { type Block, readScriptFile } from '../../../shared/sieve/script-file.ts';
import type { ManageSieve } from '../../mail/managesieve/managesieve.ts';

/** Our script's name: the one that runs. */
export const OURS = 'sobre';

/** The name under which a text waits until it is known to be whole. */
export const newName = (mark: string) => `${OURS}.new-${mark}`;

/** True for our script, and for one of ours that was left before it got its name. */
export const isOurs = (name: string) => name === OURS || isLeftover(name);
export const isLeftover = (name: string) => /^sobre\.new-[0-9a-f]{12}$/.test(name);

/** The scripts of an account, as we read them. */
export interface ScriptState {
  /** Changes with every change of the script that runs, by whomever. */
  version: string;
  /** Our script's text; '' when there is none yet. */
  source: string;
  blocks: Block[];
  faults: ScriptFault[];
  /** Sieve extensions of the server, lower case. */
  extensions: string[];
  /** Ours is the script that runs: else another program has switched it off, or there is none yet. */
  active: boolean;
  /** A script of the person's own that runs, or is included in ours. */
  ownScript: { name: string; source: string } | null;
  /** Names of all scripts on the server. */
  names: string[];
}

/** Reads the account's scripts. Errors as `ManageSieve`. */
export async function readState(sieve: ManageSieve): Promise<ScriptState> {
  const scripts = await sieve.listScripts();
  const names = scripts.map(({ name }) => name);
  const running = scripts.find(({ active }) => active)?.name ?? null;
  const active = running !== null && isOurs(running);
  const ours = active ? running : names.includes(OURS) ? OURS : null;
  const source = ours === null ? '' : ((await sieve.getScript(ours)) ?? '');
  const { blocks, faults } = readScriptFile(source);
  const own = active || running === null ? includedIn(blocks) : running;
  return {
    version: versionOf(active ? OURS : (running ?? ''), source),
    source,
    blocks: withOwn(blocks, own, sieve.capabilities.extensions),
    faults,
    extensions: sieve.capabilities.extensions,
    active,
    ownScript: own === null ? null : { name: own, source: (await sieve.getScript(own)) ?? '' },
    names,
  };
}

const versionOf = (running: string, source: string) =>
  createHash('sha256')
    .update(JSON.stringify([running, source]))
    .digest('base64url');

const includedIn = (blocks: Block[]) =>
  blocks.findLast((block) => block.kind === 'include')?.script ?? null;

/** A script that was active before ours goes on running, inside of ours, from the first write on. */
function withOwn(blocks: Block[], own: string | null, extensions: string[]): Block[] {
  if (own === null || !extensions.includes('include')) return blocks;
  const isIn = blocks.some((block) => block.kind === 'include' && block.script === own);
  return isIn ? blocks : [...blocks, { kind: 'include', script: own }];
}
