import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../mailstack/testing.ts';
import { sendLetter, takeBack } from '../shared/compose.ts';
import {
  changeGroups,
  deleteContacts,
  exportContacts,
  nobody,
  readContact,
  updateContact,
} from '../shared/contacts.ts';
import { discardDraft, openDraft, readDraft, restoreDraft, saveDraft } from '../shared/drafts.ts';
import {
  listScriptVersions,
  previewRule,
  readScript,
  runRule,
  stopRun,
  writeScript,
} from '../shared/filters.ts';
import {
  createFolder,
  deleteFolder,
  emptyFolder,
  listFolders,
  updateFolder,
} from '../shared/folders.ts';
import { deleteIdentity, writeIdentity } from '../shared/identities.ts';
import {
  copyMessages,
  expungeMessages,
  listMessages,
  markFolderRead,
  moveMessages,
  partAddress,
  readMessage,
  readPreviews,
  setFlags,
  sourceAddress,
} from '../shared/messages.ts';
import { changeOutbox, listOutbox, readOutbox, settleOutbox } from '../shared/outbox.ts';
import { forgetPerson } from '../shared/people.ts';
import { weighFolder } from '../shared/storage.ts';
import { deleteTemplate, writeTemplate } from '../shared/templates.ts';
import { createUpload, deleteUpload, readUpload, uploadAddress } from '../shared/uploads.ts';
import { keepContacts } from './store/contacts.ts';
import { learnPeople } from './store/people.ts';
import { startTestBridge, type TestBridge, type Visitor } from './testing.ts';

const PASSWORD = 'Canary-7-tilleul';
const OF_ANA = '6b0f3f0a-7d7e-4a1e-9a53-2f6d7f0c1a22';
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;
let bob: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox('ana@test.example', PASSWORD);
  await stack.addMailbox('bob@test.example', PASSWORD);
  await stack.append('ana@test.example', 'Private/Été', letterOf('For Ana alone'));
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn('ana@test.example', PASSWORD);
  bob = await bridge.signIn('bob@test.example', PASSWORD);
  await ana.call(writeIdentity, {
    id: OF_ANA,
    name: 'Ana',
    address: 'ana@test.example',
    replyTo: '',
    signature: { html: '', text: '' },
    isDefault: false,
  });
  await ana.call(writeTemplate, { id: OF_ANA, name: 'Hello', subject: '', text: 'Hello' });
  await keepContacts(bridge.context.store, 'ana@test.example', [
    { ...nobody, id: OF_ANA, photo: null, collected: false, createdAt: 1, updatedAt: 1 },
  ]);
  const zoe = { name: 'Zoé', address: 'zoe@else.example', written: 1, heard: 0, lastAt: 1 };
  const mark = { uidValidity: '1', uidNext: 2 };
  await learnPeople(bridge.context.store, 'ana@test.example', 'Sent', null, mark, [zoe]);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

