// How long nobody leads when the tab that led is gone, or still there and frozen. In the built app.
import { openPage } from './stage/browser.mjs';

export const title = 'Failover, in the built app: from the end of the leader to the next lead';

export async function measure({ browser, host, full }) {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  let leader = await openTab(context, host.address);
  const crashes = [];
  for (let round = 0; round < (full ? 20 : 8); round++) {
    const follower = await openTab(context, host.address);
    crashes.push(await timeToLead(follower, () => void leader.session.send('Page.crash').catch(() => {})));
    await leader.page.close();
    leader = follower;
  }
  const frozen = [];
  for (let round = 0; round < (full ? 3 : 1); round++) {
    const follower = await openTab(context, host.address);
    const engine = leader.page.workers().find(worker => worker.url().includes('/workers/engine'));
    frozen.push(await timeToLead(follower, () => void engine.evaluate(sleep).catch(() => {})));
    await leader.page.close();
    leader = follower;
  }
  await context.close();
  const most = time => ({ against: 'the longest it may take', base: [time], unit: 'ms', at: 0.95, target: '≤ 1' });
  return [
    { ...most(500), what: 'after a crash, p95', samples: crashes },
    { ...most(15_000), what: 'when it is frozen', samples: frozen },
  ];
}

/** A tab of the app whose engine is up. */
async function openTab(context, address) {
  const tab = await openPage(context);
  await tab.page.goto(address);
  await tab.page.waitForFunction(() => performance.getEntriesByName('retinue-ready').length > 0);
  await tab.page.evaluate(followLead);
  return tab;
}

/** Milliseconds from what ends a lead until the next one is written down. */
async function timeToLead({ page }, end) {
  const led = page.evaluate(() => globalThis.nextLead());
  // The page has begun to look.
  await page.evaluate(() => true);
  const began = Date.now();
  end();
  return (await led) - began;
}

/** Runs in the page: keeps looking which lead the database names, and says when there is another. */
async function followLead() {
  const asked = request =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  let name;
  while (name === undefined) {
    const databases = await indexedDB.databases();
    // Before its tables are there, to open it would be to make it.
    name = databases.find(one => one.name.includes(':workspace:') && one.version > 1)?.name;
  }
  const database = await asked(indexedDB.open(name));
  database.onversionchange = () => database.close();
  const epoch = async () => (await asked(database.transaction('device').objectStore('device').get('lead')))?.epoch;
  globalThis.nextLead = async () => {
    const before = await epoch();
    while ((await epoch()) === before) await new Promise(resolve => setTimeout(resolve, 2));
    return Date.now();
  };
  // Whoever was first leads by now.
  while ((await epoch()) === undefined) await new Promise(resolve => setTimeout(resolve, 2));
}

/** Runs in the worker: it sleeps, holding its lock, as in a frozen tab. Nobody wakes it. */
function sleep() {
  const { buffer } = new WebAssembly.Memory({ shared: true, initial: 1, maximum: 1 });
  Atomics.wait(new Int32Array(buffer), 0, 0);
}
