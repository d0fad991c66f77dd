import { afterEach, expect, test, vi } from 'vitest';
import { keepFact, keepShown, recallFact, recallShown, remember } from '../../src/page/facts';
import { keepWitness, readWitness } from '../../src/page/witness';

/** A store that neighbours on the origin have filled. */
function fillStore(rows: Record<string, string> = {}): void {
  const kept = new Map(Object.entries(rows));
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    removeItem: (name: string) => kept.delete(name),
    setItem() {
      throw new DOMException('full', 'QuotaExceededError');
    },
  });
}

afterEach(() => vi.unstubAllGlobals());

test('the app opens where its small facts have no room, and keeps none that is no longer true', () => {
  fillStore({ 'retinue:/:workspace': 'old', 'retinue:/:witness:w': 'old figures' });
  keepFact('/', 'workspace', 'new');
  keepWitness('/', 'w', 'new figures');
  expect(recallFact('/', 'workspace')).toBeUndefined();
  expect(readWitness('/', 'w')).toBeUndefined();
});

test('what the user chose is not lost in silence', () => {
  fillStore();
  expect(() => remember('/', 'keys', '{}')).toThrow('full');
});

test('where there is no room to tell all tabs which workspace is shown, this one knows', () => {
  fillStore({ 'retinue:/:workspace': 'old' });
  keepShown('/', 'new');
  expect(recallShown('/')).toBe('new');
  expect(recallFact('/', 'workspace')).toBeUndefined();
  // There is room again: what another tab shows next is not hidden by it.
  vi.unstubAllGlobals();
  keepShown('/', 'newer');
  expect(recallShown('/')).toBe('newer');
  localStorage.setItem('retinue:/:workspace', 'newest');
  expect(recallShown('/')).toBe('newest');
});
