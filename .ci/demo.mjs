// `npm run demo`: serves the build, drives it in headless Chromium through the demo team and prints one line a stage.
// Leaves out/demo/*.png and out/demo/workspace.json; ends non-zero if any stage fails.
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { runnerImport } from 'vite';
import { findChromium } from '../test/support/chromium.mjs';
import { buildWhenNeeded, serveDist } from './serve.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const OUT = join(ROOT, 'out/demo');
const TASK = 'Our three invoices are 1,280.50, 946.20 and 2,310.00. What do they add up to with 20 % tax?';
const ANSWER = '5,444.04';
const MOVE = 'We move to a new office. Make a plan and write me a checklist.';
const FILE = 'office-move.md';

/** The page object of the end-to-end tests: one place knows what a control is called. */
const { module } = await runnerImport(join(ROOT, 'test/e2e/pages.ts'), { configFile: false, logLevel: 'error' });

await buildWhenNeeded();
await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
const server = await serveDist({ port: 0 });
const browser = await chromium.launch(await findChromium());
const context = await browser.newContext({ baseURL: server.address, viewport: { width: 1280, height: 800 } });
const page = await context.newPage();
page.setDefaultTimeout(30_000);
const app = new module.Retinue(page);

let number = 0;
let workspace = '';

/** Runs one stage, keeps a picture and says how long it took. */
async function stage(name, work) {
  const began = performance.now();
  await work();
  number += 1;
  await page.screenshot({ path: join(OUT, `${number}-${name.replaceAll(' ', '-')}.png`) });
  console.log(`${String(number).padStart(2)}  ${name.padEnd(26)} ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

/** Throws unless the text is on the screen within the page's patience. */
const shows = text => app.main.getByText(text).first().waitFor();

try {
  await stage('open', () => app.open());
  await stage('demo', () => app.startDemo());
  await stage('hire', async () => {
    await app.hire({ name: 'Pia' });
    await shows('Pia');
  });
  await stage('ask', () => app.ask(TASK, 'Ines'));
  await stage('answer streamed', async () => {
    await app.lastAnswer.getByText(ANSWER).first().waitFor();
    await app.settled();
  });
  const conversation = new URL(page.url()).hash;
  await stage('plan and question', async () => {
    await app.open('#/');
    await app.ask(MOVE, 'Maren');
    await page.getByRole('button', { name: 'Friday', exact: true }).click();
  });
  await stage('approval', async () => {
    await app.open('#/inbox');
    await page.getByRole('button', { name: /^Approve once/ }).click();
    await shows('Nothing needs you');
  });
  await stage('file', async () => {
    await app.open('#/files');
    await app.main.getByText(FILE).first().click();
    await shows('Office move: Friday');
  });
  await stage('cost screen', async () => {
    await app.open('#/costs');
    await shows('not paid');
  });
  await stage('export', async () => {
    workspace = join(OUT, 'workspace.json');
    await copyFile(await app.exportWorkspace(), workspace);
    const file = await readFile(workspace, 'utf8');
    if (!file.includes(ANSWER) || !file.includes(FILE)) throw new Error('the work is not in the exported file');
  });
  await stage('wipe', async () => {
    await app.eraseEverything();
    await app.open('#/conversations');
    if (await app.main.getByText('Our three invoices').isVisible()) throw new Error('the wipe left a conversation');
  });
  await stage('import', () => app.importWorkspace(workspace, 'replace'));
  await stage('the answer is there again', async () => {
    await app.open(conversation);
    await app.lastAnswer.getByText(ANSWER).first().waitFor();
  });
  console.log(`Pictures and workspace.json are in ${OUT}`);
} catch (error) {
  await page.screenshot({ path: join(OUT, 'failed.png') });
  console.error(`stage ${number + 1} failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await browser.close();
  await server.close();
}
