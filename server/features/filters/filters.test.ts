import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import {
  adoptScript,
  blockSender,
  checkScript,
  listScriptVersions,
  readFilters,
  readScript,
  writeFilters,
  writeScript,
} from '../../../shared/filters.ts';
import { listMessages } from '../../../shared/messages.ts';
import type { ManageSieve } from '../../mail/managesieve/managesieve.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { asOther, expectIn, ruleOf, subjectsIn, when, write } from './testing.ts';

const PASSWORD = 'Canary-7-tilleul';
const VARIABLE = `\${x}`;
let stack: TestStack;
let bridge: TestBridge;
/** Somebody new for each test, so that none sees another's script. */
let address = '';
let ana: Visitor;
let count = 0;

beforeAll(async () => {
  stack = await startTestStack();
  bridge = await startTestBridge(stack);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});
beforeEach(async () => {
  address = `ana${++count}@test.example`;
  await stack.addMailbox(address, PASSWORD);
  ana = await bridge.signIn(address, PASSWORD);
});

const other = <T>(act: (sieve: ManageSieve) => Promise<T>) =>
  asOther(bridge, address, PASSWORD, act);
const scripts = () => other((sieve) => sieve.listScripts());
const deliver = (subject: string, from = 'zoe@else.example', more = {}) =>
  stack.deliver({ from, to: address, subject, text: `About ${subject}`, ...more });
const toFolder = (subject: string, folder: string) =>
  ruleOf({
    conditions: [when('subject', 'contains', subject)],
    actions: [{ do: 'move', folder }, { do: 'stop' }],
  });

describe('rules in the script of a real server', () => {
  it('begin on an account without any, and are read as they were written', async () => {
    expect(await ana.call(readFilters, {})).toMatchObject({
      rules: [],
      blocked: [],
      forwarding: { enabled: false },
      ownScript: null,
      active: false,
      extensions: expect.arrayContaining(['fileinto', 'include']),
    });
    const rules = [toFolder('Bills', 'Été/Bills')];
    const written = await write(ana, { rules });
    expect(written).toMatchObject({ rules, active: true });
    expect(await ana.call(readFilters, {})).toEqual(written);
    expect(await scripts()).toEqual([{ name: 'sobre', active: true }]);
    await deliver('Bills of May');
    await deliver('Hello');
    await expectIn(ana, 'Été/Bills', ['Bills of May']);
    await expectIn(ana, 'INBOX', ['Hello']);
    expect((await write(ana, { rules: [] })).rules).toEqual([]);
    expect(await scripts()).toEqual([{ name: 'sobre', active: true }]);
  });

  it('tag, star, mark as read, copy, discard and reject real mail', async () => {
    await write(ana, {
      rules: [
        ruleOf({
          conditions: [when('subject', 'is', 'marked')],
          actions: [{ do: 'tag', keyword: 'Work' }, { do: 'star' }, { do: 'read' }],
        }),
        ruleOf({
          conditions: [when('subject', 'is', 'copied')],
          actions: [{ do: 'copy', folder: 'Copies' }],
        }),
        ruleOf({ conditions: [when('subject', 'is', 'gone')], actions: [{ do: 'discard' }] }),
        ruleOf({
          conditions: [when('subject', 'is', 'no')],
          actions: [{ do: 'reject', reason: 'Not here.' }],
        }),
      ],
    });
    for (const subject of ['gone', 'no', 'copied', 'marked']) await deliver(subject);
    await expectIn(ana, 'Copies', ['copied']);
    await expectIn(ana, 'INBOX', ['copied', 'marked']);
    const { rows } = await ana.call(listMessages, { folder: 'INBOX' });
    const { flags } = rows.find(({ subject }) => subject === 'marked')!;
    expect(flags).toEqual(expect.arrayContaining(['Work', '\\Flagged', '\\Seen']));
  });

  it('block senders and whole domains, once each, and let them go', async () => {
    await ana.call(blockSender, { sender: 'Pest@Bad.example', block: true });
    await ana.call(blockSender, { sender: 'pest@bad.example', block: true });
    await ana.call(blockSender, { sender: '@spam.example', block: true });
    const { blocked } = await ana.call(readFilters, {});
    expect(blocked).toEqual(['pest@bad.example', '@spam.example']);
    await deliver('from pest', 'pest@bad.example');
    await deliver('from domain', 'anyone@spam.example');
    await deliver('from friend', 'friend@bad.example');
    await expectIn(ana, 'INBOX', ['from friend']);
    await expectIn(ana, 'Junk', ['from domain', 'from pest']);
    await ana.call(blockSender, { sender: 'PEST@bad.example', block: false });
    expect((await ana.call(readFilters, {})).blocked).toEqual(['@spam.example']);
    const wrong = ana.call(blockSender, { sender: 'not an address', block: true });
    await expect(wrong).rejects.toMatchObject({ status: 422, code: 'address-wrong' });
  });
});

