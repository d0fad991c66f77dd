// `npm test`: everything that belongs in it, one suite after the other, and what each took of its budget.
// Runs on after a failure, so that one look tells all. The suites' reporters leave their counts in out/results/.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const RESULTS = join(ROOT, 'out/results');
const scripts = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts;

/** Budgets in seconds on two cores; ten minutes in all. */
const BUDGETS = [
  { name: 'lint, types, build', seconds: 60, scripts: ['lint', 'typecheck', 'build'] },
  { name: 'unit and property', seconds: 120, scripts: ['test:unit'] },
  { name: 'browser', seconds: 100, scripts: ['test:browser'] },
  { name: 'end to end', seconds: 240, scripts: ['test:e2e'] },
  { name: 'kills', seconds: 55, scripts: ['test:ten'] },
  { name: 'bytes and axe', seconds: 25, scripts: ['size', 'test:axe'] },
];

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

const table = [];
const steps = [];
for (const { name, seconds, scripts: wanted } of BUDGETS) {
  const began = performance.now();
  const failed = [];
  for (const script of wanted.filter(script => script in scripts)) {
    console.log(`\n── ${script} ${'─'.repeat(60 - script.length)}`);
    const { status } = spawnSync('npm', ['run', '--silent', script], { cwd: ROOT, stdio: 'inherit' });
    steps.push({ script, passed: status === 0 });
    if (status !== 0) failed.push(script);
  }
  table.push({ name, seconds, took: (performance.now() - began) / 1000, failed });
}
writeFileSync(join(RESULTS, 'steps.json'), JSON.stringify(steps, null, 2));

console.log('\nsuite                    took  budget');
for (const { name, seconds, took, failed } of table) {
  const verdict = failed.length > 0 ? `FAILED: ${failed.join(', ')}` : took > seconds ? 'over budget' : 'ok';
  console.log(`${name.padEnd(22)} ${took.toFixed(0).padStart(4)} s  ${String(seconds).padStart(4)} s  ${verdict}`);
}
const total = table.reduce((sum, { took }) => sum + took, 0);
console.log(`${'in all'.padEnd(22)} ${total.toFixed(0).padStart(4)} s   600 s`);
process.exit(table.some(({ failed }) => failed.length > 0) ? 1 : 0);
