// Unlocking should be slow for one reason only: stretching the passphrase.
import { openModule } from './stage/browser.mjs';

export const title = 'Vault';

export async function measure({ browser, host }) {
  const context = await browser.newContext();
  const { call } = await openModule(context, host.address, 'unlock');
  const samples = await call('unlock', 10);
  await context.close();
  return [
    {
      what: 'PBKDF2, 1,000,000 iterations',
      samples: samples.map(({ stretching }) => stretching),
      against: 'the whole unlock',
      base: samples.map(({ whole }) => whole),
      unit: 'ms',
      target: '≥ 0.95',
    },
  ];
}
