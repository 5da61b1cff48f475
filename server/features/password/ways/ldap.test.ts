import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Directory, PEOPLE, startDirectory } from '../../../../mailstack/directory.ts';
import { readPasswordConfig } from '../../../config-password.ts';
import { openPasswordWay } from '../way.ts';

const OLD = 'Canary-7-tilleul';
const NEW = 'plume-Orage9-tuile-banc';
const ANA = `uid=ana,${PEOPLE}`;
const CLARA = `uid=clara*,${PEOPLE}`;
let directory: Directory;

beforeAll(async () => {
  directory = await startDirectory({
    ana: { mail: 'ana@test.example', password: OLD },
    'clara*': { mail: 'clara*@test.example', password: OLD },
  });
});
afterAll(() => directory?.stop());

function way(env: Record<string, string>) {
  const { source } = readPasswordConfig(
    { PASSWORD_LDAP_DN: `uid={user},${PEOPLE}`, MAIL_CA_FILE: directory.caFile, ...env },
    false,
  );
  return openPasswordWay(source, null)!;
}

const admin = () => ({
  PASSWORD_LDAP_BIND_DN: directory.admin.dn,
  PASSWORD_LDAP_BIND_PASSWORD: directory.admin.password,
});
const found = { PASSWORD_LDAP_DN: '', PASSWORD_LDAP_BASE: PEOPLE };
const ana = { account: 'ana@test.example', current: OLD, next: NEW };

beforeEach(async () => {
  const reset = way({ PASSWORD_URL: tls(), PASSWORD_LDAP_AS: 'admin', ...admin() });
  await reset.change({ ...ana, next: OLD });
});

const tls = () => `ldaps://127.0.0.1:${directory.tls}`;

describe('a password in a directory (OpenLDAP)', () => {
  it.each([
    ['over TLS', () => way({ PASSWORD_URL: tls() })],
    ['over STARTTLS', () => way({ PASSWORD_URL: `ldap://127.0.0.1:${directory.plain}` })],
    [
      'in the clear on this machine',
      () => way({ PASSWORD_URL: `ldap://127.0.0.1:${directory.plain}?tls=off` }),
    ],
    ['of an entry that is searched', () => way({ PASSWORD_URL: tls(), ...found, ...admin() })],
    [
      'by the administrator',
      () => way({ PASSWORD_URL: tls(), ...found, ...admin(), PASSWORD_LDAP_AS: 'admin' }),
    ],
  ])('is changed %s', async (_how, make) => {
    await make().change(ana);
    expect(await directory.takes(ANA, NEW)).toBe(true);
    expect(await directory.takes(ANA, OLD)).toBe(false);
  });

  it('stays when the old one is wrong, or the policy of the directory refuses', async () => {
    const self = way({ PASSWORD_URL: tls() });
    await expect(self.change({ ...ana, current: 'wrong' })).rejects.toMatchObject({
      code: 'password-wrong',
    });
    await expect(self.change({ ...ana, next: 'mB4tRz8w' })).rejects.toMatchObject({
      code: 'password-refused',
    });
    expect(await directory.takes(ANA, OLD)).toBe(true);
  });

  it('is nobody else’s: names that mean something to LDAP mean themselves', async () => {
    const named = way({ PASSWORD_URL: tls() });
    const searched = way({ PASSWORD_URL: tls(), ...found, ...admin() });
    for (const account of [
      '*@test.example',
      'x,uid=ana@test.example',
      'an*)(uid=ana@test.example',
    ]) {
      await expect(named.change({ ...ana, account })).rejects.toBeDefined();
      await expect(searched.change({ ...ana, account })).rejects.toMatchObject({
        code: 'password-unwritten',
      });
    }
    expect(await directory.takes(ANA, OLD)).toBe(true);
    await searched.change({ account: 'clara*@test.example', current: OLD, next: NEW });
    expect(await directory.takes(CLARA, NEW)).toBe(true);
    expect(await directory.takes(ANA, OLD)).toBe(true);
  });

  it('never travels to a server whose certificate is not the administrator’s', async () => {
    const stranger = way({ PASSWORD_URL: tls(), MAIL_CA_FILE: '' });
    await expect(stranger.change(ana)).rejects.toMatchObject({ code: 'password-unwritten' });
    const upgraded = way({
      PASSWORD_URL: `ldap://127.0.0.1:${directory.plain}`,
      MAIL_CA_FILE: '',
    });
    await expect(upgraded.change(ana)).rejects.toMatchObject({ code: 'password-unwritten' });
    expect(await directory.takes(ANA, OLD)).toBe(true);
  });
});
