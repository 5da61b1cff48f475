import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import { startTestBridge, type TestBridge } from '../../testing.ts';
import { seal } from '../sealed.ts';
import type { MailServer } from '../servers.ts';
import { scriptFaults } from './failures.ts';
import { ManageSieve, SieveRefused } from './managesieve.ts';
import { ScriptServer } from './script-server.ts';

const ADDRESS = 'ana@test.example';
// Not of ASCII, and with what a quoted string would have to escape.
const PASSWORD = 'Tilleul"é\\☂-7';
let stack: TestStack;
let bridge: TestBridge;
let server: MailServer;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ADDRESS, PASSWORD);
  bridge = await startTestBridge(stack);
  server = bridge.context.config.servers.sieve;
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

const open = (pass = PASSWORD) => ManageSieve.open(server, { user: ADDRESS, pass });
const refused = (error: unknown) => (error as SieveRefused).ending;

describe('ManageSieve against Pigeonhole', () => {
  it('signs in over TLS, and hears what the server can do', async () => {
    const sieve = await open();
    expect(server.security).toBe('starttls');
    expect(sieve.capabilities).toMatchObject({ isWhole: true, startTls: false });
    expect(sieve.capabilities.extensions).toEqual(expect.arrayContaining(['fileinto', 'include']));
    await sieve.logout();
  });

  it('puts, lists, reads, activates, renames and deletes, names and texts as they are', async () => {
    const sieve = await open();
    const name = 'Vacances "été" \\ {5+} ☀';
    const source = '# é "x" {3+}\r\nkeep; # \\\r\n'.repeat(200);
    await sieve.haveSpace(name, source.length);
    await sieve.putScript(name, source);
    await sieve.putScript('other', '');
    await sieve.setActive(name);
    expect(await sieve.listScripts()).toEqual(
      expect.arrayContaining([
        { name, active: true },
        { name: 'other', active: false },
      ]),
    );
    expect(await sieve.getScript(name)).toBe(source);
    expect(await sieve.getScript('nobody')).toBeNull();
    await sieve.renameScript(name, 'renamed');
    expect(await sieve.listScripts()).toContainEqual({ name: 'renamed', active: true });
    await expect(sieve.deleteScript('renamed')).rejects.toSatisfy(
      (error) => refused(error).code === 'ACTIVE',
    );
    await expect(sieve.renameScript('renamed', 'other')).rejects.toSatisfy(
      (error) => refused(error).code === 'ALREADYEXISTS',
    );
    await sieve.setActive('');
    await sieve.deleteScript('renamed');
    await sieve.deleteScript('other');
    expect(await sieve.listScripts()).toEqual([]);
    await sieve.logout();
  });

  it('hears where a script is wrong, and goes on', async () => {
    const sieve = await open();
    const words = await sieve.checkScript('keep;\r\nfileinto "x";\r\nfoo;\r\n').catch(refused);
    const faults = scriptFaults((words as { text: string }).text);
    expect(faults.map(({ line }) => line)).toEqual(expect.arrayContaining([2, 3]));
    expect(faults[0]?.message).toMatch(/fileinto/);
    await sieve.checkScript('keep;\r\n');
    await expect(sieve.haveSpace('x', 2 ** 31)).rejects.toSatisfy((error) =>
      refused(error).code.startsWith('QUOTA'),
    );
    await sieve.logout();
  });

  it('a wrong password is refused', async () => {
    await expect(open('wrong')).rejects.toBeInstanceOf(SieveRefused);
  });

  it('lends at most two connections to an account at once, and gives the third its turn', async () => {
    const scripts = new ScriptServer(server, bridge.context.mail);
    let open = 0;
    let most = 0;
    let isFull = () => {};
    const full = new Promise<void>((resolve) => {
      isFull = resolve;
    });
    const lent = Array.from({ length: 5 }, () =>
      scripts.use(loginOf(), async (sieve) => {
        most = Math.max(most, ++open);
        if (open === 2) isFull();
        await full;
        await sieve.listScripts();
        open--;
      }),
    );
    await Promise.all(lent);
    expect(most).toBe(2);
  });

  it('says that the server is down when it is (F-25)', async () => {
    const away = new ScriptServer({ ...server, port: 1 }, bridge.context.mail);
    const error = await away.use(loginOf(), async () => {}).catch((one) => one);
    expect((error as Refusal).code).toBe('sieve-down');
  });
});

/** What a session holds, made by the bridge's own key. */
function loginOf() {
  const cookieKey = Buffer.alloc(32, 7);
  const { secretKey } = bridge.context.config;
  return { account: ADDRESS, sealed: seal(PASSWORD, ADDRESS, cookieKey, secretKey), cookieKey };
}
