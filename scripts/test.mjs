// `npm test`: types, lint, unit, integration against real servers, journeys in Chromium, and one closing line.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { installPackages, stop } from './install.mjs';
import { run } from './run.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const reports = mkdtempSync(join(tmpdir(), 'sobre-reports-'));
const total = { passed: 0, failed: 0 };
/** Said again at the end: long after them the journeys fill the terminal. */
const failures = [];

await test().catch((error) => stop(error instanceof Error ? error.message : String(error)));

async function test() {
  await installPackages();
  await ensureSystemPackages([
    'mail',
    'browser',
    'postgres',
    'address-books',
    'directory',
    'clock',
  ]);
  await check();
  await build();
  await unitAndIntegration();
  await journeys();
  rmSync(reports, { recursive: true, force: true });
  for (const sentence of failures) console.log(sentence);
  console.log(`tests: ${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed ? 1 : 0);
}

async function check() {
  const { code } = await run('node scripts/check.mjs');
  count(code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
}

async function unitAndIntegration() {
  const file = join(reports, 'vitest.json');
  const { code } = await run(
    `vitest run --reporter=default --reporter=json --outputFile.json=${file}`,
  );
  const report = readReport(file) ?? {};
  const { numPassedTests, numFailedTests, numFailedTestSuites, testResults = [] } = report;
  failures.push(...testResults.flatMap(failuresOf));
  // A file that cannot even be loaded fails without a test of its own.
  const failed = (numFailedTests ?? 0) || (numFailedTestSuites ?? 0);
  count({ passed: numPassedTests ?? 0, failed: failed || (code === 0 ? 0 : 1) });
}

async function journeys() {
  const file = join(reports, 'playwright.json');
  const { code } = await run('playwright test --config e2e/playwright.config.ts', {
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
  const { expected = 0, unexpected = 0, flaky = 0 } = readReport(file)?.stats ?? {};
  const failed = unexpected + flaky;
  count({ passed: expected, failed: failed || (code === 0 ? 0 : 1) });
}

function failuresOf({ name, message, assertionResults }) {
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  if (!failed.length) return message ? [`failed: ${name}\n${message}`] : [];
  return failed.map(
    (one) => `failed: ${name} › ${one.fullName}\n${one.failureMessages.join('\n')}`,
  );
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function count({ passed, failed }) {
  total.passed += passed;
  total.failed += failed;
}
