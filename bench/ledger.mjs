// What an entry of the ledger costs to write with its sums, and what the sums save when they are read.
import { openModule } from './stage/browser.mjs';
import { inTurns } from './stage/figures.mjs';

export const title = 'Ledger';

export async function measure({ browser, host, full }) {
  const entries = full ? 100_000 : 10_000;
  const context = await browser.newContext();
  const { call } = await openModule(context, host.address, 'ledger');
  const { entry, bare } = await call('book', 200);
  await call('fill', entries);
  await call('dashboard');
  const { all } = await inTurns(full ? 3 : 7, { all: () => call('dashboard') });
  await context.close();
  const asked = { month: '30 days', year: 'the year by month', cut: '90 days by day, agent and model' };
  return [
    {
      what: 'an entry with chain and sums',
      samples: entry,
      against: 'a bare write of the same row',
      base: bare,
      unit: 'ms',
      target: '≤ 2',
    },
    ...Object.entries(asked).map(([name, what]) => ({
      what: `a scan of ${entries.toLocaleString('en')} entries`,
      samples: all.map(({ scan }) => scan),
      against: `the sums: ${what}`,
      base: all.map(took => took[name]),
      unit: 'ms',
      target: full ? '≥ 50' : '≥ 50 of 100,000',
    })),
  ];
}
