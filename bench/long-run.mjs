// What a long run leaves behind, and how long it takes to read it again.
import { openModule } from './stage/browser.mjs';

const STEPS = 100;
const EVENTS = 10_000;

export const title = 'A long run';

export async function measure({ browser, host, full }) {
  const context = await browser.newContext();
  const { call } = await openModule(context, host.address, 'long-run');
  const { text, payloads, everything } = await call('keep', STEPS);
  const { replay, bare } = await call('replay', EVENTS, full ? 20 : 5);
  await context.close();
  const bytes = { against: 'its distinct text', base: [text], unit: 'B' };
  return [
    { ...bytes, what: `payloads of a run of ${STEPS} steps`, samples: [payloads], target: '≤ 1.2' },
    { ...bytes, what: 'with all its rows: events, acts, messages, costs', samples: [everything] },
    {
      what: `a run of ${EVENTS.toLocaleString('en')} events, read and folded`,
      samples: replay,
      against: 'its rows, read',
      base: bare,
      unit: 'ms',
      target: '≤ 300 ms',
    },
  ];
}
