// Taking a file in must not cost much more than writing its rows.
import { openModule } from './stage/browser.mjs';
import { inTurns } from './stage/figures.mjs';

export const title = 'Import';

export async function measure({ browser, host, full }) {
  const messages = full ? 50_000 : 5_000;
  const context = await browser.newContext();
  const { call } = await openModule(context, host.address, 'import');
  await call('fill', messages);
  const { taken, again, bare } = await inTurns(3, {
    taken: () => call('takeIn'),
    again: () => call('takeInAgain'),
    bare: () => call('bare'),
  });
  await context.close();
  const per = ({ milliseconds, rows }) => (milliseconds / rows) * 1_000;
  const against = 'the same rows by bulkPut, 500 a transaction';
  return [
    {
      what: `1,000 rows of a file of ${messages.toLocaleString('en')} messages: read, checked, staged, merged`,
      samples: taken.map(per),
      against,
      base: bare.map(per),
      unit: 'ms',
      target: '≤ 3',
    },
    {
      what: 'the same file once more, which changes nothing',
      samples: again.map(per),
      against,
      base: bare.map(per),
      unit: 'ms',
    },
  ];
}
