import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import webPush from 'web-push';
import { readWebPush } from './vapid.ts';

const fresh = () => mkdtempSync(join(tmpdir(), 'sobre-vapid-'));
const url = new URL('https://webmail.example.org');
const read = (env: Record<string, string>, dataDir = fresh()) =>
  readWebPush(env, true, dataDir, url);

describe('the keys that push services know us by', () => {
  it('are made once, for our eyes only', () => {
    const home = fresh();
    const made = read({}, home);
    expect(read({}, home)).toEqual(made);
    expect(made?.subject).toBe('https://webmail.example.org');
    expect(statSync(join(home, 'vapid.json')).mode & 0o777).toBe(0o600);
  });

  it('may be the administrator’s own', () => {
    const { publicKey, privateKey } = webPush.generateVAPIDKeys();
    expect(read({ VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey })).toMatchObject({
      publicKey,
      privateKey,
    });
  });

  it('are refused in one sentence when they are no pair', () => {
    const [one, other] = [webPush.generateVAPIDKeys(), webPush.generateVAPIDKeys()];
    const mixed = { VAPID_PUBLIC_KEY: one.publicKey, VAPID_PRIVATE_KEY: other.privateKey };
    expect(() => read(mixed)).toThrow(/VAPID_PUBLIC_KEY and VAPID_PRIVATE_KEY do not hold a pair/);
    expect(() => read({ VAPID_PUBLIC_KEY: 'x', VAPID_PRIVATE_KEY: 'y' })).toThrow(/do not hold/);
    const home = fresh();
    writeFileSync(join(home, 'vapid.json'), 'torn');
    expect(() => read({}, home)).toThrow(/vapid.json do not hold/);
  });

  it('are not made where push is off', () => {
    expect(readWebPush({}, false, '/nonexistent', url)).toBeNull();
  });
});