describe('two users (S-37): what one may not see is not there for the other', () => {
  const folder = 'Private/Été';
  const uids = [1];
  const letter = {
    id: '7f6a2a54-5a43-4a3a-9d52-0d4f3f6f1c11',
    from: { name: '', address: 'bob@test.example' },
    to: [{ name: '', address: 'bob@test.example' }],
    cc: [],
    bcc: [],
    subject: 's',
    text: 't',
    source: { folder, uid: 1, act: 'reply' as const },
  };
  const held = {
    ...letter,
    id: '0b3c1f52-5d6e-4d0c-9a35-9d2f0c6f7a12',
    from: { name: '', address: 'ana@test.example' },
    source: null,
    hold: 30,
  };
  beforeAll(() => ana.call(sendLetter, held).then(() => {}));

  const rule = {
    ...{ id: 'x', name: 'x', enabled: true, kind: 'simple', match: 'all', conditions: [] },
    actions: [{ do: 'star' }],
  };

  const routes: [string, (who: Visitor) => Promise<unknown>][] = [
    ['a contact', (who) => who.call(readContact, { id: OF_ANA })],
    ['change a contact', (who) => who.call(updateContact, { ...nobody, name: 'x', id: OF_ANA })],
    ['delete contacts', (who) => who.call(deleteContacts, { ids: [OF_ANA] })],
    ['group contacts', (who) => who.call(changeGroups, { ids: [OF_ANA], add: ['x'], remove: [] })],
    ['export contacts', (who) => who.call(exportContacts, { ids: [OF_ANA] })],
    ['list', (who) => who.call(listMessages, { folder })],
    ['list in another order', (who) => who.call(listMessages, { folder, sort: 'subject' })],
    ['copy', (who) => who.call(copyMessages, { folder, uids, to: 'INBOX' })],
    ['previews', (who) => who.call(readPreviews, { folder, uids })],
    ['read', (who) => who.call(readMessage, { folder, uid: 1 })],
    ['flag', (who) => who.call(setFlags, { folder, uids, add: ['\\Flagged'] })],
    ['move', (who) => who.call(moveMessages, { folder, uids, to: 'INBOX' })],
    ['expunge', (who) => who.call(expungeMessages, { folder, uids })],
    ['mark all read', (who) => who.call(markFolderRead, { folder })],
    ['weigh', (who) => who.call(weighFolder, { folder })],
    ['empty', (who) => who.call(emptyFolder, { folder })],
    ['rename', (who) => who.call(updateFolder, { folder, name: 'Mine' })],
    ['delete', (who) => who.call(deleteFolder, { folder })],
    ['delete identity', (who) => who.call(deleteIdentity, { id: OF_ANA })],
    ['delete template', (who) => who.call(deleteTemplate, { id: OF_ANA })],
    ['forget person', (who) => who.call(forgetPerson, { address: 'zoe@else.example' })],
    ['read in the outbox', (who) => who.call(readOutbox, { id: held.id })],
    ['take back', (who) => who.call(takeBack, { id: held.id })],
    ['send at another time', (who) => who.call(changeOutbox, { id: held.id, at: 0 })],
    ['settle', (who) => who.call(settleOutbox, { id: held.id, as: 'again' })],
    ['preview a rule', (who) => who.call(previewRule, { folder, rule })],
    ['run a rule', (who) => who.call(runRule, { folder, rule, run: 'x' })],
    ['create below', (who) => who.call(createFolder, { parent: folder, name: 'Below' })],
  ];

  it.each(routes)('%s answers 404', async (_name, ask) => {
    await expect(ask(bob)).rejects.toMatchObject({ status: 404, code: 'not-found' });
  });

  it.each([partAddress(folder, 1, '1'), sourceAddress(folder, 1)])(
    'GET %s answers 404',
    async (address) => {
      expect((await bob.fetch(address)).status).toBe(404);
    },
  );

  it('a file on its way is its owner’s alone', async () => {
    const id = '2c1b7a0e-0f55-4f0e-9c5e-5b7d2a9d3f10';
    await ana.call(createUpload, { id, name: 'private.txt', size: 3 });
    for (const endpoint of [readUpload, deleteUpload])
      await expect(bob.call(endpoint, { id })).rejects.toMatchObject({ status: 404 });
    expect((await bob.fetch(uploadAddress(id))).status).toBe(404);
    expect((await ana.call(readUpload, { id })).name).toBe('private.txt');
  });

  it('the outbox of another is not listed', async () => {
    expect((await bob.call(listOutbox, {})).items).toEqual([]);
    expect((await ana.call(listOutbox, {})).items.map(({ id }) => id)).toEqual([held.id]);
  });

  it('a letter that names a foreign message leaves, and changes nothing there', async () => {
    await bob.call(sendLetter, letter);
    const { rows } = await ana.call(listMessages, { folder });
    expect(rows[0]?.flags).not.toContain('\\Answered');
  });

  it('a draft’s id opens, moves and brings back nothing for the other', async () => {
    const own = {
      ...{ ...letter, id: '0b7e7a2e-7f0a-4a6e-8a53-6a7d3f6f1c22', source: null },
      ...{ account: 'ana@test.example', from: { name: '', address: 'ana@test.example' } },
      ...{ version: '2d7d3a77-5b7b-4c09-9c7b-0a5a6a1e2b33', base: null, changedAt: 1 },
    };
    const { id, version } = own;
    const { place } = await ana.call(saveDraft, own);
    const gone = { status: 404, code: 'not-found' };
    await expect(bob.call(readDraft, { id })).rejects.toMatchObject(gone);
    await expect(bob.call(openDraft, place)).rejects.toMatchObject({ status: 404 });
    await expect(bob.call(restoreDraft, { id, place })).rejects.toMatchObject(gone);
    // Nothing to discard is what it is for any id that nobody has.
    expect(await bob.call(discardDraft, { id, base: version })).toEqual({ place: null });
    await bob.call(saveDraft, { ...own, account: 'bob@test.example' });
    expect(await ana.call(readDraft, { id })).toMatchObject({ version, place });
  });

  it('the same message is there for its owner', async () => {
    const { rows } = await ana.call(listMessages, { folder });
    expect(rows.map(({ subject }) => subject)).toEqual(['For Ana alone']);
  });

  it('the script of another is neither read nor written', async () => {
    const source = '# For Ana alone\r\nkeep;\r\n';
    const { version } = await ana.call(readScript, {});
    await ana.call(writeScript, { version, source });
    expect((await bob.call(readScript, {})).source).toBe('');
    const stale = (await ana.call(readScript, {})).version;
    const late = bob.call(writeScript, { version: stale, source: 'discard;' });
    await expect(late).rejects.toMatchObject({ status: 409 });
    await bob.call(stopRun, { run: 'x' });
    await bob.call(writeScript, { version: (await bob.call(readScript, {})).version, source: '' });
    expect((await bob.call(listScriptVersions, {})).versions).toEqual([]);
    expect((await ana.call(readScript, {})).source).toBe(source);
  });

  it('watching the folder of another tells nothing', async () => {
    const page = await bob.listen();
    page.socket.emit('watch', [{ folder, uidValidity: '1', modseq: '1', uidNext: 1 }]);
    await ana.call(setFlags, { folder, uids, add: ['\\Flagged'] });
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(page.heard.filter(({ type }) => type === 'messages')).toEqual([]);
    page.close();
  });
});

