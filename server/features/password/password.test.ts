import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { listFolders } from '../../../shared/folders.ts';
import { changePassword, readPasswordTerms, renewSession } from '../../../shared/password.ts';
import { listSessions, readSession, signOut } from '../../../shared/session.ts';
import { setMailboxPassword } from '../../store/accounts.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { letterTo, post } from '../compose/testing.ts';

const OLD = 'Canary-7-tilleul';
const NEW = 'plume-Orage9-tuile-banc';
// The word lists are read before the first answer.
vi.setConfig({ testTimeout: 90_000 });

let stack: TestStack;
let bridge: TestBridge;
let ana: string;
let people = 0;

beforeAll(async () => {
  stack = await startTestStack();
  bridge = await startTestBridge(stack);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});
beforeEach(async () => {
  ana = `ana-${++people}@test.example`;
  await stack.addMailbox(ana, OLD, { name: 'Ana Lemaire' });
});

const change = (visitor: Visitor, next: string, current = OLD) =>
  visitor.call(changePassword, { current, next });
const canSignIn = (password: string) =>
  bridge.signIn(ana, password).then(
    () => true,
    () => false,
  );

describe('a new password', () => {
  it('is taken by the mail server, and the session goes on under a new id (S-35)', async () => {
    const here = await bridge.signIn(ana, OLD);
    const there = await bridge.signIn(ana, OLD);
    const page = await there.listen();
    const stolen = bridge.visitor();
    stolen.cookie = here.cookie;
    expect(await change(here, NEW)).toEqual({ ended: 1 });
    expect(here.cookie).not.toBe(stolen.cookie);
    await expect(here.call(listFolders, {})).resolves.toBeDefined();
    await expect(stolen.call(readSession, {})).rejects.toMatchObject({ code: 'signed-out' });
    await expect(there.call(readSession, {})).rejects.toMatchObject({ code: 'signed-out' });
    await expect.poll(() => page.ended).toBe(true);
    expect((await here.call(listSessions, {})).sessions).toHaveLength(1);
    expect(await canSignIn(NEW)).toBe(true);
    expect(await canSignIn(OLD)).toBe(false);
  });

  it('reaches the other pages of the session without a reload', async () => {
    const here = await bridge.signIn(ana, OLD);
    const page = await here.listen();
    await change(here, NEW);
    await page.hears('password', ({ asked }) => !asked);
    expect(page.ended).toBe(false);
    await stack.deliver({ from: 'clara@else.example', to: ana, subject: 'After it', text: '.' });
    await page.hears('folder', ({ folder }) => folder.total > 0);
    page.close();
  });

  it('is told by mail, in the language of the person', async () => {
    const here = await bridge.signIn(ana, OLD);
    await change(here, NEW);
    await expect
      .poll(() => stack.doveadm('fetch', '-u', ana, 'hdr.subject', 'mailbox', 'INBOX', 'all'))
      .toContain('Your password was changed');
  });

  it('needs the old one, proven against the mail server', async () => {
    const here = await bridge.signIn(ana, OLD);
    await expect(change(here, NEW, 'Canary-7-tilleuL')).rejects.toMatchObject({
      status: 422,
      code: 'password-wrong',
    });
    expect(await canSignIn(OLD)).toBe(true);
  });

  it('is no way around the limits of the sign-in (S-39)', async () => {
    const here = await bridge.signIn(ana, OLD);
    const guess = () => bridge.signIn(ana, 'guess').catch(() => {});
    await Promise.all([
      ...Array.from({ length: 7 }, guess),
      change(here, NEW, 'guess').catch(() => {}),
    ]);
    await expect(change(here, NEW)).rejects.toMatchObject({ code: 'rate-limited' });
  });

  it('is refused by the rules of the meter, which name what was found', async () => {
    const here = await bridge.signIn(ana, OLD);
    const refusalOf = (next: string) =>
      change(here, next).then(
        () => 'taken',
        ({ code, details }) => ({ code, faults: details.faults }),
      );
    expect(await refusalOf('Covid-2019!')).toMatchObject({
      code: 'password-weak',
      faults: [{ rule: 'word', found: 'covid' }, { rule: 'guess' }],
    });
    expect(await refusalOf('Lemaire-1975')).toMatchObject({
      faults: expect.arrayContaining([{ rule: 'personal', found: 'lemaire' }]),
    });
    expect(await refusalOf('short')).toMatchObject({ code: 'password-weak' });
    expect(await refusalOf('plume-Orage9\r\nA LOGOUT')).toMatchObject({ code: 'input-invalid' });
    expect(await canSignIn(OLD)).toBe(true);
  });

  it('is none of the last five', async () => {
    const here = await bridge.signIn(ana, OLD);
    await expect(change(here, OLD)).rejects.toMatchObject({ code: 'password-used' });
    const chain = [OLD, ...[1, 2, 3, 4, 5].map((n) => `plume-Orage${n}-tuile-banc`)];
    for (let n = 1; n < chain.length; n++) await change(here, chain[n]!, chain[n - 1]);
    await expect(change(here, chain[1]!, chain[5])).rejects.toMatchObject({
      code: 'password-used',
    });
    await expect(change(here, OLD, chain[5])).resolves.toBeDefined();
    const kept = await bridge.context.store.selectFrom('password_history').selectAll().execute();
    expect(kept.filter(({ account }) => account === ana)).toHaveLength(5);
    expect(JSON.stringify(kept)).not.toContain('tuile');
  });

  it('is not changed by a page of another origin, nor by a form (S-34)', async () => {
    const here = await bridge.signIn(ana, OLD);
    const body = JSON.stringify({ current: OLD, next: NEW });
    const json = { 'Content-Type': 'application/json' };
    for (const headers of [
      { ...json, Origin: 'https://evil.example' },
      { ...json, 'X-Sobre': '' },
      { 'Content-Type': 'text/plain' },
    ] as Record<string, string>[]) {
      const { ok } = await here.fetch('/api/password', { method: 'PUT', headers, body });
      expect(ok).toBe(false);
    }
    const { status } = await here.fetch('/api/password', { method: 'POST', headers: json, body });
    expect(status).toBe(404);
    expect(await canSignIn(OLD)).toBe(true);
  });
});

