// `npm run admin -- …`: the administrator's command line, as it was built, or from the sources before a build.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

const built = join(root, 'dist/server/admin.js');
const program = existsSync(built) ? [built] : ['--import', 'tsx', join(root, 'server/admin.ts')];
const { status } = spawnSync(process.execPath, [...program, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
