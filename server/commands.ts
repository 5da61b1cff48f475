import { parseArgs } from 'node:util';
import { createContext } from './bridge.ts';
import { readConfig } from './config.ts';
import { readMaster } from './config-master.ts';
import { ConfigError, type Environment } from './config-values.ts';
import { carryCleanUps } from './features/clean-up/clean-up.ts';
import { createPostman } from './features/compose/postman.ts';
import { createWebPush } from './features/notifications/web-push.ts';
import { tidy } from './features/retention/tidy.ts';
import { createPush } from './push.ts';

/** How a command ended, for the shell. */
const DONE = 0;
const WRONG = 1;

type Command = (args: string[], env: Environment, print: (line: string) => void) => Promise<number>;

/** The table of what an administrator can ask for. */
const commands: Record<string, { usage: string; run: Command }> = {
  tidy: {
    usage:
      'tidy [--dry-run]   run the tidying rules of every mailbox that are due, as a master user',
    run: runTidy,
  },
};

/**
 * Runs one of the administrator's commands.
 *
 * @returns the exit code: 0 = done, 1 = wrongly asked or configured, 2 = done for some mailboxes only.
 */
export const runCommand: Command = async ([name = '', ...args], env, print) => {
  const command = commands[name];
  if (!command) {
    print('Usage: npm run admin -- COMMAND');
    for (const { usage } of Object.values(commands)) print(`  ${usage}`);
    return ['', 'help', '--help', '-h'].includes(name) ? DONE : WRONG;
  }
  try {
    return await command.run(args, env, print);
  } catch (error) {
    if (isUsage(error)) print(`Usage: npm run admin -- ${command.usage}`);
    else print(error instanceof Error ? error.message : String(error));
    return WRONG;
  }
};

const isUsage = (error: unknown) =>
  String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');

async function runTidy(args: string[], env: Environment, print: (line: string) => void) {
  const { values } = parseArgs({
    args,
    options: { 'dry-run': { type: 'boolean', default: false } },
  });
  const master = readMaster(env);
  // What goes wrong with a mailbox stands in its line: the log would be about the same.
  const config = readConfig({ ...env, LOG_LEVEL: env.LOG_LEVEL || 'error' }, '');
  const parts = { push: createPush(), postman: createPostman(), webPush: createWebPush() };
  const context = await createContext(config, parts, master);
  const cleaner = carryCleanUps(context);
  try {
    const { failed, refused, accounts } = await tidy(context, { dryRun: values['dry-run'], print });
    if (accounts > 0 && refused === accounts) {
      throw new ConfigError(
        `The mail server opens none of these mailboxes to the master user "${master.user}": check IMAP_MASTER_USER, IMAP_MASTER_PASSWORD and IMAP_MASTER_SEPARATOR, and auth_master_user_separator in Dovecot.`,
      );
    }
    return failed ? 2 : DONE;
  } finally {
    await cleaner.stop();
    await context.mail.close();
    await context.passwords?.close();
    await context.store.destroy();
    await context.accounts?.destroy();
  }
}
