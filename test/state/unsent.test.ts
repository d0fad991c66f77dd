import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { VaultDoor } from '../../src/domain/ports';
import type { EngineDoor } from '../../src/engine/door';
import { openDoors, type PageDoor } from '../../src/state/doors';
import { openUnsent } from '../../src/state/unsent';

/** A door that keeps one text, as another tab's writes would reach it too; `writing` is how long it takes. */
function openTextDoor(writing = Promise.resolve()) {
  const written: string[] = [];
  const behind: (string | undefined)[] = [];
  let tell: (text: string) => void = () => {};
  const engine = {
    watch: (_name: string, _args: unknown[], next: (text: string) => void) => {
      tell = next;
      return () => {
        tell = () => {};
      };
    },
    write: (_verb: string, _place: string, text: string) => {
      written.push(text);
      return writing;
    },
  } as unknown as EngineDoor;
  const page = { leaveBehind: (_place: string, text: string | undefined) => void behind.push(text) };
  openDoors(engine, {} as VaultDoor, page as PageDoor);
  return { written, behind, elsewhere: (text: string) => tell(text) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what is typed is kept at once, then at most twice a second, and the last of it always', () => {
  const { written } = openTextDoor();
  const unsent = openUnsent('today');
  for (let typed = 1; typed <= 30; typed += 1) {
    unsent.write('x'.repeat(typed));
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(1_000);
  expect(written[0]).toBe('x');
  expect(written.at(-1)).toBe('x'.repeat(30));
  expect(written.length).toBeLessThanOrEqual(7);
  expect(written.length).toBeGreaterThanOrEqual(6);
});

test('what was kept comes back, and nothing overwrites what is being typed', async () => {
  const { elsewhere } = openTextDoor();
  const unsent = openUnsent('today');
  elsewhere('from before');
  expect(unsent.text.value).toBe('from before');
  unsent.write('from before, and more');
  elsewhere('from another tab');
  expect(unsent.text.value).toBe('from before, and more');
  unsent.pause();
  await vi.advanceTimersByTimeAsync(0);
  elsewhere('from another tab');
  expect(unsent.text.value).toBe('from another tab');
});

test('a sent text is gone, and nothing is kept after it; what was typed meanwhile stays', () => {
  const { written } = openTextDoor();
  const unsent = openUnsent('today');
  unsent.write('Go');
  unsent.pause();
  unsent.sent('Go');
  vi.advanceTimersByTime(2_000);
  expect(unsent.text.value).toBe('');
  expect(written).toEqual(['Go']);
  unsent.write('One');
  unsent.write('One and a half');
  unsent.sent('One');
  expect(unsent.text.value).toBe('One and a half');
  vi.advanceTimersByTime(2_000);
  expect(written.at(-1)).toBe('One and a half');
  // Kept before the sent one was forgotten: it went with that.
  const before = written.length;
  unsent.sent('One');
  vi.advanceTimersByTime(2_000);
  expect(written.slice(before)).toEqual(['One and a half']);
});

test('leaving the page or the screen keeps what is not kept yet', () => {
  const { written } = openTextDoor();
  const unsent = openUnsent('today');
  unsent.write('a');
  unsent.write('ab');
  dispatchEvent(new Event('pagehide'));
  expect(written).toEqual(['a', 'ab']);
  unsent.write('abc');
  unsent.close();
  expect(written).toEqual(['a', 'ab', 'abc']);
});

test('what a page that goes may not have written is left to the next one, until it is known to be written', async () => {
  let arrive = () => {};
  const { written, behind, elsewhere } = openTextDoor(new Promise(resolve => (arrive = resolve)));
  const unsent = openUnsent('today');
  unsent.write('a');
  unsent.write('ab');
  unsent.pause();
  elsewhere('a');
  expect(unsent.text.value).toBe('ab');
  // Its composer is gone, its text is not.
  unsent.close();
  dispatchEvent(new Event('pagehide'));
  expect([written, behind]).toEqual([['a', 'ab'], ['ab']]);
  arrive();
  await vi.advanceTimersByTimeAsync(0);
  expect(behind).toEqual(['ab', undefined]);
  dispatchEvent(new Event('pagehide'));
  expect(behind).toEqual(['ab', undefined]);
});
