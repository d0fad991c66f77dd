// A long conversation opens like a short one: from the list, in the built app, until its last message is on screen.
import { openModule, openPage } from './stage/browser.mjs';
import { inTurns } from './stage/figures.mjs';

const ROUNDS = 7;
const SIZES = [10, 1_000, 10_000];
const MARKER = 'This is the last message.';

export const title = 'Opening a conversation, from the list to its last message in view';

export async function measure({ browser, host }) {
  const context = await browser.newContext({ serviceWorkers: 'block', viewport: { width: 1280, height: 800 } });
  const seeding = await openModule(context, host.address, 'seed');
  const ids = await seeding.call('seed', SIZES, MARKER);
  await seeding.page.close();

  const { page } = await openPage(context);
  await page.goto(`${host.address}#/conversations`);
  const open = async id => {
    await page.evaluate(() => (location.hash = '#/conversations'));
    await page.locator(`a[href="#/conversation/${id}"]`).first().waitFor();
    return page.evaluate(timeToOpen, [id, MARKER]);
  };
  await open(ids[0]);
  const times = await inTurns(ROUNDS, Object.fromEntries(ids.map((id, at) => [SIZES[at], () => open(id)])));
  await context.close();
  return SIZES.slice(1).map(size => ({
    what: `${size.toLocaleString('en')} messages`,
    samples: times[size],
    against: `${SIZES[0]} messages`,
    base: times[SIZES[0]],
    unit: 'ms',
    target: '≤ 1.2',
  }));
}

/** Runs in the page: milliseconds from the change of address until the last message has been in view for a frame. */
function timeToOpen([id, marker]) {
  const began = performance.now();
  location.hash = `#/conversation/${id}`;
  return new Promise(resolve => {
    const look = () => {
      const last = [...document.querySelectorAll('[role=log] article')].at(-1);
      const place = last?.textContent.includes(marker) ? last.getBoundingClientRect() : undefined;
      if (place && place.bottom > 0 && place.top < innerHeight) resolve(performance.now() - began);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}
