import type { Forwarding, SimpleRule } from '../filters.ts';
import type { Block } from './blocks.ts';
import { literalLine, literals } from './literals.ts';
import { parseScript } from './parse.ts';
import { printCommand } from './print.ts';
import type { Writing } from './rule-terms.ts';
import { branch, command, type Test, tag, test, text } from './tree.ts';
import { Unsayable } from './unsayable.ts';
import { endFor, writeCustomRule, writeIf, writeMark, writeSimpleRule } from './write-rule.ts';

/** A block as text; '' for one that says nothing. @throws {Unsayable} */
export function writeBlock(block: Block, writing: Writing): string {
  switch (block.kind) {
    case 'reply':
      return writeReply(block.source);
    case 'blocked':
      return writeBlocked(block, writing);
    case 'forwarding':
      return writeForwarding(block.forwarding, writing);
    case 'rule':
      return block.rule.kind === 'simple'
        ? writeSimpleRule(block.rule, writing)
        : writeCustomRule(block.rule);
    case 'include':
      return writeInclude(block.script, writing);
    case 'text':
      return block.source;
  }
}

function writeReply(source: string): string {
  if (source.trim() === '') return '';
  if (source.includes('\0') || !source.isWellFormed()) throw new Unsayable('text', source);
  if (parseScript(source).faults.length > 0) throw new Unsayable('custom', '');
  const end = endFor(source);
  return `${writeMark('reply', { end })}\n${source}\n# sobre:end ${end}`;
}

/** Addresses, and whole domains as `@example.org`. */
function writeBlocked(block: Block & { kind: 'blocked' }, writing: Writing): string {
  const { senders, folder = 'Junk' } = block;
  if (senders.length === 0) return '';
  if (!writing.has('fileinto')) throw new Unsayable('extension', 'fileinto');
  const domains = senders.filter((one) => one.startsWith('@')).map((one) => one.slice(1));
  const addresses = senders.filter((one) => !one.startsWith('@'));
  const tests: Test[] = [];
  if (addresses.length > 0) {
    tests.push(test('address', [tag('is'), text('from'), literals(addresses, writing)]));
  }
  if (domains.length > 0) {
    const args = [tag('domain'), tag('is'), text('from'), literals(domains, writing)];
    tests.push(test('address', args));
  }
  const create = writing.has('mailbox') ? [tag('create')] : [];
  const file = command('fileinto', [...create, literalLine(folder, writing)]);
  const rule = branch('if', [test('anyof', [], tests)], [file, command('stop')]);
  return `# rule:[Blocked senders]\n${writeMark('blocked', {})}\n${printCommand(rule)}`;
}

function writeForwarding(forwarding: Forwarding, writing: Writing): string {
  const rule = forwardingRule(forwarding);
  if (!rule) return '';
  return `# rule:[Forwarding]\n${writeMark('forwarding', {})}\n${writeIf(rule, writing)}`;
}

/** Forwarding as the rule that it is; undefined when no address is known. */
function forwardingRule({ enabled, addresses, keep }: Forwarding) {
  if (addresses.length === 0) return undefined;
  const actions: SimpleRule['actions'] = addresses.map((address) => ({
    do: 'redirect',
    address,
    keep,
  }));
  if (!keep) actions.push({ do: 'stop' });
  return { enabled, match: 'all' as const, conditions: [], actions };
}

/** `:once`, for a script that includes itself through another runs forever. */
function writeInclude(script: string, writing: Writing): string {
  if (!writing.has('include')) throw new Unsayable('extension', 'include');
  // The name is no text with variables in it, and has no slash.
  if (script === '' || !script.isWellFormed() || /[\p{Cc}/]|\$\{/u.test(script))
    throw new Unsayable('line', script);
  const include = command('include', [tag('personal'), tag('once'), text(script)]);
  return `${writeMark('include', {})}\n${printCommand(include)}`;
}
