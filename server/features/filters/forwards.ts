import { keyOf } from '../../../shared/address.ts';
import { parseScript } from '../../../shared/sieve/parse.ts';
import { redirectsOf } from '../../../shared/sieve/redirects.ts';
import { type Command, valuesOf } from '../../../shared/sieve/tree.ts';
import type { Notice } from '../notices.ts';
import type { ScriptState } from './script-state.ts';

/**
 * Where mail begins to go with the new text and did not go before (security S-11), as written. What cannot
 * be told counts as new whenever the text is another: addresses put together when the script runs, scripts
 * included that did not run before.
 */
export function newTargets(before: ScriptState, after: string): string[] {
  const { source, active, ownScript } = before;
  if (active && source === after) return [];
  // What another program has switched off sends nothing on now.
  const running = [active ? source : '', ownScript?.source ?? ''];
  const had = new Set(running.flatMap((text) => redirectsOf(text).addresses).map(keyOf));
  const { addresses, unknown } = redirectsOf(after);
  const added = addresses.filter((address) => !had.has(keyOf(address)));
  const ran = new Set([...running.flatMap(includedIn), ownScript?.name]);
  const scripts = includedIn(after).filter((name) => !ran.has(name));
  return [...new Set([...added, ...unknown.map((text) => text.slice(0, 200)), ...scripts])];
}

/** Names of the scripts that a text includes, in all its branches. */
function includedIn(source: string): string[] {
  const names: string[] = [];
  const open: Command[] = [...parseScript(source).commands];
  for (let one = open.pop(); one; one = open.pop()) {
    if (one.name === 'include') names.push(...valuesOf(one.arguments.at(-1)).map((it) => it.value));
    open.push(...(one.block ?? []));
  }
  return names;
}

/** Tells that mail goes on to others from now on. */
export function forwardingNotice(targets: string[]): Notice {
  const list = targets.map((target) => `    ${target.replace(/\s+/g, ' ')}`).join('\r\n');
  return {
    en: {
      subject: 'Your mail is forwarded to a new address',
      text: [
        'From now on, a filter of yours sends mail on to:',
        '',
        list,
        '',
        'This was confirmed with your password. If it was not you: change your password at once,',
        'and remove the address under Settings, Filters.',
        '',
      ].join('\r\n'),
    },
    fr: {
      subject: 'Votre courrier est transféré à une nouvelle adresse',
      text: [
        'Désormais, l’un de vos filtres transfère du courrier à :',
        '',
        list,
        '',
        'Cela a été confirmé par votre mot de passe. Si ce n’était pas vous : changez tout de suite',
        'de mot de passe, et retirez l’adresse dans Réglages, Filtres.',
        '',
      ].join('\r\n'),
    },
  };
}