describe('a script that was there before', () => {
  const OWN =
    '# mine\r\nrequire ["fileinto","mailbox"];\r\nif header :is "subject" "own" { fileinto :create "Own"; }\r\n';

  it('stays byte for byte, and goes on running after ours', async () => {
    await other(async (sieve) => {
      await sieve.putScript('mine "é"', OWN);
      await sieve.setActive('mine "é"');
    });
    const before = await ana.call(readFilters, {});
    expect(before).toMatchObject({ active: false, ownScript: { name: 'mine "é"', source: OWN } });
    expect((await ana.call(readScript, {})).source).toContain('include :personal');
    await write(ana, { rules: [toFolder('Bills', 'Bills')] });
    expect(await other((sieve) => sieve.getScript('mine "é"'))).toBe(OWN);
    expect(await scripts()).toEqual(
      expect.arrayContaining([
        { name: 'mine "é"', active: false },
        { name: 'sobre', active: true },
      ]),
    );
    await deliver('own');
    await deliver('Bills');
    await expectIn(ana, 'Own', ['own']);
    await expectIn(ana, 'Bills', ['Bills']);
    expect((await ana.call(readFilters, {})).ownScript).toMatchObject({ source: OWN });
  });

  it('of Roundcube becomes rules that can be edited, and stays on the server', async () => {
    const roundcube = [
      'require ["fileinto","imap4flags"];',
      '# rule:[Lists]',
      'if allof (header :contains "subject" "list")',
      '{',
      '\tfileinto "Lists";',
      '\tstop;',
      '}',
      '# rule:[Off]',
      'if false # anyof (header :contains "from" "x@y.example")',
      '{',
      '\taddflag "\\\\Seen";',
      '}',
      '',
    ].join('\r\n');
    await other(async (sieve) => {
      await sieve.putScript('roundcube', roundcube);
      await sieve.setActive('roundcube');
    });
    const { version, ownScript } = await ana.call(readFilters, {});
    expect(ownScript?.editable).toBe(2);
    const adopted = await ana.call(adoptScript, { version });
    expect(adopted.ownScript).toBeNull();
    expect(adopted.rules.map(({ name, enabled, kind }) => [name, enabled, kind])).toEqual([
      ['Lists', true, 'simple'],
      ['Off', false, 'simple'],
    ]);
    expect(await other((sieve) => sieve.getScript('roundcube'))).toBe(roundcube);
    await deliver('the list');
    await expectIn(ana, 'Lists', ['the list']);
  });

  it('activated by another program is told, and ours comes back with it', async () => {
    await write(ana, { rules: [toFolder('Bills', 'Bills')] });
    await other(async (sieve) => {
      await sieve.putScript('other', 'keep;\r\n');
      await sieve.setActive('other');
    });
    const seen = await ana.call(readFilters, {});
    expect(seen).toMatchObject({ active: false, ownScript: { name: 'other' } });
    expect(seen.rules).toHaveLength(1);
    await ana.call(blockSender, { sender: 'a@b.example', block: true });
    expect(await ana.call(readFilters, {})).toMatchObject({
      active: true,
      ownScript: { name: 'other' },
      blocked: ['a@b.example'],
    });
  });
});

describe('the text', () => {
  it('is checked by the server, written as it is, and kept in ten versions', async () => {
    const { faults } = await ana.call(checkScript, { source: 'keep;\r\nbogus;\r\n' });
    expect(faults).toMatchObject([{ line: 2 }]);
    expect(await ana.call(checkScript, { source: 'keep;' })).toEqual({ faults: [] });
    let { version } = await ana.call(readScript, {});
    for (let i = 0; i < 12; i++) {
      const source = `# version ${i}\r\nkeep;\r\n`;
      const written = await ana.call(writeScript, { version, source });
      expect(written.source).toBe(source);
      version = written.version;
    }
    const refused = ana.call(writeScript, { version, source: 'require "nothing";\r\n' });
    await expect(refused).rejects.toMatchObject({ status: 422, code: 'sieve-extension' });
    const broken = ana.call(writeScript, { version, source: 'keep;\r\nbogus;\r\n' });
    await expect(broken).rejects.toMatchObject({
      code: 'script-refused',
      details: { faults: [{ line: 2 }] },
    });
    const { versions } = await ana.call(listScriptVersions, {});
    expect(versions.map(({ source }) => source)).toEqual(
      Array.from({ length: 10 }, (_, i) => `# version ${10 - i}\r\nkeep;\r\n`),
    );
    expect((await ana.call(readScript, {})).source).toBe('# version 11\r\nkeep;\r\n');
    expect(await scripts()).toEqual([{ name: 'sobre', active: true }]);
  });

  it('changed by another program meanwhile is not written over (F-25)', async () => {
    const { version } = await write(ana, { rules: [toFolder('a', 'A')] });
    const theirs = 'keep; # theirs\r\n';
    await other((sieve) => sieve.putScript('sobre', theirs));
    const late = ana.call(writeFilters, { version, rules: [] });
    await expect(late).rejects.toMatchObject({ status: 409, code: 'script-changed' });
    const raw = ana.call(writeScript, { version, source: 'keep;' });
    await expect(raw).rejects.toMatchObject({ status: 409, code: 'script-changed' });
    expect(await other((sieve) => sieve.getScript('sobre'))).toBe(theirs);
    // An act that names no version is made to what stands there now.
    await ana.call(blockSender, { sender: 'a@b.example', block: true });
    expect((await ana.call(readScript, {})).source).toContain('# theirs');
  });

  it('many changes at once are all made, one after the other', async () => {
    const senders = Array.from({ length: 6 }, (_, i) => `pest${i}@bad.example`);
    await Promise.all(senders.map((sender) => ana.call(blockSender, { sender, block: true })));
    expect((await ana.call(readFilters, {})).blocked.sort()).toEqual(senders);
  });

  it('another page hears of it', async () => {
    const page = await ana.listen();
    await write(ana, { rules: [toFolder('a', 'A')] });
    await page.hears('filters');
    page.close();
  });
});

