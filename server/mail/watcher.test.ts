import { afterAll, beforeAll, it, vi } from 'vitest';
import { startTestStack, type TestStack } from '../../mailstack/testing.ts';
import { connectImap, type FolderStatus } from './imap.ts';
import { Watcher } from './watcher.ts';

const USER = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(USER, PASSWORD);
  await stack.append(USER, 'INBOX', 'Subject: Salut\r\n\r\nAna\r\n');
});
afterAll(() => stack?.stop());

it('hears the folder that a page opens while the server is still asked to notify', async () => {
  const heard: FolderStatus[] = [];
  const watcher = new Watcher(
    async () => {
      const imap = await connect();
      // After the watcher has gone on, and before the server has answered NOTIFY.
      setImmediate(() => watcher.look('INBOX'));
      return imap;
    },
    {
      status: (status) => heard.push(status),
      listChanged: () => {},
      isNews: () => false,
      reachable: () => {},
      refused: () => {},
    },
  );
  try {
    await vi.waitUntil(() => heard.some(({ messages }) => messages === 1), 5000);
    const letter = { from: 'x@else.example', to: USER, subject: 'Bonjour', text: 'Salut' };
    await stack.deliver(letter);
    await vi.waitUntil(() => heard.some(({ messages }) => messages === 2), 5000);
  } finally {
    watcher.stop();
  }
});

function connect() {
  const server = { port: stack.ports.imap, security: 'starttls', ca: undefined } as const;
  const who = { user: USER, password: PASSWORD };
  return connectImap({ ...server, host: '127.0.0.1', anyCertificate: true }, who);
}
