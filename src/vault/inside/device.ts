import type { LockLimits, Now } from '../../domain/ports';
import { AppError } from '../../domain/error';
import { storeNames, strictly, type DeviceRow, type Store } from './store';

const minutes = 60_000;
const longestWait = 60_000;

const defaults: DeviceRow = {
  screenLocked: false,
  halted: false,
  wrongTries: 0,
  screenIdleMs: 15 * minutes,
  keyMaxMs: 12 * 60 * minutes,
  stopWhenIdle: false,
};

export async function readDevice(store: Store): Promise<DeviceRow> {
  return { ...defaults, ...(await store.get('device', 'device')) };
}

export function updateDevice(store: Store, fields: Partial<DeviceRow>): Promise<DeviceRow> {
  return strictly(store, ['device'], async transaction => {
    const rows = transaction.objectStore('device');
    const row = { ...defaults, ...(await rows.get('device')), ...fields };
    await rows.put(row, 'device');
    return row;
  });
}

/**
 * Empties the vault. With the `keys` alone gone, what is paused stays so, and the limits of the locks hold; a locked screen
 * and a wait after wrong passphrases have nothing left to guard.
 */
export function eraseStore(store: Store, what: 'keys' | 'everything'): Promise<void> {
  return strictly(store, storeNames, async transaction => {
    const rows = transaction.objectStore('device');
    const device = await rows.get('device');
    for (const name of storeNames) await transaction.objectStore(name).clear();
    if (!device || what === 'everything') return;
    const { waitUntil: _, ...kept } = device;
    await rows.put({ ...kept, screenLocked: false, wrongTries: 0 }, 'device');
  });
}

/** Limits of a minute to a day, and never keys open for longer than a week. */
export function clampLocks({ screenIdleMs, keyMaxMs, stopWhenIdle }: Partial<LockLimits>): Partial<LockLimits> {
  const clamp = (value: number, most: number) => Math.min(Math.max(Math.round(value), minutes), most);
  return {
    ...(screenIdleMs === undefined ? {} : { screenIdleMs: clamp(screenIdleMs, 24 * 60 * minutes) }),
    ...(keyMaxMs === undefined ? {} : { keyMaxMs: clamp(keyMaxMs, 7 * 24 * 60 * minutes) }),
    ...(stopWhenIdle === undefined ? {} : { stopWhenIdle }),
  };
}

/** How long to wait after so many wrong passphrases: 1, 2, 4 … 60 s. */
export function waitAfter(wrongTries: number): number {
  return wrongTries === 0 ? 0 : Math.min(1_000 * 2 ** (wrongTries - 1), longestWait);
}

/**
 * Runs a try with a passphrase or code. Throws `wait-before-retry` {seconds} while a wait lasts; a wrong one lengthens
 * the next. Kept on the device, so that a reload does not shorten it.
 */
export async function guardedTry<Result>(store: Store, now: Now, attempt: () => Promise<Result>): Promise<Result> {
  const { wrongTries, waitUntil } = await readDevice(store);
  // A clock that was set back must not lock the user out for longer than the longest wait.
  const left = Math.min((waitUntil ?? 0) - now(), longestWait);
  if (left > 0) throw new AppError('wait-before-retry', { parameters: { seconds: Math.ceil(left / 1_000) } });
  try {
    const result = await attempt();
    if (wrongTries > 0) await updateDevice(store, { wrongTries: 0, waitUntil: undefined });
    return result;
  } catch (error) {
    if (error instanceof AppError && error.code === 'wrong-passphrase') {
      await updateDevice(store, { wrongTries: wrongTries + 1, waitUntil: now() + waitAfter(wrongTries + 1) });
    }
    throw error;
  }
}
