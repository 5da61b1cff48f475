import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openAccounts } from '../server/store/accounts-data.ts';
import { ensureCertificate } from './certificate.ts';
import { REFERENCE_TUNING, type Tuning, writeConfiguration } from './configuration.ts';
import { dovecotPid, reloadDovecot, startDovecot, stopDovecot } from './dovecot.ts';
import { waitForGreeting } from './greeting.ts';
import { findLayout, type Layout, makeLayout } from './layout.ts';
import { FIXED_PORTS, freePorts, type Ports, takenPort } from './ports.ts';
import { postfixPid, reloadPostfix, startPostfix, stopPostfix } from './postfix.ts';

/** A running mail stack: Dovecot and Postfix of its own on loopback ports. */
export interface MailStack {
  dataDir: string;
  layout: Layout;
  ports: Ports;
  /** The certificate authority that signed the servers' certificate, PEM. */
  caFile: string;
  accountsUrl: string;
  /** The environment with which Sobre uses this stack. */
  env: MailStackEnv;
}

export interface MailStackEnv {
  IMAP_URL: string;
  SMTP_URL: string;
  SIEVE_URL: string;
  MAIL_CA_FILE: string;
  ACCOUNTS_URL: string;
  AUTHSERV_IDS: string;
}

export interface UpOptions {
  dataDir: string;
  /** The well-known ports of the bundle, or any that are free; a stack keeps those it once had. */
  ports: 'fixed' | 'free';
  tuning?: Partial<Tuning>;
}

/**
 * Brings the mail stack of a data folder up, and answers when every port does. What runs already is
 * left running, and told to read its configuration again if that changed.
 *
 * @throws Error with one sentence when it cannot: not root, a port taken, a folder out of reach, or a
 *   server's own complaint.
 */
export async function up({ dataDir, ports: choice, tuning }: UpOptions): Promise<MailStack> {
  requireRoot();
  const layout = makeLayout(dataDir);
  const ports = await portsOf(layout, choice);
  const stack = stackOf(dataDir, layout, ports);
  await ensureCertificate(layout.tls);
  await (await openAccounts(stack.accountsUrl)).destroy();
  const changed = await writeConfiguration(layout, ports, { ...REFERENCE_TUNING, ...tuning });
  await startOrReload(layout, changed);
  await greetings(ports);
  return stack;
}

/** Stops what runs of a data folder's mail stack; its mail and accounts stay. */
export async function down(dataDir: string): Promise<void> {
  const layout = findLayout(dataDir);
  if (layout) await Promise.all([stopDovecot(layout), stopPostfix(layout)]);
}

export interface Status {
  dovecot: boolean;
  postfix: boolean;
  /** Undefined when there never was a stack in this data folder. */
  stack?: MailStack;
}

/** What runs of a data folder's mail stack. */
export async function status(dataDir: string): Promise<Status> {
  const layout = findLayout(dataDir);
  const ports = layout && (await savedPorts(layout));
  if (!layout || !ports) return { dovecot: false, postfix: false };
  return {
    dovecot: dovecotPid(layout) !== undefined,
    postfix: postfixPid(layout) !== undefined,
    stack: stackOf(dataDir, layout, ports),
  };
}

function requireRoot(): void {
  if (process.getuid?.() === 0) return;
  throw new Error(
    'The bundled mail stack has to be started by root, because Postfix and Dovecot change to users of their own; run this as root, or set IMAP_URL to a mail server that runs already.',
  );
}

// Chosen once for each home, so that a stack that comes back is found where it was.
async function portsOf(layout: Layout, choice: 'fixed' | 'free'): Promise<Ports> {
  const saved = await savedPorts(layout);
  const runs = dovecotPid(layout) ?? postfixPid(layout);
  if (saved && runs !== undefined) return saved;
  const ports = saved ?? (choice === 'fixed' ? FIXED_PORTS : await freePorts());
  const taken = await takenPort(ports);
  if (taken !== undefined) {
    throw new Error(
      `Port ${taken} is taken by another program, perhaps by the mail stack of another data folder; stop it first.`,
    );
  }
  await writeFile(layout.state, JSON.stringify({ ports }, null, 2));
  return ports;
}

async function savedPorts(layout: Layout): Promise<Ports | undefined> {
  const saved = await readFile(layout.state, 'utf8').catch(() => undefined);
  return saved === undefined ? undefined : JSON.parse(saved).ports;
}

function stackOf(dataDir: string, layout: Layout, ports: Ports): MailStack {
  const caFile = join(layout.tls, 'authority.pem');
  const accountsUrl = `sqlite:${layout.accounts}`;
  return {
    dataDir,
    layout,
    ports,
    caFile,
    accountsUrl,
    env: {
      IMAP_URL: `imap://127.0.0.1:${ports.imap}`,
      SMTP_URL: `smtp://127.0.0.1:${ports.submission}`,
      SIEVE_URL: `sieve://127.0.0.1:${ports.sieve}`,
      MAIL_CA_FILE: caFile,
      ACCOUNTS_URL: accountsUrl,
      AUTHSERV_IDS: 'mx.demo.example',
    },
  };
}

async function startOrReload(layout: Layout, changed: boolean): Promise<void> {
  await Promise.all([
    dovecotPid(layout) === undefined ? startDovecot(layout) : changed && reloadDovecot(layout),
    postfixPid(layout) === undefined ? startPostfix(layout) : changed && reloadPostfix(layout),
  ]);
}

async function greetings(ports: Ports): Promise<void> {
  const overTls = new Set(['imaps', 'submissions']);
  await Promise.all(
    Object.entries(ports).map(([service, port]) =>
      waitForGreeting(service, port, overTls.has(service)),
    ),
  );
}
