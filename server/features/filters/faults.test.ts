import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultProxy } from '../../../mailstack/fault-proxy.ts';
import { type SieveFault, startSieveProxy } from '../../../mailstack/sieve-proxy.ts';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { readFilters, writeFilters } from '../../../shared/filters.ts';
import { listMessages } from '../../../shared/messages.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { asOther, ruleOf, write } from './testing.ts';

const ADDRESS = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let proxy: FaultProxy;
let bridge: TestBridge;
let ana: Visitor;
/** Which command of the next write breaks, and how. */
let broken: { at: number; how: SieveFault } | null = null;
let verbs: string[] = [];

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ADDRESS, PASSWORD);
  proxy = await startSieveProxy(stack, (verb) => {
    verbs.push(verb);
    return broken && verbs.length === broken.at ? broken.how : null;
  });
  bridge = await startTestBridge(stack, { SIEVE_URL: proxy.url });
  ana = await bridge.signIn(ADDRESS, PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await proxy?.stop();
  await stack?.stop();
});

const active = () =>
  asOther(bridge, ADDRESS, PASSWORD, async (sieve) => {
    const scripts = await sieve.listScripts();
    const running = scripts.find((one) => one.active);
    return { names: scripts.map(({ name }) => name), text: await sieve.getScript(running!.name) };
  });
const rulesTo = (folder: string) => [ruleOf({ actions: [{ do: 'move', folder }] })];

describe('a connection that breaks at any step of a write (F-25)', () => {
  it.each<SieveFault>(['unsaid', 'half', 'unconfirmed'])(
    'leaves a whole script running, the old or the new (%s)',
    async (how) => {
      await write(ana, { rules: rulesTo('Start') });
      const seen = new Set<string>();
      for (let at = 1; ; at++) {
        broken = null;
        const { text: before } = await active();
        const { version } = await ana.call(readFilters, {});
        verbs = [];
        broken = { at, how };
        const wanted = `Folder${at}${how}`;
        const done = await ana.call(writeFilters, { version, rules: rulesTo(wanted) }).then(
          () => 'done',
          (error) => error.code,
        );
        const wasCut = verbs.length >= at;
        broken = null;
        verbs = [];
        const after = await active();
        if (!wasCut) {
          expect([done, after.names]).toEqual(['done', ['sobre']]);
          break;
        }
        seen.add(done);
        expect(after.text === before || after.text?.includes(wanted)).toBe(true);
        // The page reads what runs, and goes on from there.
        const { rules, active: isActive } = await ana.call(readFilters, {});
        expect([isActive, rules.length]).toEqual([true, 1]);
      }
      expect([...seen]).toContain('sieve-down');
      expect((await active()).names).toEqual(['sobre']);
    },
    60_000,
  );
});

it('without the server the page is told so, and mail goes on (F-25)', async () => {
  const away = await startTestBridge(stack, { SIEVE_URL: 'sieve://127.0.0.1:1?tls=off' });
  const visitor = await away.signIn(ADDRESS, PASSWORD);
  await expect(visitor.call(readFilters, {})).rejects.toMatchObject({
    status: 503,
    code: 'sieve-down',
  });
  expect((await visitor.call(listMessages, { folder: 'INBOX' })).rows).toEqual([]);
  await away.stop();
});
