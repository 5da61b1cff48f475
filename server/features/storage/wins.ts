import type { Choice } from '../../../shared/choice.ts';
import type { Win, WinName } from '../../../shared/storage.ts';
import type { Inventory } from './inventory.ts';

const YEAR = 365;
const MB = 1_000_000;
/** As many as people take in at a glance. */
const BEST = 3;

/** The folders that wins are looked for in; null = there is none of that use. */
export interface WinFolders {
  trash: string | null;
  junk: string | null;
  sent: string | null;
}

/** The heaviest of what hardly anybody regrets, as far as the mailbox is known: none when nothing could go. */
export async function bestWins(
  inventory: Pick<Inventory, 'pick'>,
  account: string,
  folders: WinFolders,
): Promise<Win[]> {
  const wins: Win[] = [];
  for (const [name, choice] of choicesOf(folders)) {
    const weight = await weigh(inventory, account, choice);
    if (weight.messages) wins.push({ name, choice, ...weight, opened: 0 });
  }
  const best = wins.toSorted((a, b) => b.bytes - a.bytes).slice(0, BEST);
  for (const win of best) {
    const { messages } = await weigh(inventory, account, { ...win.choice, unopened: true });
    win.opened = win.messages - messages;
  }
  return best;
}

/** What is known before anybody read the mailbox: the server counts Trash and Junk itself. */
export function firstWins(
  { trash, junk }: WinFolders,
  counted: { folder: string; messages: number; bytes: number | null }[],
): Win[] {
  const wins = choicesOf({ trash, junk, sent: null }).flatMap(([name, choice]) => {
    const found = counted.find(({ folder }) => choice.folders?.includes(folder));
    if (!found?.messages || !found.bytes) return [];
    const { messages, bytes } = found;
    return [{ name, choice, messages, bytes, opened: 0, oldest: null, newest: null }];
  });
  return wins.toSorted((a, b) => b.bytes - a.bytes);
}

function choicesOf({ trash, junk, sent }: WinFolders): [WinName, Choice][] {
  const choices: [WinName, Choice | null][] = [
    ['trash', trash === null ? null : { folders: [trash] }],
    ['junk', junk === null ? null : { folders: [junk] }],
    ['sent-files', sent === null ? null : { folders: [sent], filesOver: 5 * MB }],
    ['newsletters', { newsletters: true, olderThan: YEAR }],
    ['duplicates', { marked: 'duplicate' }],
    ['large', { largerThan: 10 * MB, olderThan: YEAR }],
  ];
  return choices.filter((one): one is [WinName, Choice] => one[1] !== null);
}

async function weigh(inventory: Pick<Inventory, 'pick'>, account: string, choice: Choice) {
  const weight = { messages: 0, bytes: 0 };
  let oldest: number | null = null;
  let newest: number | null = null;
  for (const { sizes, received } of await inventory.pick(account, choice)) {
    weight.messages += sizes.length;
    for (const size of sizes) weight.bytes += size;
    for (const time of received) {
      oldest = Math.min(oldest ?? time, time);
      newest = Math.max(newest ?? time, time);
    }
  }
  return { ...weight, oldest, newest };
}
