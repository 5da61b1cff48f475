import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { readCleanUps, undoCleanUp } from '../../../shared/clean-up.ts';
import {
  readRetention,
  runRetention,
  writeReminder,
  writeRetention,
} from '../../../shared/retention.ts';
import { findCleanUp } from '../../store/clean-ups.ts';
import { readTurn } from '../../store/retention-turns.ts';
import { startTestBridge, type TestBridge } from '../../testing.ts';
import { requireSession } from '../session/session.ts';
import { runRules } from './run.ts';
import { DAY, keeps, makePerson, type Person, rule } from './testing.ts';
import { lookAfter, retentionVisits } from './visits.ts';

let stack: TestStack;
let bridge: TestBridge;

beforeAll(async () => {
  stack = await startTestStack();
  bridge = await startTestBridge(stack);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

const somebody = () => makePerson(stack, bridge);

const junk = rule({ name: 'Junk', place: 'junk', choice: {}, keep: { days: 30 }, spares: [] });

describe('runs', () => {
  it('come once a day, by one of many', async () => {
    const ana = await somebody();
    await ana.has('INBOX', 'old', { days: 8 });
    await keeps(ana, rule());
    const { session } = ana;
    const now = Date.now();
    const all = await Promise.all(
      [1, 2, 3, 4].map(() => runRules(bridge.context, session, { now })),
    );
    expect(all.map(({ outcome }) => outcome).sort()).toEqual([
      'not-due',
      'not-due',
      'not-due',
      'ran',
    ]);
    await ana.has('INBOX', 'old, too', { days: 8 });
    await lookAfter(bridge.context, session, now + DAY / 2);
    expect(await ana.subjects('INBOX')).toContain('old, too');
    await lookAfter(bridge.context, session, now + DAY);
    expect(await ana.subjects('INBOX')).not.toContain('old, too');
    const { nextRun, running } = await ana.visitor.call(readRetention, {});
    expect(nextRun).toBe(now + DAY + 20 * 3600 * 1000);
    expect(running).toBe(false);
  });

  it('leave a rule alone that is off, and a person who cleans up by hand', async () => {
    const ana = await somebody();
    await ana.has('INBOX', 'old', { days: 8 });
    const id = await keeps(ana, rule({ on: false }));
    expect(await ana.run()).toMatchObject({ outcome: 'ran', rules: 0 });
    await ana.visitor.call(writeRetention, { id, rule: rule() });
    expect(await ana.run(Date.now() + 1)).toMatchObject({ messages: 1 });
    const { cleanUps } = await ana.visitor.call(readCleanUps, {});
    const set = (state: string) =>
      bridge.context.store
        .updateTable('clean_ups')
        .set({ state, due_at: null })
        .where('id', '=', cleanUps[0]!.id)
        .execute();
    await set('running');
    expect(await ana.run(Date.now() + 2)).toMatchObject({ outcome: 'busy' });
    await set('done');
    expect(await ana.run(Date.now() + 3)).toMatchObject({ outcome: 'ran' });
  });

  it('begin when they are asked for, and tell the pages', async () => {
    const ana = await somebody();
    await ana.has('INBOX', 'old', { days: 8 });
    const page = await ana.visitor.listen();
    await keeps(ana, rule());
    await page.hears('retention');
    await ana.visitor.call(runRetention, {});
    const done = await page.hears('clean-up', ({ cleanUp }) => cleanUp.state === 'done', 20_000);
    expect(done.cleanUp).toMatchObject({ tool: 'retention', about: 'Shop', messages: 1 });
    page.close();
  });

  it('come some time after whoever signed in', async () => {
    const ana = await somebody();
    await ana.has('INBOX', 'old', { days: 8 });
    await keeps(ana, rule());
    const app = express();
    app.use(requireSession(bridge.context), retentionVisits(bridge.context, 1), (_, response) => {
      response.end();
    });
    const door = app.listen(0);
    const { port } = door.address() as AddressInfo;
    const headers = { Cookie: ana.visitor.cookie };
    await Promise.all([1, 2, 3].map(() => fetch(`http://localhost:${port}/`, { headers })));
    await expect.poll(() => ana.subjects('Trash'), { timeout: 20_000 }).toEqual(['old']);
    door.close();
  });

  it('do nothing for who has signed out', async () => {
    const ana = await somebody();
    await ana.has('INBOX', 'old', { days: 8 });
    await keeps(ana, rule());
    const { session } = ana;
    await lookAfter(bridge.context, { ...session, sessionId: 'over' });
    expect(await ana.subjects('INBOX')).toEqual(['old']);
  });
});

describe('the letter that lists what went', () => {
  const letters = (ana: Person) => ana.subjects('INBOX', true);

  it('comes at most once a week, with everything since', async () => {
    const ana = await somebody();
    const now = Date.now();
    await ana.has('INBOX', 'a', { days: 80 });
    await keeps(ana, rule());
    await ana.run(now);
    expect(await letters(ana)).toEqual([
      expect.stringMatching(/^Your rules tidied: 1 message, \d/),
    ]);
    await ana.has('INBOX', 'b', { days: 80 });
    await ana.run(now + DAY);
    await ana.has('INBOX', 'c', { days: 80 });
    await ana.run(now + 2 * DAY);
    expect(await letters(ana)).toHaveLength(1);
    // What was put back has not gone.
    await ana.has('INBOX', 'd', { days: 80 });
    await ana.run(now + 3 * DAY);
    const [kept] = (await ana.visitor.call(readRetention, {})).rules;
    await ana.visitor.call(undoCleanUp, { id: kept!.lastRun!.cleanUp! });
    await expect.poll(() => ana.subjects('INBOX')).toEqual(['d']);
    await ana.run(now + 8 * DAY);
    expect((await letters(ana)).sort()[1]).toMatch(/: 2 messages, /);
    await ana.run(now + 16 * DAY);
    expect(await letters(ana)).toHaveLength(2);
    const text = await stack.doveadm(
      'fetch',
      '-u',
      ana.address,
      'body',
      'mailbox',
      'INBOX',
      'header',
      'subject',
      'tidied: 2',
    );
    expect(text).toContain('Shop: 2 messages');
    expect(text).toContain('/settings/storage/rules');
  });

  it('does not come when nobody wants it', async () => {
    const ana = await somebody();
    await ana.visitor.call(writeReminder, { remind: false });
    await ana.has('INBOX', 'a', { days: 80 });
    await keeps(ana, rule());
    await ana.run();
    expect(await letters(ana)).toEqual([]);
    await ana.visitor.call(writeReminder, { remind: true });
    await ana.run(Date.now() + DAY);
    expect(await letters(ana)).toEqual([]);
    expect(await readTurn(bridge.context.store, ana.address)).toMatchObject({ remindedAt: null });
  });

  it('says what is gone for good, and no more than the name of the rule', async () => {
    const ana = await somebody();
    await ana.has('Junk', 'Buy!', {});
    await keeps(ana, { ...junk, name: 'Junk: <b>30</b> days' });
    await ana.run(Date.now() + 40 * DAY);
    const [kept] = (await ana.visitor.call(readRetention, {})).rules;
    const entry = await findCleanUp(bridge.context.store, ana.address, kept!.lastRun!.cleanUp!);
    expect(entry?.freed).toBeGreaterThan(0);
    const text = await stack.doveadm('fetch', '-u', ana.address, 'body', 'mailbox', 'INBOX', 'all');
    expect(text).toContain('Deleted for good');
    expect(text).toContain('Junk: <b>30</b> days: 1 message');
    expect(text).not.toContain('Buy!');
  });
});
