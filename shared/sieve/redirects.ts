import { extensionsRequired } from './needs.ts';
import { parseScript } from './parse.ts';
import { type Argument, type Command, valuesOf } from './tree.ts';

export interface Redirects {
  /** Addresses that mail may be sent on to, as written, each once. */
  addresses: string[];
  /** The texts of those that are known only when the script runs (variables, lists, unreadable scripts). */
  unknown: string[];
}

/**
 * Where a script may send mail: redirects, notices by mail and reports, in every branch but that of a
 * plain `if false`. Included scripts are not looked into.
 */
export function redirectsOf(source: string): Redirects {
  const { commands, faults } = parseScript(source);
  const required = extensionsRequired(commands);
  const expands = required.has('variables') || required.has('encoded-character');
  const found = { addresses: new Set<string>(), unknown: new Set<string>() };
  // What a server made of such a script nobody knows.
  if (faults.length > 0) found.unknown.add(source);
  for (const value of targets(commands)) {
    const known = value !== undefined && !(expands && value.includes('${'));
    if (known) found.addresses.add(value);
    else found.unknown.add(value ?? '');
  }
  return { addresses: [...found.addresses], unknown: [...found.unknown] };
}

function* targets(commands: Command[]): Generator<string | undefined> {
  for (const { name, arguments: args, tests, block } of commands) {
    if (name === 'redirect') {
      const list = args.some((argument) => argument.kind === 'tag' && argument.name === 'list');
      yield list ? undefined : valuesOf(args.at(-1))[0]?.value;
    }
    if (name === 'notify' || name === 'report') yield* noticeTargets(name, args);
    const dead = name === 'if' && tests[0]?.name === 'false';
    if (block && !dead) yield* targets(block);
  }
}

/** `notify "mailto:…"` (RFC 5436), the older one's `:options`, and the address of Dovecot's `report`. */
function* noticeTargets(name: string, args: Argument[]): Generator<string> {
  for (const { value } of args.flatMap(valuesOf)) {
    const [, address, query] = /^mailto:([^?]*)(?:\?(.*))?$/is.exec(value) ?? [];
    if (address !== undefined) {
      const more = [...new URLSearchParams(query)].filter(([field]) =>
        /^(to|cc|bcc)$/i.test(field),
      );
      yield* [address, ...more.map(([, to]) => to)].flatMap((list) => list.split(',')).map(decoded);
    } else if (value.includes('@') && (name === 'report' || /^\S+$/.test(value))) yield value;
  }
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
