import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { KeyCaps, KeyId, KeyInfo, LockLimits, Receipt, VaultStatus } from '../domain/ports';
import { doors } from './doors';

let stop = () => {};
const state = signal<VaultStatus | undefined>(undefined, {
  watched() {
    stop = doors().vault.watch(next => {
      state.value = next;
      doors().page.keep('locked', next.screenLocked ? 'yes' : '');
    });
  },
  unwatched() {
    stop();
  },
});

/** What the vault tells of itself; nothing until it has answered. */
export const vaultStatus: ReadonlySignal<VaultStatus | undefined> = state;

/** Whether everything is paused, from whichever tab. */
export const halted = computed(() => state.value?.halted ?? false);

/** No new call starts in any tab, those in flight are aborted and booked. */
export const pauseEverything = (): Promise<void> => doors().vault.halt();

export const resumeEverything = (): Promise<void> => doors().vault.resume();

export const unlock = (passphrase: string): Promise<void> => doors().vault.unlock(passphrase);

export const recover = (code: string, passphrase: string): Promise<void> => doors().vault.recover({ code, passphrase });

export const lock = (kind: 'screen' | 'keys'): Promise<void> => doors().vault.lock(kind);

/** Makes the vault; session keys move into it. The recovery code is shown once. */
export const createVault = (passphrase: string, recovery: boolean): Promise<{ recoveryCode?: string }> =>
  doors().vault.create({ passphrase, recovery });

export const changePassphrase = (old: string, next: string): Promise<void> =>
  doors().vault.changePassphrase({ old, next });

export const addRecovery = (passphrase: string): Promise<{ recoveryCode: string }> =>
  doors().vault.addRecovery(passphrase);

export const setCaps = (key: KeyId, caps: KeyCaps, passphrase: string): Promise<void> =>
  doors().vault.setCaps(key, caps, { passphrase });

export const listKeys = (): Promise<KeyInfo[]> => doors().vault.list();

export const receipts = (options: { before?: number; limit: number; origin?: string }): Promise<Receipt[]> =>
  doors().vault.receipts(options);
export const receiptOrigins = (): Promise<string[]> => doors().vault.receiptOrigins();

/** Removes all keys and the vault; the workspace stays. */
export const eraseKeys = (): Promise<void> => doors().vault.erase('keys');

/** When this device locks by itself; what is not named stays. */
export const setLocks = (limits: Partial<LockLimits>): Promise<void> => doors().vault.setLocks(limits);

/** Input pushes the idle lock out; told at most this often. */
const TOUCH_EVERY_MS = 10_000;

/** Tells the vault of the user's input, as long as it is followed. `now` in milliseconds. */
export function followInput(now: () => number): () => void {
  let told = 0;
  const touch = () => {
    if (now() - told < TOUCH_EVERY_MS) return;
    told = now();
    doors().vault.touch();
  };
  const events = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;
  for (const name of events) addEventListener(name, touch, { passive: true, capture: true });
  return () => {
    for (const name of events) removeEventListener(name, touch, { capture: true });
  };
}
