// The last lines of .ci/run: the suites that were not run, and the sum of what the reporters of the others counted.
// A failed step (its name is an argument) that no reporter counted is a failure of its own.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const RESULTS = join(ROOT, 'out/results');
const read = file => JSON.parse(readFileSync(file, 'utf8'));

/** Script → where its reporter writes, and how to read it. */
const REPORTS = {
  'test:unit': { file: 'unit.json', count: vitest },
  'test:browser': { file: 'browser.json', count: vitest },
  'test:e2e': { file: 'e2e.json', count: playwright },
  'test:axe': { file: 'axe.json', count: playwright },
  'test:ten': { file: 'ten.json', count: counts => counts },
};

function vitest({ numPassedTests, numFailedTests }) {
  return { passed: numPassedTests, failed: numFailedTests };
}

function playwright({ stats }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
}

const scripts = Object.keys(read(join(ROOT, 'package.json')).scripts);
const steps = existsSync(join(RESULTS, 'steps.json')) ? read(join(RESULTS, 'steps.json')) : [];
let passed = 0;
let failed = 0;

for (const { script, passed: fine } of steps) {
  const report = REPORTS[script] && join(RESULTS, REPORTS[script].file);
  const counted = report && existsSync(report) ? REPORTS[script].count(read(report)) : { passed: 0, failed: 0 };
  passed += counted.passed;
  failed += fine ? counted.failed : Math.max(1, counted.failed);
}
// `npm test` failed without a failed step: it did not get that far.
if (failed === 0) failed += process.argv.length - 2;

const suites = scripts.filter(name => /^(test:|check:|bench|demo)/.test(name));
const notRun = suites.filter(name => !steps.some(({ script }) => script === name));
console.log(`\nnot run: ${notRun.join(', ') || 'nothing'}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
