// Types, lint, format, import rules, translations, unused code: everything that needs no server.
import { runAll } from './run.mjs';

await runAll([
  ['types', 'tsc -p tsconfig.json --noEmit'],
  ['types of the client', 'tsc -p client --noEmit'],
  ['types of the worker', 'tsc -p client/worker --noEmit'],
  ['lint, format, imports', 'biome check --error-on-warnings .'],
  ['unused code', 'knip'],
]);
