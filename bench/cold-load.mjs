// The first visit: nothing cached, a slow machine on a slow network.
import { openPage, SLOW_4G, SLOW_CPU } from './stage/browser.mjs';
import { inTurns } from './stage/figures.mjs';
import { startTimes, watchStart } from './stage/start-watch.mjs';

const ROUNDS = 3;

export const title = 'First visit: CPU 4 × slower, slow 4G, nothing cached';

/** One visit without a service worker: what it keeps for later must not count here. */
async function visit(browser, host, path) {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  await context.addInitScript(watchStart);
  const { page } = await openPage(context, { cpu: SLOW_CPU, network: SLOW_4G });
  const before = host.sent();
  await page.goto(host.address + path);
  const times = await startTimes(page);
  await context.close();
  return { ...times, bytes: host.sent() - before };
}

export async function measure({ browser, host }) {
  const { app, floor } = await inTurns(ROUNDS, {
    app: () => visit(browser, host, ''),
    floor: () => visit(browser, host, 'floor/'),
  });
  const against = 'an empty Preact + signals + Dexie page';
  const row = (what, field, unit, target) => ({
    what,
    samples: app.map(times => times[field]),
    against,
    base: floor.map(times => times[field]),
    unit,
    target,
  });
  return [
    row('first paint', 'first', 'ms'),
    row('largest paint', 'largest', 'ms', '≤ 0.6'),
    row('usable input', 'usable', 'ms', '≤ 1.2'),
    row('blocking', 'blocking', 'ms', '≤ 1.5'),
    row('bytes over the network, gzip', 'bytes', 'B'),
  ];
}
