import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { ConfigError } from './config-values.ts';

const DATA_DIR = mkdtempSync(join(tmpdir(), 'sobre-config-'));
const base = { DATA_DIR, IMAP_URL: 'imaps://mail.example.org' };
const read = (env: Record<string, string>) => readConfig({ ...base, ...env }, '/client');

describe('the environment', () => {
  it('takes the defaults that INTERFACES.md names', () => {
    const config = read({});
    expect(config).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:8080',
      secure: false,
      logLevel: 'info',
    });
    expect(config.databaseUrl).toBe(`sqlite:${join(DATA_DIR, 'sobre.sqlite')}`);
    expect(config.servers.imap).toMatchObject({
      host: 'mail.example.org',
      port: 993,
      security: 'tls',
    });
  });

  it('finds SMTP and Sieve beside IMAP', () => {
    const { smtp, sieve } = read({}).servers;
    expect(smtp).toMatchObject({ host: 'mail.example.org', port: 587, security: 'starttls' });
    expect(sieve).toMatchObject({ host: 'mail.example.org', port: 4190, security: 'starttls' });
  });

  it('keeps address books here, or on a server of its own', () => {
    expect(read({}).carddav).toBeNull();
    expect(read({ CARDDAV_URL: 'https://dav.example.org/{user}/' }).carddav).toMatchObject({
      template: 'https://dav.example.org/{user}/',
      anyCertificate: false,
    });
    expect(read({ CARDDAV_URL: 'http://127.0.0.1:5232/{email}/' }).carddav).not.toBeNull();
  });

  it('believes the mail server about senders, under its own name or those that are given', () => {
    expect(read({}).authservIds).toEqual(['mail.example.org']);
    expect(read({ SMTP_URL: 'smtps://out.example.org' }).authservIds).toEqual([
      'mail.example.org',
      'out.example.org',
    ]);
    expect(read({ IMAP_URL: 'imaps://192.0.2.1' }).authservIds).toEqual([]);
    expect(read({ AUTHSERV_IDS: 'MX1.example.org, mx2' }).authservIds).toEqual([
      'mx1.example.org',
      'mx2',
    ]);
  });

  it('speaks of CO2 only when it is told a figure that may be', () => {
    expect(read({}).co2GramsPerMailYear).toBeNull();
    expect(read({ CO2_GRAMS_PER_MAIL_YEAR: '10' }).co2GramsPerMailYear).toBe(10);
    expect(read({ CO2_GRAMS_PER_MAIL_YEAR: '0.3' }).co2GramsPerMailYear).toBe(0.3);
    for (const wrong of ['none', '0', '-1', '1000', '10 g', 'NaN'])
      expect(() => read({ CO2_GRAMS_PER_MAIL_YEAR: wrong })).toThrow(
        /CO2_GRAMS_PER_MAIL_YEAR is ".*", which is no number from 0.1 to 100/,
      );
  });

  it('makes a secret key once, for the owner alone', () => {
    const { secretKey } = read({});
    expect(secretKey).toHaveLength(32);
    expect(read({}).secretKey.equals(secretKey)).toBe(true);
    expect(statSync(join(DATA_DIR, 'secret.key')).mode & 0o777).toBe(0o600);
  });

  it('is secure behind https and accepts that one origin', () => {
    const config = read({ PUBLIC_URL: 'https://webmail.example.org' });
    expect(config.secure).toBe(true);
    expect(config.origins).toEqual(['https://webmail.example.org']);
  });

  it('allows plain text and any certificate to this machine', () => {
    const { imap } = read({ IMAP_URL: 'imap://127.0.0.1:10143?tls=off' }).servers;
    expect(imap.security).toBe('none');
    expect(
      read({ IMAP_URL: 'imaps://localhost', MAIL_TLS_VERIFY: 'off' }).servers.imap.anyCertificate,
    ).toBe(true);
  });

  it.each([
    ['PORT', 'eighty', /PORT is "eighty".*PORT=8080/],
    ['PUBLIC_URL', 'webmail.example.org', /PUBLIC_URL is .*PUBLIC_URL=https/],
    ['PUBLIC_URL', 'https://example.org/mail', /PUBLIC_URL .* root of a host/],
    ['IMAP_URL', '', /IMAP_URL is not set/],
    ['IMAP_URL', 'http://mail.example.org', /IMAP_URL is .*imaps:/],
    ['IMAP_URL', 'imaps://user:hunter2@mail.example.org', /IMAP_URL holds a login/],
    ['IMAP_URL', 'imap://mail.example.org?tls=off', /tls=off.*this machine only/],
    ['MAIL_TLS_VERIFY', 'off', /MAIL_TLS_VERIFY.*this machine only/],
    ['MAIL_CA_FILE', '/nonexistent.pem', /MAIL_CA_FILE is .*cannot be read/],
    ['CARDDAV_URL', 'dav.example.org', /CARDDAV_URL is .*https address/],
    ['CARDDAV_URL', 'http://dav.example.org/{user}/', /over http to this machine only/],
    ['CARDDAV_URL', 'https://me:hunter2@dav.example.org/', /CARDDAV_URL holds a login/],
    ['CARDDAV_URL', 'https://{domain}/dav/', /all passwords go to one host/],
    ['DATABASE_URL', 'mysql://db', /DATABASE_URL is .*sqlite:/],
    ['SECRET_KEY', 'c2hvcnQ=', /SECRET_KEY must be 32 bytes/],
    ['TRUSTED_PROXIES', '10.0.0.0/40', /TRUSTED_PROXIES holds "10.0.0.0\/40"/],
    ['AUTHSERV_IDS', 'mx one', /AUTHSERV_IDS holds "mx one".*AUTHSERV_IDS=mx/],
    ['LOG_LEVEL', 'loud', /LOG_LEVEL is "loud"/],
    ['SEND_LATER', 'no', /SEND_LATER is "no": give on or off/],
    ['WEB_PUSH', 'never', /WEB_PUSH is "never": give on or off/],
    ['VAPID_PUBLIC_KEY', 'BNc', /VAPID_PUBLIC_KEY is set, but VAPID_PRIVATE_KEY is not/],
    ['WEB_PUSH_HOSTS', 'https://push.example', /WEB_PUSH_HOSTS holds .*fcm.googleapis.com/],
    ['REDIS_URL', 'redis://127.0.0.1', /REDIS_URL is set.*unset/],
  ])('refuses %s=%s with one sentence', (name, value, sentence) => {
    const attempt = () => read({ [name]: value });
    expect(attempt).toThrow(ConfigError);
    expect(attempt).toThrow(sentence);
    expect(attempt).not.toThrow(/hunter2/);
  });
});
