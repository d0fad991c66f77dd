// The way from a row to the screen, and what the engine adds to a model call that costs no time.
import { openModule } from './stage/browser.mjs';
import { median } from './stage/figures.mjs';

const STEPS = 10;

export const title = 'Engine';

export async function measure({ browser, host, full }) {
  const times = full ? 1_000 : 300;
  const context = await browser.newContext();
  const { call } = await openModule(context, host.address, 'engine');
  await call('open');
  const door = await call('throughDoor', times);
  const page = await call('onPage', times);
  const { runs, transactions, requests, events, raw } = await call('steps', STEPS, full ? 50 : 12);
  await context.close();

  const latency = {
    what: 'from a put in the worker to the signal on the page',
    samples: door,
    against: 'a live query with Dexie on the page',
    base: page,
    unit: 'ms',
  };
  const between = runs.flatMap(run => run.between);
  const step = {
    what: 'the engine in a step with one tool call',
    samples: between,
    against: 'its write transactions, asked again without us',
    base: raw,
    unit: 'ms',
  };
  return [
    { ...latency, what: `${latency.what}, p50`, at: 0.5 },
    { ...latency, what: `${latency.what}, p95`, at: 0.95 },
    { ...step, what: `${step.what}, p50`, at: 0.5 },
    { ...step, what: `${step.what}, p95`, at: 0.95, target: '≤ 5 ms' },
    counted('write transactions a step', transactions, 3, ''),
    {
      what: 'requests in them a step',
      samples: [requests],
      against: 'as many as when first counted',
      base: [95],
      unit: '',
    },
    counted('events a step', events, 4_000, 'B'),
    {
      what: 'from the message to the model',
      samples: runs.map(run => run.start),
      against: 'the same of a step',
      base: [median(raw)],
      unit: 'ms',
      target: '≤ 15 ms',
    },
  ];
}

/** What must not grow, beside what it may be at most. */
const counted = (what, count, most, unit) => {
  return { what, samples: [count], against: 'the most it may be', base: [most], unit, target: '≤ 1' };
};
