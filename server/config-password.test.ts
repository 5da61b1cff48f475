import { describe, expect, it } from 'vitest';
import { readPasswordConfig } from './config-password.ts';
import { ConfigError } from './config-values.ts';

const read = (env: Record<string, string>, hasAccounts = false) =>
  readPasswordConfig(env, hasAccounts);

describe('the environment of passwords', () => {
  it('writes to the account store where there is one, and nowhere else unasked', () => {
    expect(read({}, true)).toEqual({ minimum: 8, elsewhere: null, source: { kind: 'accounts' } });
    expect(read({}).source).toBeNull();
  });

  it.each([
    ['PASSWORD_MIN_LENGTH', { PASSWORD_MIN_LENGTH: '6' }],
    ['PASSWORD_MIN_LENGTH', { PASSWORD_MIN_LENGTH: 'many' }],
    ['PASSWORD_HELP_URL', { PASSWORD_HELP_URL: 'javascript:alert(1)' }],
    ['PASSWORD_URL', { PASSWORD_URL: 'accounts:' }],
    ['PASSWORD_URL', { PASSWORD_URL: 'mysql://root:geheim@localhost/mail' }],
    ['PASSWORD_URL', { PASSWORD_URL: 'http://elsewhere.example/password' }],
    [
      'PASSWORD_URL',
      { PASSWORD_URL: 'ldap://ldap.example?tls=off', PASSWORD_LDAP_DN: 'uid={user}' },
    ],
    ['PASSWORD_HOOK_SECRET', { PASSWORD_URL: 'https://a.example/', PASSWORD_HOOK_SECRET: 'short' }],
    ['PASSWORD_LDAP_DN', { PASSWORD_URL: 'ldaps://ldap.example' }],
    ['PASSWORD_LDAP_DN', { PASSWORD_URL: 'ldaps://ldap.example', PASSWORD_LDAP_DN: 'cn=all' }],
    [
      'PASSWORD_LDAP_AS',
      {
        PASSWORD_URL: 'ldaps://l.example',
        PASSWORD_LDAP_DN: 'uid={user}',
        PASSWORD_LDAP_AS: 'admin',
      },
    ],
    [
      'PASSWORD_LDAP_BIND_PASSWORD',
      {
        PASSWORD_URL: 'ldaps://l.example',
        PASSWORD_LDAP_DN: 'uid={user}',
        PASSWORD_LDAP_BIND_DN: 'cn=a',
      },
    ],
    ['PASSWORD_SQL', { PASSWORD_URL: 'sqlite:mail.db' }],
    ['PASSWORD_SQL', sql('UPDATE mailbox SET password = :hash')],
    ['PASSWORD_SQL', sql('UPDATE mailbox SET password = 1 WHERE username = :address')],
    ['PASSWORD_SQL', sql("UPDATE m SET password = :hash WHERE username = ':address'")],
    ['PASSWORD_SQL', sql('UPDATE m SET password = :hash WHERE username = :adress AND u = :user')],
    ['PASSWORD_SQL', sql('UPDATE m SET p = :hash WHERE u = :address; DROP TABLE m')],
    [
      'PASSWORD_HASH',
      { ...sql('UPDATE m SET p = :hash WHERE u = :address'), PASSWORD_HASH: 'md5' },
    ],
  ])('stops the start with a sentence that names %s (%j)', (name, env) => {
    const sentence = sentenceOf(env as Record<string, string>);
    expect(sentence).toContain(name);
    expect(sentence).toMatch(/\.$/);
    expect(sentence).not.toContain('geheim');
  });

  it('takes casts and quoted text of a statement as they are', () => {
    const statement = `UPDATE "user:s" SET password = :hash::text, note = 'a:b' WHERE username = :address;`;
    expect(read(sql(statement)).source).toMatchObject({ kind: 'sql', statement });
  });
});

function sql(statement: string) {
  return { PASSWORD_URL: 'sqlite:mail.db', PASSWORD_SQL: statement };
}

function sentenceOf(env: Record<string, string>): string {
  try {
    read(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'nothing stopped it.';
}
