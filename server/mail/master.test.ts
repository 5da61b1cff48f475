import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../mailstack/testing.ts';
import { Refusal } from '../../shared/refusal.ts';
import { readConfig } from '../config.ts';
import type { Login } from './login.ts';
import { errandLogin, ImapPool, type MasterUser } from './pool.ts';
import { Submission } from './smtp.ts';

const ANA = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';
const MASTER: MasterUser = { user: 'tidy', password: 'Every-9-mailbox', separator: '*' };
const KEY = Buffer.alloc(32, 7);
let stack: TestStack;
const pools: ImapPool[] = [];

beforeAll(async () => {
  stack = await startTestStack({ master: MASTER });
  await stack.addMailbox(ANA, PASSWORD);
  await stack.append(ANA, 'INBOX', 'Subject: hers\r\n\r\nHello\r\n');
});
afterAll(async () => {
  for (const pool of pools) await pool.close();
  await stack?.stop();
});

const servers = () => readConfig({ DATA_DIR: stack.dataDir, ...stack.env }, '').servers;
function poolOf(master: MasterUser | null) {
  const pool = new ImapPool(servers().imap, KEY, undefined, master);
  pools.push(pool);
  return pool;
}
const nobodys = (account: string): Login => ({ account, sealed: '', cookieKey: Buffer.alloc(0) });
const count = (pool: ImapPool, login: Login) =>
  pool.inFolder(login, 'INBOX', async (_imap, { exists }) => exists);

describe('the master user of the mail server', () => {
  it('opens a mailbox without its password', async () => {
    expect(await count(poolOf(MASTER), nobodys(ANA))).toBe(1);
  });

  it('is refused with a wrong password, and for a mailbox that is none', async () => {
    const wrong = count(poolOf({ ...MASTER, password: 'wrong' }), nobodys(ANA));
    await expect(wrong).rejects.toMatchObject({ code: 'password-asked' });
    const none = count(poolOf(MASTER), nobodys('nobody@test.example'));
    // Dovecot finds no user behind a master that is right, and calls that an internal error.
    await expect(none).rejects.toBeInstanceOf(Refusal);
  });

  it('leaves its password in no errand (S-36)', async () => {
    const sealed = poolOf(MASTER).entrust(nobodys(ANA), 'errand 1');
    const login = errandLogin(ANA, 'errand 1', sealed);
    expect(() => poolOf(null).credentialsFor(login)).toThrow(Refusal);
    expect(poolOf(MASTER).credentialsFor(login)).toEqual({
      user: `${ANA}*tidy`,
      pass: MASTER.password,
    });
  });

  it('sends no mail', async () => {
    const pool = poolOf(MASTER);
    const smtp = new Submission(servers().smtp, pool);
    async function* bytes() {
      yield Buffer.from('Subject: x\r\n\r\nx\r\n');
    }
    const sent = smtp.submit(nobodys(ANA), { from: ANA, to: [ANA] }, bytes(), async () => {});
    await expect(sent).rejects.toMatchObject({ code: 'login-refused' });
  });

  it('is nobody unless a password is set', async () => {
    const closed = await startTestStack();
    try {
      await closed.addMailbox(ANA, PASSWORD);
      const { imap } = readConfig({ DATA_DIR: closed.dataDir, ...closed.env }, '').servers;
      for (const master of [MASTER, { ...MASTER, password: '' }, { ...MASTER, user: '' }]) {
        const pool = new ImapPool(imap, KEY, undefined, master);
        await expect(count(pool, nobodys(ANA))).rejects.toBeInstanceOf(Refusal);
      }
    } finally {
      await closed.stop();
    }
  });
});
