import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchFrozen, type FrozenSpan } from '../../src/page/frozen';

let now = 0;
let spans: FrozenSpan[] = [];
let stop = () => {};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  now = 1_000_000;
  spans = [];
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  setVisibility('visible');
});

const watch = () => {
  stop = watchFrozen(
    () => now,
    span => spans.push(span),
  );
};
/** Time goes by, and the page's timer fires `late` milliseconds after it was due. */
const tick = (late = 0) => {
  now += 10_000 + late;
  vi.advanceTimersByTime(10_000);
};
function setVisibility(state: 'visible' | 'hidden') {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

test('a page that ticks on time was never stopped', () => {
  watch();
  for (let count = 0; count < 50; count++) tick(2_000);
  expect(spans).toEqual([]);
});

test('a late tick of a page in view tells since when it stood', () => {
  watch();
  tick();
  tick(3_600_000);
  expect(spans).toEqual([{ from: 1_010_000, to: 4_620_000 }]);
  tick();
  expect(spans).toHaveLength(1);
});

test('a hidden page ticks once a minute: that is no stop', () => {
  watch();
  setVisibility('hidden');
  for (let count = 0; count < 20; count++) tick(50_000);
  expect(spans).toEqual([]);
  tick(600_000);
  expect(spans).toHaveLength(1);
});

test('the browser itself tells when it freezes and resumes the page', () => {
  watch();
  now += 1_000;
  document.dispatchEvent(new Event('freeze'));
  now += 5_000;
  document.dispatchEvent(new Event('resume'));
  expect(spans).toEqual([{ from: 1_001_000, to: 1_006_000 }]);
});
