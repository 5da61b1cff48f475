import { expect } from 'vitest';
import type { Filters, Rule, SimpleRule } from '../../../shared/filters.ts';
import { readFilters, writeFilters } from '../../../shared/filters.ts';
import { listMessages } from '../../../shared/messages.ts';
import { ManageSieve } from '../../mail/managesieve/managesieve.ts';
import type { TestBridge, Visitor } from '../../testing.ts';

/** Another mail program of the same person, on its own connection. */
export async function asOther<T>(
  bridge: TestBridge,
  user: string,
  pass: string,
  act: (sieve: ManageSieve) => Promise<T>,
): Promise<T> {
  const sieve = await ManageSieve.open(bridge.context.config.servers.sieve, { user, pass });
  try {
    return await act(sieve);
  } finally {
    await sieve.logout();
  }
}

/** A rule that the editor could make; ids and names do not matter. */
export function ruleOf(parts: Partial<SimpleRule> & Pick<SimpleRule, 'actions'>): SimpleRule {
  const id = `rule-${++made}`;
  return { id, name: id, enabled: true, kind: 'simple', match: 'all', conditions: [], ...parts };
}
let made = 0;

/** A condition that does not say what is usual. */
export const when = (
  on: SimpleRule['conditions'][number]['on'],
  how: SimpleRule['conditions'][number]['how'],
  ...values: string[]
) => ({ on, how, not: false, values });

/** Writes over what is there. */
export async function write(
  visitor: Visitor,
  parts: Partial<Pick<Filters, 'blocked' | 'forwarding'>> & { rules?: Rule[]; password?: string },
): Promise<Filters> {
  const { version } = await visitor.call(readFilters, {});
  return visitor.call(writeFilters, { version, ...parts });
}

/** Subjects of a folder's messages by the alphabet; none of a folder that is not there. */
export async function subjectsIn(visitor: Visitor, folder: string): Promise<string[]> {
  try {
    const { rows } = await visitor.call(listMessages, { folder });
    return rows.map(({ subject }) => subject).sort();
  } catch {
    return [];
  }
}

/** Waits until a folder holds exactly these, by subject. */
export const expectIn = (visitor: Visitor, folder: string, subjects: string[]) =>
  expect.poll(() => subjectsIn(visitor, folder), { timeout: 10_000 }).toEqual(subjects);
