import type { Now, VaultDoor } from '../../domain/ports';
import { AppError } from '../../domain/error';
import { strictly, type DeviceRow, type Store } from './store';

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

/** Limits of a minute to a day, and never keys open for longer than a week. */
export function clampLocks(limits: Parameters<VaultDoor['setLocks']>[0]): Partial<DeviceRow> {
  const clamp = (value: number, least: number, most: number) => Math.min(Math.max(Math.round(value), least), most);
  return {
    screenIdleMs: clamp(limits.screenIdleMs, minutes, 24 * 60 * minutes),
    keyMaxMs: clamp(limits.keyMaxMs, minutes, 7 * 24 * 60 * minutes),
    stopWhenIdle: limits.stopWhenIdle,
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
