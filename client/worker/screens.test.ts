import { expect, it } from 'vitest';
import { SCREENS } from './screens.ts';

it.each([
  '/',
  '/login',
  '/login?back=%2Fcompose',
  '/mail/INBOX',
  '/mail/Projects%2F2026/12',
  '/compose?to=a@b.example',
  '/search?q=x',
  '/settings/notifications',
  '/contacts/1',
])('the shell answers for %s', (path) => expect(SCREENS.test(path)).toBe(true));

it.each([
  '/api/session',
  '/api/folders/INBOX/messages/1/parts/2',
  '/mail-frame',
  '/healthz',
  '/readyz',
  '/metrics',
  '/mail/config-v1.1.xml?emailaddress=a@b.example',
  '/.well-known/autoconfig/mail/config-v1.1.xml',
  '/mail-apps/apple.mobileconfig',
  '/socket.io/?EIO=4',
  '/assets/index.js',
  '/service-worker.js',
  '/app.webmanifest',
  '/composer',
])('the bridge answers for %s', (path) => expect(SCREENS.test(path)).toBe(false));
