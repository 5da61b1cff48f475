import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { readFilters, writeFilters } from '../../../shared/filters.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { asOther, expectIn, ruleOf, when, write } from './testing.ts';

const ADDRESS = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';
const OWN = 'require "fileinto"; # mine\r\nif header :is "subject" "own" { fileinto "Own"; }\r\n';
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;

/** The same Pigeonhole with hardly more than RFC 5228. */
beforeAll(async () => {
  stack = await startTestStack();
  const conf = join(stack.layout.home, 'dovecot/dovecot.conf');
  await appendFile(conf, '\nplugin {\n  sieve_extensions = fileinto reject\n}\n');
  await stack.stopDovecot();
  await stack.startDovecot();
  await stack.addMailbox(ADDRESS, PASSWORD);
  await stack.append(ADDRESS, 'Own', 'Subject: first\r\n\r\nx\r\n');
  await stack.append(ADDRESS, 'Bills', 'Subject: first\r\n\r\nx\r\n');
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn(ADDRESS, PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

it('a script of before runs on inside of ours where it cannot be included', async () => {
  await asOther(bridge, ADDRESS, PASSWORD, async (sieve) => {
    await sieve.putScript('mine', OWN);
    await sieve.setActive('mine');
  });
  const rules = [
    ruleOf({
      conditions: [when('subject', 'is', 'bill')],
      actions: [{ do: 'move', folder: 'Bills' }, { do: 'stop' }],
    }),
  ];
  const { extensions, version, rules: theirs } = await ana.call(readFilters, {});
  expect(extensions).not.toContain('include');
  const written = await ana.call(writeFilters, { version, rules: [...rules, ...theirs] });
  expect(theirs).toHaveLength(1);
  expect(written.rules).toEqual([...rules, ...theirs]);
  for (const subject of ['own', 'bill'])
    await stack.deliver({ from: 'zoe@else.example', to: ADDRESS, subject, text: 'x' });
  await expectIn(ana, 'Own', ['first', 'own']);
  await expectIn(ana, 'Bills', ['bill', 'first']);
  // Activated again by another program, it is known.
  await asOther(bridge, ADDRESS, PASSWORD, (sieve) => sieve.setActive('mine'));
  expect((await ana.call(readFilters, {})).rules).toEqual(written.rules);
});

it('what needs an extension that is not there is refused with its name', async () => {
  const rules = [ruleOf({ actions: [{ do: 'star' }] })];
  await expect(write(ana, { rules })).rejects.toMatchObject({
    status: 422,
    code: 'sieve-extension',
    details: { reason: 'imap4flags' },
  });
});
