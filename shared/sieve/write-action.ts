import type { Action } from '../filters.ts';
import { literal, literalLine, literals } from './literals.ts';
import { isAnswered, setAnswered } from './reply-guard.ts';
import { isKeyword, isSendable, type Writing } from './rule-terms.ts';
import { type Argument, branch, type Command, command, number, tag, test, text } from './tree.ts';
import { Unsayable } from './unsayable.ts';

/** Actions as commands, in the order in which they have to stand. @throws {Unsayable} */
export function writeActions(actions: Action[], writing: Writing): Command[] {
  const rejects = actions.some((action) => action.do === 'reject');
  const delivers = actions.some((action) => DELIVERING.has(action.do));
  // A server that is told both does neither, and puts the message into the Inbox.
  if (rejects && delivers) throw new Unsayable('reject', '');
  return inOrder(actions).map((action) => writeAction(action, writing));
}

const DELIVERING = new Set<Action['do']>(['move', 'copy', 'keep', 'redirect']);
const MARKING = new Set<Action['do']>(['tag', 'star', 'read']);

/** Flags first, for they are given to what is delivered after them; `stop` last. */
export function inOrder(actions: Action[]): Action[] {
  const rank = (action: Action) => (MARKING.has(action.do) ? 0 : action.do === 'stop' ? 2 : 1);
  return actions.toSorted((a, b) => rank(a) - rank(b));
}

function writeAction(action: Action, writing: Writing): Command {
  switch (action.do) {
    case 'move':
      return writeFileinto(action.folder, [], writing);
    case 'copy':
      needs('copy', writing);
      return writeFileinto(action.folder, [tag('copy')], writing);
    case 'tag':
      if (!isKeyword(action.keyword)) throw new Unsayable('keyword', action.keyword);
      return writeFlag(action.keyword, writing);
    case 'star':
      return writeFlag('\\Flagged', writing);
    case 'read':
      return writeFlag('\\Seen', writing);
    case 'redirect':
      if (!isSendable(action.address)) throw new Unsayable('address', action.address);
      if (action.keep) needs('copy', writing);
      return command('redirect', [
        ...(action.keep ? [tag('copy')] : []),
        literalLine(action.address, writing),
      ]);
    case 'reject':
      return writeReject(action.reason, writing);
    case 'reply':
      return writeReply(action, writing);
    case 'discard':
    case 'keep':
    case 'stop':
      return command(action.do);
  }
}

/** The folder is made when it is missing, where the server can (RFC 5490). */
function writeFileinto(folder: string, tags: Argument[], writing: Writing): Command {
  needs('fileinto', writing);
  if (folder === '') throw new Unsayable('folder', folder);
  const create = writing.has('mailbox') ? [tag('create')] : [];
  return command('fileinto', [...tags, ...create, literalLine(folder, writing)]);
}

function writeFlag(flag: string, writing: Writing): Command {
  needs('imap4flags', writing);
  return command('addflag', [text(flag)]);
}

function writeReject(reason: string, writing: Writing): Command {
  const name = writing.has('reject') ? 'reject' : 'ereject';
  needs(name, writing);
  return command(name, [literal(reason, writing)]);
}

function writeReply(action: Action & { do: 'reply' }, writing: Writing): Command {
  needs('vacation', writing);
  const { subject, text: message, days, addresses = [] } = action;
  const args: Argument[] = [tag('days'), number(days)];
  if (subject) args.push(tag('subject'), literalLine(subject, writing));
  if (addresses.length > 0) args.push(tag('addresses'), literals(addresses, writing));
  const vacation = command('vacation', [...args, literal(message, writing)]);
  if (!writing.variables) return vacation;
  return branch('if', [test('not', [], [isAnswered()])], [vacation, setAnswered()]);
}

function needs(extension: string, writing: Writing): void {
  if (!writing.has(extension)) throw new Unsayable('extension', extension);
}
