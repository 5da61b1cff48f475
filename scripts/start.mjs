// `npm start`: from a fresh clone to a page in the browser. Plain JavaScript: it runs before any package is there.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { installPackages, stop } from './install.mjs';
import { root } from './run.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const development = process.argv.includes('--dev');
const port = process.env.PORT || '8080';

await start().catch((error) => stop(error instanceof Error ? error.message : String(error)));

async function start() {
  await installPackages();
  if (!development) await build();
  const mail = process.env.IMAP_URL ? null : await startMailStack();
  const env = { ...process.env, ...mail?.env };
  if (development) return startDevelopment(env);
  const bridge = launch(process.execPath, [join(root, 'dist/server/main.js')], env);
  await answering(bridge);
  welcome(mail);
}

/** The bundled Dovecot and Postfix with their demo mailboxes, brought up by its own command. */
async function startMailStack() {
  await ensureSystemPackages(['mail']);
  const { startBundledStack } = development
    ? await importSource('mailstack/bundled.ts')
    : await import(pathToFileURL(join(root, 'dist/mailstack/bundled.js')).href);
  return startBundledStack(process.env.DATA_DIR || join(root, 'data'));
}

async function importSource(path) {
  const { register } = await import('tsx/esm/api');
  register();
  return import(pathToFileURL(join(root, path)).href);
}

function startDevelopment(env) {
  launch(join(root, 'node_modules/.bin/tsx'), ['watch', 'server/main.ts'], {
    ...env,
    PORT: '8081',
    PUBLIC_URL: `http://localhost:${port}`,
  });
  launch(join(root, 'node_modules/.bin/vite'), ['client', '--port', port, '--strictPort'], {
    ...env,
    BRIDGE_PORT: '8081',
  });
}

/** A child that lives and dies with this process. */
function launch(command, args, env) {
  const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
  const pass = (signal) => child.kill(signal);
  process.on('SIGINT', pass);
  process.on('SIGTERM', pass);
  child.on('exit', (code) => process.exit(code ?? 0));
  return child;
}

async function answering(child) {
  const host = process.env.HOST && process.env.HOST !== '0.0.0.0' ? process.env.HOST : '127.0.0.1';
  for (let tries = 0; tries < 150 && child.exitCode === null; tries++) {
    const alive = await fetch(`http://${host}:${port}/healthz`).catch(() => null);
    if (alive?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  stop('The webmail did not start: see the message above.');
}

function welcome(mail) {
  const address = process.env.PUBLIC_URL || `http://localhost:${port}`;
  const lines = ['', `  Sobre is ready: ${address}`, ''];
  if (mail) {
    lines.push('  Demo mailboxes (address, password):');
    for (const { address, password, note } of mail.demo) {
      lines.push(`    ${address.padEnd(22)} ${password.padEnd(24)} ${note}`);
    }
    lines.push(
      '',
      '  Nothing leaves this machine: letters to the outside are held in a queue.',
      '',
    );
  }
  lines.push('  Ctrl+C stops the webmail.', '');
  console.log(lines.join('\n'));
}
