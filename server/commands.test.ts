import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../mailstack/testing.ts';
import { listMessages } from '../shared/messages.ts';
import { readRetention, writeRetention } from '../shared/retention.ts';
import { runCommand } from './commands.ts';
import type { Environment } from './config-values.ts';
import { startTestBridge, type TestBridge, type Visitor } from './testing.ts';

const PASSWORD = 'Canary-7-tilleul';
const MASTER = { user: 'tidy', password: 'Every-9-mailbox' };
const DAY = 24 * 3600 * 1000;
let stack: TestStack;
let bridge: TestBridge;
let env: Environment;
const people = ['ana', 'bob', 'cleo'].map((name) => `${name}@test.example`);
const visitors: Visitor[] = [];

beforeAll(async () => {
  stack = await startTestStack({ master: MASTER });
  bridge = await startTestBridge(stack);
  env = {
    ...stack.env,
    DATA_DIR: bridge.context.config.dataDir,
    IMAP_MASTER_USER: MASTER.user,
    IMAP_MASTER_PASSWORD: MASTER.password,
  };
  for (const address of people) {
    await stack.addMailbox(address, PASSWORD);
    visitors.push(await bridge.signIn(address, PASSWORD));
  }
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

async function admin(args: string, more: Environment = {}) {
  const said: string[] = [];
  const code = await runCommand(args.split(' '), { ...env, ...more }, (line) => said.push(line));
  return { code, said };
}

const old = (address: string, subject: string) =>
  stack.append(
    address,
    'INBOX',
    `From: Shop <shop@else.example>\r\nSubject: ${subject}\r\n\r\nHello\r\n`,
    [],
    new Date(Date.now() - 30 * DAY),
  );

const keepRule = (visitor: Visitor, on = true) =>
  visitor.call(writeRetention, {
    id: randomUUID(),
    rule: {
      name: 'Canary',
      on,
      place: null,
      choice: { sender: 'shop@else.example' },
      keep: { days: 7 },
      spares: [],
    },
  });

const inbox = async (visitor: Visitor) =>
  (await visitor.call(listMessages, { folder: 'INBOX' })).rows.map(({ subject }) => subject);

describe('npm run admin', () => {
  it('says what it can do', async () => {
    expect(await admin('help')).toMatchObject({ code: 0 });
    const { code, said } = await admin('tiddy');
    expect(code).toBe(1);
    expect(said.join('\n')).toContain('tidy [--dry-run]');
    expect(await admin('tidy --all')).toMatchObject({
      code: 1,
      said: [expect.stringMatching(/^Usage/)],
    });
  });

  it.each([
    [{ IMAP_MASTER_USER: '' }, /^IMAP_MASTER_USER is not set: give/],
    [{ IMAP_MASTER_PASSWORD: '' }, /^IMAP_MASTER_PASSWORD is not set: give/],
    [{ IMAP_MASTER_SEPARATOR: 'ab' }, /^IMAP_MASTER_SEPARATOR is "ab": give/],
    [{ IMAP_MASTER_USER: 'ana*tidy' }, /^IMAP_MASTER_USER is "ana\*tidy": give/],
    [{ IMAP_URL: '' }, /^IMAP_URL is not set/],
  ])('stops at what cannot be right: %o', async (wrong, sentence) => {
    const { code, said } = await admin('tidy', wrong);
    expect({ code, said }).toEqual({ code: 1, said: [expect.stringMatching(sentence)] });
  });
});

describe('npm run admin -- tidy', () => {
  it('says what would go, and leaves it', async () => {
    await old(people[0]!, 'secret');
    await old(people[1]!, 'his');
    await keepRule(visitors[0]!);
    await keepRule(visitors[1]!, false);
    const { code, said } = await admin('tidy --dry-run');
    expect(code).toBe(0);
    expect(said).toEqual([
      'ana@test.example: 1 message, 0.0 MB would go',
      '1 mailbox; 1 message, 0.0 MB would go.',
    ]);
    expect(await inbox(visitors[0]!)).toEqual(['secret']);
  });

  it('stops when the mail server takes no such master', async () => {
    const { code, said } = await admin('tidy', { IMAP_MASTER_PASSWORD: 'wrong' });
    expect(code).toBe(1);
    expect(said.at(-1)).toMatch(/^The mail server opens none of these mailboxes .* "tidy": check/);
    expect(said.join()).not.toContain('wrong');
    expect(await inbox(visitors[0]!)).toEqual(['secret']);
  });

  it('runs the rules of everybody who has some, says how much and nothing of what', async () => {
    const { code, said } = await admin('tidy');
    expect(code).toBe(0);
    expect(said).toEqual([
      'ana@test.example: 1 message, 0.0 MB (1 rule)',
      '1 mailbox; 1 message, 0.0 MB went.',
    ]);
    expect(await inbox(visitors[0]!)).toEqual([expect.stringMatching(/^Your rules tidied/)]);
    expect(await inbox(visitors[1]!)).toEqual(['his']);
    const { rules } = await visitors[0]!.call(readRetention, {});
    expect(rules).toMatchObject([{ lastRun: { messages: 1, state: 'done' } }]);
    expect(rules[0]?.lastRun?.backUntil).toBeGreaterThan(Date.now() + 6 * DAY);
    expect((await admin('tidy')).said[0]).toBe('ana@test.example: not due, its rules ran today');
  });

  it('goes on with the others when a mailbox cannot be done', async () => {
    await old(people[2]!, 'hers');
    await keepRule(visitors[2]!);
    const gone = 'aaron@test.example';
    const { store } = bridge.context;
    const [row] = await store.selectFrom('retention_rules').selectAll().execute();
    await store
      .insertInto('retention_rules')
      .values({ ...row!, account: gone, is_on: 1 })
      .execute();
    const { code, said } = await admin('tidy');
    expect(code).toBe(2);
    expect(said[0]).toMatch(/^aaron@test\.example: failed, its rules cannot be read/);
    expect(said).toContain('cleo@test.example: 1 message, 0.0 MB (1 rule)');
    await store.deleteFrom('retention_rules').where('account', '=', gone).execute();
  });
});
