import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';

/** What a browser showed and held when a case failed: kept under out/ for who asks why. A browser that hangs is not waited for. */

const patience = 5_000;
/** Lines of a console that are remembered. */
const mostLines = 400;

/** What the pages and workers of a context have said, with its milliseconds since then. */
export function listen(context: BrowserContext, opened = Date.now()): readonly string[] {
  const lines: string[] = [];
  const say = (what: string) => {
    lines.push(`${Date.now() - opened} ${what}`);
    if (lines.length > mostLines) lines.shift();
  };
  context.on('console', message => say(`${message.type()}: ${message.text()} (${message.location().url})`));
  context.on('weberror', error => say(`error: ${error.error().stack ?? error.error().message}`));
  context.on('requestfailed', request => say(`failed: ${request.url()} ${request.failure()?.errorText ?? ''}`));
  context.on('page', page => {
    page.on('crash', () => say('a page crashed'));
    page.on('framenavigated', frame => say(`went to ${frame.url()}`));
    page.on('worker', worker => say(`worker: ${worker.url()}`));
  });
  return lines;
}

/** Keeps all of it in a folder of its own under out/crash, and returns that. */
export async function keepEvidence(context: BrowserContext, said: readonly string[], why: string): Promise<string> {
  const folder = join('out/crash', new Date().toISOString().replaceAll(':', '-'));
  await mkdir(folder, { recursive: true });
  const pages = context.pages().filter(page => page.url() !== 'about:blank');
  const facts = await Promise.all(
    pages.map(async (page, index) => {
      const found = await orWhyNot(page.evaluate(lookAround));
      const frames = await orWhyNot(page.evaluate(countFrames));
      // Last: it draws a frame, which wakes a page that waits for one.
      const drawn = await orWhyNot(
        page.screenshot({ path: join(folder, `page-${index}.png`), timeout: patience }).then(() => ({})),
      );
      return { url: page.url(), workers: page.workers().map(worker => worker.url()), ...found, ...frames, ...drawn };
    }),
  );
  const browser = await orWhyNot(targets(pages[0]));
  await writeFile(join(folder, 'facts.json'), JSON.stringify({ why, pages: facts, ...browser }, undefined, 2));
  await writeFile(join(folder, 'console.txt'), said.join('\n'));
  return folder;
}

/** Every target of the browser: the workers that tabs share are no page's. */
async function targets(page: Page | undefined) {
  const session = await page?.context().newCDPSession(page);
  const { targetInfos = [] } = (await session?.send('Target.getTargets')) ?? {};
  return { targets: targetInfos.map(({ type, url }) => `${type} ${url}`) };
}

/** Runs in a page. */
async function lookAround() {
  // When it was asked for, sent, answered and there: whether the cache, the server or the page kept it waiting.
  const told = (one: PerformanceEntry) => {
    const { fetchStart, requestStart, responseStart, responseEnd, transferSize } = one as PerformanceResourceTiming;
    const times = [fetchStart, requestStart, responseStart, responseEnd].map(Math.round).join(' ');
    return `${times} · ${transferSize} · ${one.name}`;
  };
  const storage: Record<string, string | null> = {};
  for (const name of Object.keys(localStorage)) storage[name] = localStorage.getItem(name);
  const { held = [], pending = [] } = await navigator.locks.query();
  return {
    text: document.body.innerText,
    visibility: document.visibilityState,
    isBetweenViews: Boolean(document.activeViewTransition),
    marks: performance.getEntriesByType('mark').map(({ name, startTime }) => `${name} ${Math.round(startTime)}`),
    asked: performance.getEntriesByType('resource').map(told),
    age: Math.round(performance.now()),
    storage,
    locks: { held, pending },
    databases: await indexedDB.databases(),
  };
}

/** Runs in a page: how many frames it draws in a second. What is polled with them waits where there are none. */
function countFrames(): Promise<{ frames: number }> {
  return new Promise(resolve => {
    let frames = 0;
    const count = () => {
      frames++;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    setTimeout(() => resolve({ frames }), 1_000);
  });
}

async function orWhyNot<Facts extends object>(looked: Promise<Facts>): Promise<Facts | { silent: string }> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<{ silent: string }>(resolve => {
    timer = setTimeout(resolve, patience, { silent: `no answer in ${patience} ms` });
  });
  const found = looked.catch((error: unknown) => ({ silent: String(error) }));
  return Promise.race([found, late]).finally(() => clearTimeout(timer));
}
