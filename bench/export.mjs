// Exporting a workspace must not need the memory of a second one.
import { openModule } from './stage/browser.mjs';
import { inTurns } from './stage/figures.mjs';

export const title = 'Export';

export async function measure({ browser, host, full }) {
  const messages = full ? 50_000 : 5_000;
  const context = await browser.newContext();
  const { call } = await openModule(context, host.address, 'export');
  await call('fill', messages);
  await call('asFile');
  const { file, string } = await inTurns(3, { file: () => call('asFile'), string: () => call('asString') });
  await context.close();
  return [
    {
      what: `peak heap, ${messages.toLocaleString('en')} messages, page by page`,
      samples: file.map(({ peak }) => peak),
      against: 'one JSON string of the same rows',
      base: string.map(({ peak }) => peak),
      unit: 'B',
      target: '≤ 0.3',
    },
  ];
}
