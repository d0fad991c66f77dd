import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Tabs } from '../../src/vault/inside/tabs';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Pages, each holding its lock until it goes. */
function stage() {
  const seen: string[] = [];
  const going = new Map<string, () => void>();
  const request = (name: string) => new Promise<void>(resolve => going.set(name, resolve));
  const tabs = new Tabs({ request: request as LockManager['request'] }, () => seen.push('all gone'));
  return {
    seen,
    come: (name: string) => void tabs.join(name, () => seen.push(`${name} gone`)),
    go: async (name: string) => {
      going.get(name)?.();
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

test('a reload keeps the vault: a page that comes back within five seconds cancels the lock', async () => {
  const { seen, come, go } = stage();
  come('first');
  await go('first');
  await vi.advanceTimersByTimeAsync(4_900);
  come('second');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(seen).toEqual(['first gone']);
});

test('the last page that goes and does not come back locks', async () => {
  const { seen, come, go } = stage();
  come('first');
  come('second');
  await go('first');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(seen).toEqual(['first gone']);
  await go('second');
  await vi.advanceTimersByTimeAsync(4_900);
  expect(seen).toEqual(['first gone', 'second gone']);
  await vi.advanceTimersByTimeAsync(100);
  expect(seen).toEqual(['first gone', 'second gone', 'all gone']);
});
