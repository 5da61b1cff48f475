import { chromium } from '@playwright/test';
import { makeBeds } from './bench/bed.ts';
import { startBenchBridge } from './bench/bridge.ts';

const { stack, beds } = await makeBeds([300]);
const bed = beds[0]!;
const bridge = await startBenchBridge(stack);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const context = await browser.newContext({
  viewport: { width: 1280, height: 800 },
  locale: 'en-GB',
});
const page = await context.newPage();
const seen: [string, number][] = [];
const cdp = await context.newCDPSession(page);
await cdp.send('Network.enable');
const urls = new Map<string, string>();
cdp.on('Network.requestWillBeSent', (e: any) => urls.set(e.requestId, e.request.url));
cdp.on('Network.loadingFinished', (e: any) =>
  seen.push([urls.get(e.requestId)!.replace(bridge.url, ''), e.encodedDataLength]),
);
await page.goto(bridge.url);
await page.getByRole('textbox', { name: 'Email address' }).fill(bed.address);
await page.getByLabel('Password', { exact: true }).fill(bed.password);
await page.waitForTimeout(1500);
const before = seen.length;
await page.getByRole('button', { name: 'Sign in' }).click();
await page
  .getByRole('grid', { name: 'Messages' })
  .getByRole('row')
  .filter({ hasText: /\S/ })
  .first()
  .waitFor();
const at = seen.length;
await page.waitForTimeout(2500);
console.log(
  'login page',
  before,
  'to rows',
  at,
  'after',
  seen.length,
  seen.reduce((s, [, b]) => s + b, 0),
);
seen.forEach(([u, b], i) => console.log(i < before ? 'L' : i < at ? 'S' : 'x', b, u.slice(0, 90)));
await browser.close();
await bridge.stop();
await stack.stop();
process.exit();
