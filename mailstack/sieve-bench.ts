import { execFile } from 'node:child_process';
import { appendFile, chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureCertificate } from './certificate.ts';
import { REFERENCE_TUNING, writeConfiguration } from './configuration.ts';
import { makeLayout } from './layout.ts';
import { freePorts } from './ports.ts';

/** Pigeonhole with our configuration, for trying scripts on messages without delivering any. */
export interface SieveBench {
  /**
   * Runs a script on a message. A script may include those of `personal`, by name.
   *
   * @throws Error with the compiler's words when Pigeonhole does not take the script.
   */
  run(script: string, message: string, options?: RunOptions): Promise<SieveOutcome>;
  close(): Promise<void>;
}

export interface RunOptions {
  from?: string;
  to?: string;
  personal?: Record<string, string>;
}

/** What would have been done with the message. */
export interface SieveOutcome {
  /** False when the script was broken off; the message is then in the Inbox. */
  completed: boolean;
  stored: { folder: string; flags: string[] }[];
  redirected: string[];
  rejected?: string;
  discarded: boolean;
  replies: { text: string; subject?: string }[];
}

const run = promisify(execFile);

/** Writes the configuration of the bundled mail stack, and of what an administrator may add to it. */
export async function openSieveBench(): Promise<SieveBench> {
  const home = await mkdtemp(join(tmpdir(), 'sobre-sieve-'));
  await chmod(home, 0o777);
  const layout = makeLayout(home);
  await ensureCertificate(layout.tls);
  await writeConfiguration(layout, await freePorts(), REFERENCE_TUNING);
  const config = join(layout.home, 'dovecot/dovecot.conf');
  const scripts = join(home, 'sieve');
  await mkdir(scripts);
  await chmod(scripts, 0o777);
  await appendFile(config, extraConfiguration(scripts));
  const script = join(home, 'script.sieve');
  const message = join(home, 'message.eml');
  return {
    async run(
      source,
      raw,
      { from = 'ann@example.org', to = 'me@example.net', personal = {} } = {},
    ) {
      for (const [name, text] of Object.entries(personal)) {
        await writeFile(join(scripts, `${name}.sieve`), text);
      }
      await writeFile(script, source);
      await writeFile(message, raw.replace(/\r?\n/g, '\r\n'));
      const args = ['-c', config, '-C', '-l', `sdbox:${home}/box`, '-f', from, '-r', to, '-a', to];
      const environment = { ...process.env, LC_ALL: 'C.UTF-8' };
      const ran = await run('sieve-test', [...args, script, message], { env: environment }).catch(
        (failure: { stdout: string; stderr: string }) => failure,
      );
      const { stdout = '', stderr = '' } = ran;
      if (!/final result: /.test(stderr)) throw new Error(`${stderr.trim()}\n${source}`);
      return readOutcome(stdout, stderr);
    },
    close: () => rm(home, { recursive: true, force: true }),
  };
}

// Without a limit, one run can ask many conditions at once.
const extraConfiguration = (scripts: string) => `
plugin {
  sieve = file:${scripts};active=${scripts}.active
  sieve_max_actions = 0
  sieve_max_redirects = 100
  sieve_extensions = +vacation-seconds -editheader +spamtest
  sieve_spamtest_status_type = score
  sieve_spamtest_status_header = X-Spam-Score: (-?[[:digit:].]+)
  sieve_spamtest_max_value = 5
}
`;

/** Reads what sieve-test prints: a line for each action, and its details indented below. */
function readOutcome(stdout: string, stderr: string): SieveOutcome {
  const outcome: SieveOutcome = {
    completed: !/final result: failed/.test(stderr),
    stored: [],
    redirected: [],
    discarded: false,
    replies: [],
  };
  for (const part of stdout.replace(/\r/g, '').split(/^ \* /m).slice(1)) {
    const [line = ''] = part.split('\n');
    const store = /^store message in folder: (.*)$/s.exec(line);
    const redirect = /^redirect message to: <(.*)>$/s.exec(line);
    const reject = /^reject message with reason: (.*)$/s.exec(line);
    if (store) outcome.stored.push({ folder: store[1]!, flags: flagsIn(part) });
    else if (redirect) outcome.redirected.push(redirect[1]!);
    else if (reject) outcome.rejected = reject[1]!;
    else if (line === 'discard') outcome.discarded = true;
    else if (line.startsWith('send vacation')) outcome.replies.push(replyIn(part));
    else throw new Error(`sieve-test says something new: ${line}`);
  }
  return outcome;
}

const flagsIn = (part: string) =>
  (/\+ add IMAP flags: (.*)/.exec(part)?.[1] ?? '').split(' ').filter(Boolean);

function replyIn(part: string): SieveOutcome['replies'][number] {
  const subject = /=> subject : (.*)/.exec(part)?.[1];
  const text = /START MESSAGE\n([\s\S]*?)\nEND MESSAGE/.exec(part)?.[1] ?? '';
  return { text, ...(subject !== undefined && { subject }) };
}
