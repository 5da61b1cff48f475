import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { checkTimes } from '../shared/password/check-times.ts';
import { loadWordBook } from '../shared/password/lists.ts';
import { measureApi } from './api.ts';
import { type Bed, makeBeds } from './bed.ts';
import { startBenchBridge } from './bridge.ts';
import { measureFloor } from './floor.ts';
import { measureMemory } from './memory.ts';
import { measurePage } from './page.ts';
import { printPasswords, printReport, type Result } from './report.ts';
import { storageApi, storageFloor } from './storage.ts';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000' },
    rounds: { type: 'string', default: '7' },
    'no-page': { type: 'boolean', default: false },
    /** How Dovecot keeps the mail: `sdbox`, or `maildir` to compare with other people's figures. */
    format: { type: 'string', default: 'sdbox' },
    out: { type: 'string', default: 'bench/results/latest.json' },
  },
});
const sizes = values.sizes.split(',').map(Number);
const rounds = Number(values.rounds);

console.log(`Making mailboxes of ${sizes.join(', ')} messages …`);
const { stack, beds } = await makeBeds(sizes, values.format === 'maildir' ? 'maildir' : 'sdbox');
try {
  const results: Result[] = [];
  for (const bed of beds) results.push(await measureBed(bed));
  printReport(results);
  const passwords = checkTimes(await loadWordBook());
  printPasswords(passwords);
  mkdirSync('bench/results', { recursive: true });
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };
  writeFileSync(
    values.out,
    `${JSON.stringify({ date: new Date().toISOString(), machine, rounds, format: values.format, results, passwords }, null, 2)}\n`,
  );
} finally {
  await stack.stop();
}
process.exit();

async function measureBed(bed: Bed): Promise<Result> {
  console.log(`Measuring ${bed.size} messages …`);
  const floor = [...(await measureFloor(stack, bed, rounds)), ...(await storageFloor(stack, bed))];
  const bridge = await startBenchBridge(stack);
  try {
    const api = [
      ...(await measureApi(stack, bridge.url, bed, rounds)),
      ...(await storageApi(stack, bed)),
    ];
    const page = values['no-page'] ? null : await measurePage(stack, bridge.url, bed, rounds);
    const isLargest = bed.size === Math.max(...sizes);
    const heapPerUser = isLargest ? await measureMemory(stack, bridge, bed) : null;
    return { size: bed.size, floor, api, page, heapPerUser };
  } finally {
    await bridge.stop();
  }
}
