import type { BrowserContext } from '@playwright/test';

/** Milliseconds that a thread stalls at most at a time. */
const most = 200;

/** Keeps its thread busy at random, about a third of all time. */
function stall({ seed, longest }: { seed: number; longest: number }): void {
  let state = seed;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const next = () => {
    const until = performance.now() + random() ** 2 * longest;
    // A test may have stopped this thread's clock.
    for (let turns = 0; performance.now() < until && turns < 1_000_000; turns += 1);
    setTimeout(next, random() * longest * 1.5);
  };
  next();
}

/** Makes pages and their data workers stall, the same way for the same seed, so that what only ever came in a lucky order shows. */
export async function letStall(context: BrowserContext, seed: number): Promise<void> {
  let thread = seed;
  await context.addInitScript(stall, { seed: (seed * 31) % 65_537, longest: most });
  context.on('page', page =>
    page.on('worker', worker => {
      thread += 7_919;
      worker.evaluate(stall, { seed: thread, longest: most }).catch(() => {});
    }),
  );
}
