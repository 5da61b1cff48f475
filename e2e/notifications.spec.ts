/// <reference lib="dom" />
import type { BrowserContext, Page } from '@playwright/test';
import { addPushDevice } from '../shared/notifications.ts';
import type { PushPayload } from '../shared/push-payload.ts';
import { expectNoBarrier } from './barriers.ts';
import { keptOnDevice } from './device.ts';
import { expect, test } from './fixtures.ts';
import { listIsThere, signIn, signOut } from './mail-page.ts';

test.use({ serviceWorkers: 'allow' });

interface ServiceWorkerGlobal extends EventTarget {
  registration: ServiceWorkerRegistration;
  NotificationEvent: new (type: string, init: object) => Event;
}

/** Headless pages always have the focus: here somebody looks elsewhere. */
const looksElsewhere = (context: BrowserContext) =>
  context.addInitScript(() => {
    document.hasFocus = () => false;
  });

/** What the browser shows outside of the page. */
const shown = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const all = (await registration?.getNotifications()) ?? [];
    return all.map(({ title, body }) => (body ? `${title}: ${body}` : title)).sort();
  });

const workerIsReady = (page: Page) =>
  expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state ?? 'none'), {
      timeout: 20_000,
    })
    .toBe('activated');

test('an open page tells of new mail, once, and of none that was read meanwhile', async ({
  page,
  context,
  ana,
}) => {
  test.slow();
  await context.grantPermissions(['notifications']);
  await looksElsewhere(context);
  await ana.has('INBOX', [{ subject: 'From before' }]);
  await signIn(page, ana);
  await workerIsReady(page);
  const other = await context.newPage();
  await other.goto('/mail/Archive');
  await listIsThere(other);
  const asked: string[] = [];
  context.on('request', (request) => {
    if (request.url().includes('/api/new-mail')) asked.push(request.url());
  });
  await page.goto('/settings/notifications');
  // The browser is asked first.
  await page.getByLabel('Show notifications while a page is open').click();
  await expect(page.getByLabel('Show notifications while a page is open')).toBeChecked();
  const counted = page.getByRole('treeitem', { name: /^Inbox, 1 unread/ });
  await expect(counted).toBeVisible();

  await ana.has('INBOX', [{ subject: 'Read on the phone', flags: ['\\Seen'] }]);
  await ana.receives({ subject: 'Quinces' });
  await expect.poll(() => shown(page), { timeout: 10_000 }).toEqual(['New mail']);
  expect(asked).toHaveLength(1);

  const chosen = page.waitForResponse(/\/api\/preferences/);
  await page.getByLabel(/^Who wrote, and the subject/).click();
  await chosen;
  await ana.receives({ subject: '<b>Plums</b>' });
  await expect
    .poll(() => shown(page), { timeout: 10_000 })
    .toEqual(['Clara Vidal: <b>Plums</b>', 'New mail']);

  await ana.elsewhere(['flags', 'add'], '\\Seen', 'mailbox', 'INBOX', 'subject', 'Quinces');
  await expect.poll(() => shown(page)).toEqual(['Clara Vidal: <b>Plums</b>']);

  const [worker] = context.serviceWorkers();
  await worker!.evaluate(async () => {
    const self = globalThis as unknown as ServiceWorkerGlobal;
    const [notification] = await self.registration.getNotifications();
    self.dispatchEvent(new self.NotificationEvent('notificationclick', { notification }));
  });
  const led = [page, other].map((one) =>
    expect(one.getByRole('heading', { name: '<b>Plums</b>', level: 1 })).toBeVisible(),
  );
  await Promise.any(led);
});

test('a push is shown with no page in sight, and signing out leaves nothing', async ({
  page,
  context,
  ana,
}) => {
  test.slow();
  await context.grantPermissions(['notifications']);
  await looksElsewhere(context);
  // The push services of browsers' makers are out of reach here.
  await context.addInitScript(() => {
    PushManager.prototype.subscribe = async () =>
      ({
        toJSON: () => ({
          endpoint: 'https://push.example/to/ana',
          keys: { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) },
        }),
      }) as unknown as PushSubscription;
  });
  await signIn(page, ana);
  await workerIsReady(page);
  await page.goto('/settings/notifications');
  const kept = page.waitForResponse(
    (response) =>
      response.url().endsWith(addPushDevice.path) && response.request().method() === 'POST',
  );
  await page.getByLabel('Also when no page is open').click();
  expect((await kept).status()).toBe(200);
  const devices = page.getByRole('list', { name: 'Told when no page is open' });
  await expect(devices.getByRole('listitem')).toContainText('This device');

  const [worker] = context.serviceWorkers();
  const deliver = await pushService(context, page);
  // Who has the mail before their eyes is not told: here nobody has.
  await page.goto('about:blank');
  await deliver({ kind: 'mail', count: 2, uid: 7, uidValidity: '1', silent: true });
  await expect
    .poll(() =>
      worker!.evaluate(async () => {
        const { registration } = globalThis as unknown as ServiceWorkerGlobal;
        return (await registration.getNotifications()).map(({ title }) => title);
      }),
    )
    .toEqual(['New mail (2)']);
  await page.goto('/settings/notifications');
  await signOut(page);
  expect(await shown(page)).toEqual([]);
  expect(await keptOnDevice(page)).not.toContain(ana.address);
  const addresses = await page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys())
        found.push(new URL(url).pathname);
    return found;
  });
  expect(
    addresses.filter((path) => !/^\/(assets\/|index\.html|envelope\.svg|mail-frame)/.test(path)),
  ).toEqual([]);
});

test.describe('on a phone, in French', () => {
  test.use({ locale: 'fr-FR', viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a browser that refuses is explained, and the choices are kept', async ({ page, ana }) => {
    await page.goto('/login');
    await page.getByLabel('Adresse électronique').fill(ana.address);
    await page.getByLabel('Mot de passe', { exact: true }).fill(ana.password);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
    await page.goto('/settings/notifications');
    await page.getByLabel('Afficher des notifications tant qu’une page est ouverte').click();
    await expect(page.getByRole('alert')).toContainText('ne laisse pas la messagerie');
    await page.getByLabel('Ni notifications ni sons à certaines heures').check();
    const saved = page.waitForResponse(/\/api\/preferences/);
    await page.getByLabel('À', { exact: true }).fill('06:30');
    await saved;
    await expectNoBarrier(page, 'notifications on a phone');
    await page.reload();
    await expect(page.getByLabel('À', { exact: true })).toHaveValue('06:30');
  });
});

/** As the push service of the browser would, which no test can reach. */
async function pushService(context: BrowserContext, page: Page) {
  const session = await context.newCDPSession(page);
  const origin = new URL(page.url()).origin;
  const registered = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin));
      if (ours) resolve(ours.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await registered;
  return (payload: PushPayload) =>
    session.send('ServiceWorker.deliverPushMessage', {
      origin,
      registrationId,
      data: JSON.stringify(payload),
    });
}
