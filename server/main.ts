import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bridge, startBridge } from './bridge.ts';
import { readConfig } from './config.ts';
import { ConfigError } from './config-values.ts';

const here = dirname(fileURLToPath(import.meta.url));
/** `dist/client` beside `dist/server`, or below the project's root when run from the sources. */
const clientDir = here.includes('dist') ? join(here, '../client') : join(here, '../dist/client');

await main();

async function main() {
  try {
    const bridge = await startBridge(readConfig(process.env, clientDir));
    stopOnSignals(bridge);
  } catch (error) {
    console.error(sentenceOf(error));
    process.exitCode = 1;
  }
}

function stopOnSignals(bridge: Bridge) {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await bridge.stop();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function sentenceOf(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken by another program: stop it, or choose another with PORT=8081.`;
  return error instanceof Error ? error.message : String(error);
}