describe('mail that begins to go elsewhere needs the password and is announced (S-11)', () => {
  const target = 'elsewhere@test.example';
  beforeAll(() => stack.addMailbox(target, PASSWORD));
  const announced = async () =>
    (await subjectsIn(ana, 'INBOX')).filter((subject) => subject.includes('forwarded'));

  it('by forwarding: the mail arrives there, and here', async () => {
    const forwarding = { enabled: true, addresses: [target], keep: true };
    await expect(write(ana, { forwarding })).rejects.toMatchObject({
      status: 403,
      code: 'password-needed',
    });
    await expect(write(ana, { forwarding, password: 'wrong' })).rejects.toMatchObject({
      code: 'password-wrong',
    });
    expect(await scripts()).toEqual([]);
    await write(ana, { forwarding, password: PASSWORD });
    await deliver(`to both ${count}`);
    const there = await bridge.signIn(target, PASSWORD);
    await expect.poll(() => subjectsIn(there, 'INBOX')).toContain(`to both ${count}`);
    await expect.poll(() => subjectsIn(ana, 'INBOX')).toContain(`to both ${count}`);
    expect(await announced()).toHaveLength(1);
    // The same address again is nothing new; off and on again is.
    await write(ana, { forwarding: { ...forwarding, keep: false } });
    await write(ana, { forwarding: { ...forwarding, enabled: false } });
    await expect(write(ana, { forwarding })).rejects.toMatchObject({ code: 'password-needed' });
    expect(await announced()).toHaveLength(1);
  });

  it('is refused for more addresses than the server sends on to', async () => {
    const addresses = Array.from({ length: 11 }, (_, i) => `a${i}@else.example`);
    const forwarding = { enabled: true, addresses, keep: true };
    await expect(write(ana, { forwarding, password: PASSWORD })).rejects.toMatchObject({
      status: 422,
      code: 'too-many-redirects',
      details: { reason: '10' },
    });
  });

  it.each([
    ['a rule', `if true { redirect "${target}"; }`],
    ['a notice', 'require "enotify"; notify "mailto:elsewhere@test.example";'],
    [
      'an address put together',
      `require "variables"; set "a" "elsewhere"; redirect "\${a}@test.example";`,
    ],
    ['another script', 'require "include"; include :personal "another";'],
  ])('by %s in the text', async (_title, source) => {
    await other((sieve) => sieve.putScript('another', `redirect "${target}";`));
    const { version } = await ana.call(readScript, {});
    await expect(ana.call(writeScript, { version, source })).rejects.toMatchObject({
      code: 'password-needed',
    });
    await ana.call(writeScript, { version, source, password: PASSWORD });
    expect(await announced()).toHaveLength(1);
  });

  it('what another program switched off is new again', async () => {
    const rules = [ruleOf({ actions: [{ do: 'redirect', address: target, keep: true }] })];
    await write(ana, { rules, password: PASSWORD });
    await other((sieve) => sieve.setActive(''));
    const again = ana.call(blockSender, { sender: 'a@b.example', block: true });
    await expect(again).rejects.toMatchObject({ code: 'password-needed' });
  });
});

it('names, folders and values say one thing through the whole road (S-32)', async () => {
  const hostile = ['a"b', 'a\\', '{5+}', '*/ discard; #', VARIABLE, ']; stop; #', 'é☀'];
  const rules = hostile.map((text) =>
    ruleOf({
      name: `${text} ]`,
      conditions: [when('subject', 'is', text), { ...when('header', 'is', text), header: 'X-A' }],
      actions: [{ do: 'move', folder: 'Safe' }],
    }),
  );
  expect((await write(ana, { rules })).rules).toEqual(rules);
  expect((await ana.call(readFilters, {})).rules).toEqual(rules);
  for (const broken of ['a\r\ndiscard;', 'a\0', '\ud800', 'a\u2028b']) {
    const rule = ruleOf({ name: broken, actions: [{ do: 'keep' }] });
    await expect(write(ana, { rules: [rule] })).rejects.toMatchObject({ status: 400 });
  }
  await deliver(VARIABLE, undefined, { headers: { 'X-A': VARIABLE } });
  await expectIn(ana, 'Safe', [VARIABLE]);
});
