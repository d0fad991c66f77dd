import { afterEach, expect, test } from 'vitest';
import { stayAwake } from '../../src/page/awake';

/** A browser that notes when the screen is kept on, and takes that back as browsers do. */
function wakeLock() {
  const screen = { on: 0, asked: 0, refuses: false };
  Object.defineProperty(navigator, 'wakeLock', {
    configurable: true,
    value: {
      async request() {
        screen.asked += 1;
        if (screen.refuses) throw new DOMException('the battery is low', 'NotAllowedError');
        screen.on += 1;
        const lock = {
          released: false,
          async release() {
            if (!lock.released) screen.on -= 1;
            lock.released = true;
          },
        };
        taken = lock;
        return lock;
      },
    },
  });
  return screen;
}
let taken: { release(): Promise<void> } | undefined;

async function show(state: 'visible' | 'hidden') {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  if (state === 'hidden') await taken?.release();
  document.dispatchEvent(new Event('visibilitychange'));
}

afterEach(() => {
  stayAwake(false);
  Reflect.deleteProperty(document, 'visibilityState');
});

test('the screen stays on while work goes on and the page is in view, and no longer', async () => {
  const screen = wakeLock();
  stayAwake(true);
  await expect.poll(() => screen.on).toBe(1);
  stayAwake(true);
  await show('hidden');
  expect(screen.on).toBe(0);
  await show('visible');
  await expect.poll(() => screen.on).toBe(1);
  expect(screen.asked).toBe(2);
  stayAwake(false);
  await expect.poll(() => screen.on).toBe(0);
  await show('visible');
  expect(screen.asked).toBe(2);
});

test('a browser that refuses, or has no such thing, is left alone', async () => {
  const screen = wakeLock();
  screen.refuses = true;
  stayAwake(true);
  await expect.poll(() => screen.asked).toBe(1);
  Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: undefined });
  stayAwake(true);
  expect(screen.on).toBe(0);
});
