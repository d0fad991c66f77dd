import type { Page, Worker } from 'playwright-core';

/** Whether a worker is the data side of its tab: engine, storage, providers. */
export const isDataWorker = (worker: Worker): boolean => worker.url().includes('/workers/engine');

/** The data worker of a page, as soon as it is there. */
export async function dataWorker(page: Page): Promise<Worker> {
  return page.workers().find(isDataWorker) ?? page.waitForEvent('worker', { predicate: isDataWorker });
}

/** Turns the data worker's clock forward by so many milliseconds, or back to the true time with 0. */
export async function turnClock(page: Page, by: number): Promise<void> {
  const worker = await dataWorker(page);
  await worker.evaluate(ahead => {
    const clock = globalThis as typeof globalThis & { trueNow?: () => number };
    const now = (clock.trueNow ??= Date.now);
    Date.now = () => now() + ahead;
  }, by);
}
