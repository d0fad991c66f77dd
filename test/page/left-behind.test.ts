import { afterEach, expect, test, vi } from 'vitest';
import { leaveBehind, takeLeftBehind } from '../../src/page/left-behind';

/** A store with room for so many rows; its keys are its own, as those of localStorage are. */
function openStore(room: number): Record<string, unknown> {
  const store: Record<string, unknown> = {};
  const methods = {
    getItem: (name: string) => store[name] ?? null,
    removeItem: (name: string) => void delete store[name],
    setItem(name: string, text: string) {
      if (!(name in store) && Object.keys(store).length >= room) throw new DOMException('full', 'QuotaExceededError');
      store[name] = text;
    },
  };
  for (const [name, value] of Object.entries(methods)) Object.defineProperty(store, name, { value });
  vi.stubGlobal('localStorage', store);
  return store;
}

afterEach(() => vi.unstubAllGlobals());

test('what a page left behind is handed over once, to its own workspace; what arrived after all is not', () => {
  const store = openStore(9);
  leaveBehind('/', 'w', 'today', 'half a thought');
  leaveBehind('/', 'w', 'c1', '');
  leaveBehind('/', 'w', 'c2', 'arrived');
  leaveBehind('/', 'w', 'c2', undefined);
  leaveBehind('/', 'other', 'today', 'of another workspace');
  leaveBehind('/a/', 'w', 'today', 'of another folder');
  expect([...takeLeftBehind('/', 'w')]).toEqual([
    ['today', 'half a thought'],
    ['c1', ''],
  ]);
  expect([...takeLeftBehind('/', 'w')]).toEqual([]);
  expect(Object.values(store)).toEqual(['of another workspace', 'of another folder']);
});

test('without room nothing is left behind, and the page goes all the same', () => {
  openStore(0);
  leaveBehind('/', 'w', 'today', 'half a thought');
  expect([...takeLeftBehind('/', 'w')]).toEqual([]);
});
