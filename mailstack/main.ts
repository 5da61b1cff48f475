import { parseArgs } from 'node:util';
import { startBundledStack } from './bundled.ts';
import { down, status } from './mailstack.ts';

const USAGE = 'Usage: npm run mailstack -- up|down|status|env [--data DIR]';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { data: { type: 'string', default: process.env.DATA_DIR || './data' } },
    allowPositionals: true,
  });
  const command = COMMANDS[positionals[0] ?? ''];
  if (!command || positionals.length > 1) throw new Error(USAGE);
  await command(values.data);
}

const COMMANDS: Record<string, (dataDir: string) => Promise<void>> = {
  async up(dataDir) {
    const { demo } = await startBundledStack(dataDir);
    console.log('The mail stack is up. Demo mailboxes (address, password):');
    for (const { address, password } of demo) console.log(`  ${address.padEnd(28)} ${password}`);
    await COMMANDS.env?.(dataDir);
  },
  async down(dataDir) {
    await down(dataDir);
    console.log('The mail stack is down.');
  },
  async status(dataDir) {
    const { dovecot, postfix, stack } = await status(dataDir);
    console.log(
      `Dovecot ${dovecot ? 'runs' : 'is stopped'}, Postfix ${postfix ? 'runs' : 'is stopped'}.`,
    );
    if (stack) console.log(stack.ports);
    if (!dovecot || !postfix) process.exitCode = 3;
  },
  // Lines that a shell can read: set -a; eval "$(npm run -s mailstack -- env)"
  async env(dataDir) {
    const { stack } = await status(dataDir);
    if (!stack) throw new Error(`There is no mail stack in ${dataDir} yet; "up" makes it.`);
    for (const [name, value] of Object.entries(stack.env)) console.log(`${name}=${value}`);
  },
};

await main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