describe('requests that are not our page’s (S-34)', () => {
  const body = JSON.stringify({ folder: 'INBOX', uids: [1], add: ['\\Seen'] });
  const json = { 'Content-Type': 'application/json' };
  it.each([
    ['another origin', { ...json, Origin: 'https://evil.example' }],
    ['no origin', { ...json, Origin: '' }],
    ['a null origin', { ...json, Origin: 'null' }],
    ['no header of ours', { ...json, 'X-Sobre': '' }],
    ['a form’s type', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    ['plain text', { 'Content-Type': 'text/plain' }],
  ])('with %s change nothing', async (_name, headers) => {
    const response = await ana.fetch('/api/folders/INBOX/flags', { method: 'POST', headers, body });
    expect(response.status).toBe(403);
  });

  it.each(['GET', 'HEAD'])('%s changes nothing either', async (method) => {
    expect((await ana.fetch('/api/folders/INBOX/flags', { method })).status).toBe(404);
  });
});

describe('sockets (S-38)', () => {
  it.each([
    'null',
    'http://evil.example',
    'https://localhost',
    '',
    'http://localhost.evil.example',
  ])('from origin %j are refused', async (origin) => {
    await expect(ana.listen({ Origin: origin })).rejects.toThrow();
  });

  it('without a session are refused, at upgrade and at polling', async () => {
    await expect(bridge.visitor().listen()).rejects.toThrow();
    const polling = await bridge.visitor().fetch('/socket.io/?EIO=4&transport=polling');
    expect(polling.status).toBe(403);
  });

  it('survive malformed packets', async () => {
    const page = await ana.listen();
    for (const junk of [
      null,
      'x',
      [{ folder: 1 }],
      { length: 3 },
      [{ folder: 'INBOX\r\n', uidValidity: '1', modseq: '1', uidNext: 1 }],
    ]) {
      page.socket.emit('watch', junk as never);
    }
    expect((await bridge.visitor().fetch('/healthz')).status).toBe(200);
    expect(page.socket.connected).toBe(true);
    page.close();
  });
});

describe('answers', () => {
  it('carry a policy that runs only our own scripts', async () => {
    const { headers } = await bridge.visitor().fetch('/api/session');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-dns-prefetch-control')).toBe('off');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('give a message a frame without any network source (S-14, S-15, S-16)', async () => {
    const { headers } = await bridge.visitor().fetch('/mail-frame');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; img-src blob: data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    );
  });

  it('serve parts as downloads that run nothing (S-21)', async () => {
    await stack.append(
      'ana@test.example',
      'INBOX',
      [
        'From: x@y.example',
        'Subject: page',
        'MIME-Version: 1.0',
        'Content-Type: text/html; name="../é\u202e.html"',
        'Content-Disposition: attachment',
        '',
        '<script>alert(1)</script>',
      ].join('\r\n'),
    );
    const { rows } = await ana.call(listMessages, { folder: 'INBOX' });
    const response = await ana.fetch(partAddress('INBOX', rows[0]?.uid ?? 0, '1'));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(response.headers.get('content-disposition')).not.toMatch(/\.\.|\u202e|%E2%80%AE/);
    expect(response.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    '/api/folders/INBOX/messages/1/parts/..%2f..%2fetc',
    '/api/folders/INBOX/messages/1/parts/1%00',
    '/api/folders/INBOX/messages/x/parts/1',
    '/assets/..%2f..%2fsecret.key',
    '/assets/....//....//secret.key',
  ])('tell nothing at %s (S-45)', async (path) => {
    const response = await ana.fetch(path);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await response.text()).not.toMatch(/root:|at \w+ \(/);
  });

  it('say 404 for what is not a call, in the shape of every error', async () => {
    const response = await ana.fetch('/api/nothing');
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      error: { code: 'not-found', message: expect.any(String), details: {} },
    });
  });

  it('say which field is wrong, and nothing of the inside', async () => {
    const refused = ana.call(listMessages, { folder: 'INBOX', limit: 'many' });
    await expect(refused).rejects.toMatchObject({
      status: 400,
      code: 'input-invalid',
      details: { fields: ['limit'] },
    });
  });

  it('say alive and ready', async () => {
    expect((await bridge.visitor().fetch('/healthz')).status).toBe(200);
    const ready = await bridge.visitor().fetch('/readyz');
    expect(await ready.json()).toEqual({ ready: true, store: true, accounts: true, mail: true });
  });

  it('show folders of one account', async () => {
    const { folders } = await bob.call(listFolders, {});
    expect(folders.map(({ path }) => path)).not.toContain('Private/Été');
  });
});

function letterOf(subject: string): string {
  return `From: Zoé <zoe@else.example>\r\nTo: ana@test.example\r\nSubject: ${subject}\r\nDate: Sat, 21 Nov 2026 10:00:00 +0000\r\n\r\nHello\r\n`;
}