describe('letters that wait', () => {
  it('leave with the new password', async () => {
    const here = await bridge.signIn(ana, OLD);
    const from = { name: '', address: ana };
    const later = { from, subject: 'Later', at: Date.now() + 3_600_000 };
    await post(here, letterTo(ana, later));
    const sealedNow = async () =>
      (
        await bridge.context.store
          .selectFrom('outbox')
          .select('sealed')
          .where('account', '=', ana)
          .executeTakeFirstOrThrow()
      ).sealed;
    const before = await sealedNow();
    await change(here, NEW);
    expect(await sealedNow()).not.toBe(before);
    await bridge.context.store
      .updateTable('outbox')
      .set({ due_at: Date.now() })
      .where('account', '=', ana)
      .execute();
    bridge.context.postman.look();
    await expect
      .poll(() => stack.doveadm('fetch', '-u', ana, 'hdr.subject', 'mailbox', 'INBOX', 'all'), {
        timeout: 15_000,
      })
      .toContain('Later');
  });
});

describe('a password that was changed elsewhere (F-24)', () => {
  const changeElsewhere = async (password: string) => {
    await setMailboxPassword(bridge.context.accounts!, ana, password);
    await stack.doveadm('kick', ana).catch(() => {});
  };

  it('is noticed once, asked for on every page, and gone on with', async () => {
    const here = await bridge.signIn(ana, OLD);
    const pages = await Promise.all(Array.from({ length: 5 }, () => here.listen()));
    await here.call(listFolders, {});
    await changeElsewhere(NEW);
    await Promise.all(pages.map((page) => page.hears('password', ({ asked }) => asked, 15_000)));
    const ask = () => here.call(listFolders, {}).catch(({ code }) => code);
    const answers = await Promise.all(Array.from({ length: 20 }, ask));
    expect(new Set(answers)).toEqual(new Set(['password-asked']));
    const log = await failedLogins();
    // One of each connection at the most: the watcher's, and two workers'.
    expect(log).toBeGreaterThan(0);
    expect(log).toBeLessThanOrEqual(3);

    await expect(here.call(renewSession, { password: 'wrong' })).rejects.toMatchObject({
      code: 'password-wrong',
    });
    const before = here.cookie;
    await here.call(renewSession, { password: NEW });
    expect(here.cookie).not.toBe(before);
    await Promise.all(pages.map((page) => page.hears('password', ({ asked }) => !asked)));
    await expect(here.call(listFolders, {})).resolves.toBeDefined();
    await stack.deliver({ from: 'clara@else.example', to: ana, subject: 'On', text: '.' });
    await pages[4]!.hears('folder', ({ folder }) => folder.total > 0, 10_000);
    for (const page of pages) page.close();
  });

  it('locks out whoever has only the old one, but for going', async () => {
    const intruder = await bridge.signIn(ana, OLD);
    await changeElsewhere(NEW);
    bridge.context.mail.forget(ana);
    await expect(intruder.call(listFolders, {})).rejects.toMatchObject({ code: 'password-asked' });
    const owner = await bridge.signIn(ana, NEW);
    await expect(owner.call(listFolders, {})).resolves.toBeDefined();
    // The owner's connection is open: it is not for the one who knows the old password.
    for (const endpoint of [listFolders, listSessions, readPasswordTerms]) {
      await expect(intruder.call(endpoint, {})).rejects.toMatchObject({ code: 'password-asked' });
    }
    await expect(intruder.call(signOut, {})).resolves.toEqual({});
  });

  const failedLogins = async () => {
    const log = await readFile(join(stack.layout.home, 'dovecot/dovecot.log'), 'utf8');
    return log.split('\n').filter((line) => line.includes(ana) && /auth failed/i.test(line)).length;
  };
});

describe('where passwords are changed elsewhere', () => {
  it('says so, and whom to ask', async () => {
    const outside = await startTestBridge(stack, {
      ACCOUNTS_URL: '',
      PASSWORD_HELP_URL: 'https://accounts.test.example/',
    });
    const here = await outside.signIn(ana, OLD);
    expect(await here.call(readPasswordTerms, {})).toMatchObject({
      canChange: false,
      elsewhere: 'https://accounts.test.example/',
      minimum: 8,
    });
    await expect(change(here, NEW)).rejects.toMatchObject({ code: 'password-elsewhere' });
    await outside.stop();
  });
});

it('shows password managers the way', async () => {
  const answer = await fetch(`${bridge.url}/.well-known/change-password`, { redirect: 'manual' });
  expect(answer.status).toBe(302);
  expect(answer.headers.get('location')).toBe('/settings/password');
});
