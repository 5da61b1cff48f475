import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Sees to it that the programs of these purposes are there: installs what is missing with apt when run
 * as root, without starting any service.
 *
 * @param {('mail' | 'browser' | 'postgres' | 'address-books' | 'clock' | 'directory')[]} purposes
 * @throws {Error} with one sentence that names the command, when it cannot install.
 */
export async function ensureSystemPackages(purposes) {
  const missing = missingPackages(purposes);
  if (missing.length === 0) return;
  const command = `apt-get install ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error(
      `Some system packages are missing; install them as root with "${command}", or what your system calls them, and try again.`,
    );
  }
  console.log(`Installing ${missing.join(', ')} …`);
  try {
    withoutStartingServices(() => install(missing));
  } catch (error) {
    throw new Error(`"${command}" failed: ${lastLine(error)}.`, { cause: error });
  }
}

// A package is there when the file that we need of it is.
const packages = {
  mail: {
    'dovecot-core': '/usr/bin/doveadm',
    'dovecot-imapd': '/usr/lib/dovecot/imap',
    'dovecot-lmtpd': '/usr/lib/dovecot/lmtp',
    'dovecot-managesieved': '/usr/lib/dovecot/managesieve',
    'dovecot-sieve': '/usr/lib/dovecot/modules/lib90_sieve_plugin.so',
    'dovecot-sqlite': '/usr/lib/dovecot/modules/auth/libdriver_sqlite.so',
    postfix: '/usr/lib/postfix/sbin/master',
    'postfix-sqlite': '/usr/lib/postfix/postfix-sqlite.so',
    openssl: '/usr/bin/openssl',
  },
  browser: { chromium: '/usr/bin/chromium' },
  postgres: { postgresql: '/usr/lib/postgresql' },
  // Tests only: somebody else's address books.
  'address-books': { radicale: '/usr/bin/radicale' },
  // Tests only: another time of day.
  clock: { faketime: '/usr/bin/faketime' },
  // Tests only: somebody else's directory of people.
  directory: { slapd: '/usr/sbin/slapd', 'ldap-utils': '/usr/bin/ldapsearch' },
};

function missingPackages(purposes) {
  return purposes
    .flatMap((purpose) => Object.entries(packages[purpose]))
    .filter(([, path]) => !isThere(path))
    .map(([name]) => name);
}

function isThere(path) {
  if (path !== '/usr/lib/postgresql') return existsSync(path);
  return (
    existsSync(path) && readdirSync(path).some((each) => existsSync(`${path}/${each}/bin/initdb`))
  );
}

// Debian's packages start their services when installed, unless this file says no.
const policy = '/usr/sbin/policy-rc.d';

function withoutStartingServices(action) {
  if (existsSync(policy)) return action();
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return action();
  } finally {
    rmSync(policy, { force: true });
  }
}

function install(names) {
  if (names.includes('postfix')) {
    apt('debconf-set-selections', [], 'postfix postfix/main_mailer_type select No configuration\n');
  }
  apt('apt-get', ['update', '-q']);
  apt('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...names]);
}

function apt(program, args, input = '') {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  execFileSync(program, args, { env, input, stdio: ['pipe', 'ignore', 'pipe'] });
}

function lastLine(error) {
  const complaint = String(error.stderr || error.message).trim();
  return complaint.split('\n').at(-1).replace(/\.$/, '');
}
