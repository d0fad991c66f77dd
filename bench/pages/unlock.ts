import { openStore } from '../../src/vault/inside/store';
import { Vault } from '../../src/vault/inside/vault';

const passphrase = 'a passphrase for the bench';

/**
 * Makes a vault at the fewest iterations it allows and opens it `times` times. Milliseconds of each unlock, and of the
 * stretching in it, which the browser itself does.
 */
export async function unlock(times: number): Promise<{ whole: number; stretching: number }[]> {
  const vault = new Vault({
    store: await openStore('/bench/'),
    now: () => Date.now(),
    exclusive: async work => navigator.locks.request('bench-vault', work),
    calibrate: () => Promise.resolve(1_000_000),
  });
  await vault.refresh();
  await vault.create(passphrase, false, new Map());
  const samples: { whole: number; stretching: number }[] = [];
  for (let number = 0; number < times; number++) {
    vault.lock();
    const stretching = watchStretching();
    const began = performance.now();
    await vault.unlock(passphrase, new Map());
    samples.push({ whole: performance.now() - began, stretching: stretching() });
  }
  return samples;
}

/** Sums the time spent in PBKDF2 from now until the answer is asked for. */
function watchStretching(): () => number {
  const { subtle } = crypto;
  const original = subtle.deriveBits.bind(subtle);
  let sum = 0;
  subtle.deriveBits = async (...given) => {
    const began = performance.now();
    const bits = await original(...given);
    sum += performance.now() - began;
    return bits;
  };
  return () => {
    subtle.deriveBits = original;
    return sum;
  };
}
