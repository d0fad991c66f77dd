// Every later visit: the server is gone, the service worker serves. The floor starts from the HTTP cache of a server
// that still runs.
import { openPage, SLOW_CPU } from './stage/browser.mjs';
import { inTurns } from './stage/figures.mjs';
import { startTimes, watchStart } from './stage/start-watch.mjs';

const ROUNDS = 3;

export const title = 'Warm start: CPU 4 × slower, the server stopped';

async function start(context, address) {
  const { page } = await openPage(context, { cpu: SLOW_CPU });
  await page.goto(address);
  const times = await startTimes(page);
  await page.close();
  return times;
}

/** A first visit that stays until all is kept. */
async function install(context, address) {
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  await page.close();
}

export async function measure({ browser, host, serve }) {
  const [app, floor] = [await browser.newContext(), await browser.newContext()];
  for (const context of [app, floor]) await context.addInitScript(watchStart);
  const stopped = await serve();
  await install(app, stopped.address);
  const kept = stopped.sent();
  await stopped.stop();
  await start(floor, `${host.address}floor/`);
  const keptByFloor = host.sent();

  const times = await inTurns(ROUNDS, {
    app: () => start(app, stopped.address),
    floor: () => start(floor, `${host.address}floor/`),
  });
  await Promise.all([app.close(), floor.close()]);
  const row = (what, field, target) => ({
    what,
    samples: times.app.map(one => one[field]),
    against: 'the empty page from the HTTP cache',
    base: times.floor.map(one => one[field]),
    unit: 'ms',
    target,
  });
  return [
    row('first paint', 'first'),
    row('largest paint', 'largest'),
    row('usable input', 'usable', '≤ 1.2'),
    {
      what: 'bytes of the visit that keeps all this, gzip',
      samples: [kept],
      against: 'the first visit to the empty page',
      base: [keptByFloor],
      unit: 'B',
    },
  ];
}
