import { runCommand } from './commands.ts';

// `npm run admin -- …`, or `node dist/server/admin.js …` where there is no npm.
process.exitCode = await runCommand(process.argv.slice(2), process.env, console.log);
