// Many answers written at once, all of them shown by one page: does it still draw?
import { openModule } from './stage/browser.mjs';

const RUNS = 50;
const RATE = 50;

export const title = `${RUNS} runs given at once, ${RATE} tokens/s each, all their drafts on one page`;

export async function measure({ browser, host, full }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const { call } = await openModule(context, host.address, 'engine');
  await call('open');
  const idle = await call('idle', 3_000);
  const gaps = await call('parallel', RUNS, full ? 500 : 100, RATE);
  await context.close();
  const frames = { samples: gaps, against: 'the same page at rest', base: idle, unit: 'ms' };
  return [
    { ...frames, what: 'between two frames, p50', at: 0.5 },
    { ...frames, what: 'between two frames, p99', at: 0.99, target: '≤ 50 ms' },
  ];
}
