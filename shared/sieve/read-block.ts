import type { Block } from './blocks.ts';
import { type Dialect, meantBy } from './literals.ts';
import { readActions } from './read-action.ts';
import { readRuleBody } from './read-rule.ts';
import type { Comment } from './tokens.ts';
import { type Command, valuesOf } from './tree.ts';

/** Reads what a mark of ours says it is; undefined when the command says something else by now. */
export function readMarked(
  kind: string,
  command: Command,
  comments: Comment[],
  dialect: Dialect,
): Block | undefined {
  switch (kind) {
    case 'blocked':
      return readBlocked(command, dialect);
    case 'forwarding':
      return readForwarding(command, comments, dialect);
    case 'include':
      return readInclude(command);
    default:
      return undefined;
  }
}

function readBlocked({ name, tests, block = [] }: Command, dialect: Dialect): Block | undefined {
  const [file, stop, ...more] = readActions(block, dialect) ?? [];
  if (file?.do !== 'move' || stop?.do !== 'stop' || more.length > 0) return undefined;
  if (name !== 'if' || tests[0]?.name !== 'anyof') return undefined;
  const senders: string[] = [];
  for (const { name: test, arguments: args } of tests[0].tests) {
    const tags = args.map((argument) => (argument.kind === 'tag' ? argument.name : '')).join(' ');
    const domain = tags.startsWith('domain is');
    const [field, keys] = args.filter(({ kind }) => kind !== 'tag');
    const fromField = valuesOf(field).map(({ value }) => value);
    if (test !== 'address' || fromField.join() !== 'from') return undefined;
    if (!domain && !tags.startsWith('is')) return undefined;
    for (const node of valuesOf(keys)) {
      const sender = meantBy(node, dialect);
      if (sender === undefined) return undefined;
      senders.push(domain ? `@${sender}` : sender);
    }
  }
  return { kind: 'blocked', senders, ...(file.folder !== 'Junk' && { folder: file.folder }) };
}

function readForwarding(
  command: Command,
  comments: Comment[],
  dialect: Dialect,
): Block | undefined {
  const body = readRuleBody(command, comments, dialect);
  if (!body || body.conditions.length > 0) return undefined;
  const redirects = body.actions.flatMap((one) => (one.do === 'redirect' ? [one] : []));
  const keep = redirects[0]?.keep;
  if (keep === undefined || redirects.some((one) => one.keep !== keep)) return undefined;
  const rest = body.actions.slice(redirects.length).map((one) => one.do);
  if (rest.join() !== (keep ? '' : 'stop')) return undefined;
  const addresses = redirects.map(({ address }) => address);
  return { kind: 'forwarding', forwarding: { enabled: body.enabled, addresses, keep } };
}

function readInclude({ name, arguments: args }: Command): Block | undefined {
  const tags = args.map((argument) => (argument.kind === 'tag' ? argument.name : ''));
  const [script] = valuesOf(args.at(-1));
  const ours = name === 'include' && tags.join(' ').trim() === 'personal once';
  return ours && script ? { kind: 'include', script: script.value } : undefined;
}
