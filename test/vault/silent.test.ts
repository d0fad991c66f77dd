import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { appErrors, type ErrorValue } from '../../src/domain/error';
import type { VaultStatus } from '../../src/domain/ports';
import { latest } from '../../src/lib/latest';
import { serve } from '../../src/lib/port-serve';
import { openVaultDoor } from '../../src/vault/door';
import type { PageSurface } from '../../src/vault/surface';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] }));
afterEach(() => void vi.useRealTimers());

const open: VaultStatus = { state: 'open', screenLocked: false, halted: false, shared: false, recovery: false };
/** A port that is silent for so long counts as locked. */
const silence = 7_000;

/** A page at a vault that tells each of `told` and is heard of no more. */
async function stage(told: VaultStatus[], wasLocked = false) {
  const { port1, port2 } = new MessageChannel();
  const watch = (_: [], abort: AbortSignal) =>
    latest<VaultStatus>(next => {
      told.forEach(next);
      return () => {};
    }, abort);
  serve<PageSurface, ErrorValue>(
    port2,
    { watch } as unknown as Parameters<typeof serve<PageSurface, ErrorValue>>[1],
    appErrors,
  );
  const seen: VaultStatus[] = [];
  const door = openVaultDoor(port1, () => {}, wasLocked);
  const stop = door.watch(status => seen.push(status));
  await vi.waitFor(() => expect(seen).toHaveLength(told.length));
  port2.close();
  await vi.advanceTimersByTimeAsync(silence);
  stop();
  return seen.slice(told.length);
}

test('a vault that falls silent counts as locked', async () => {
  expect(await stage([open])).toMatchObject([{ state: 'locked', screenLocked: false }]);
});

test('a locked screen stays so while the vault is silent', async () => {
  expect(await stage([{ ...open, screenLocked: true }])).toMatchObject([{ state: 'locked', screenLocked: true }]);
});

test('a vault that was never heard leaves the screen as it was when this page was last open', async () => {
  expect(await stage([], true)).toMatchObject([{ state: 'locked', screenLocked: true }]);
  expect(await stage([], false)).toMatchObject([{ state: 'locked', screenLocked: false }]);
});
