import { expect, test } from 'vitest';
import type { ErrorValue } from '../../src/domain/error';
import type { LeasedRun } from '../../src/engine/leased-run';
import { tryLater } from '../../src/engine/try-later';

const failure = (parameters: ErrorValue['parameters'] = {}): ErrorValue => ({
  code: 'provider-failed',
  retryable: true,
  parameters,
});

/** How long a run waits after an attempt, with chance as high as it gets. */
function waits(attempt: number, failed = failure()): number | undefined {
  const engine = { now: () => 0, random: () => new Uint8Array([255]) };
  const outcome = tryLater({ engine } as unknown as LeasedRun, attempt, failed);
  return outcome?.go === 'wait' ? outcome.until : undefined;
}

test('the wait after a failure that may pass doubles up to a minute', () => {
  expect([1, 2, 3, 4, 7, 8].map(attempt => waits(attempt))).toEqual([1_000, 2_000, 4_000, 8_000, 60_000, 60_000]);
});

test('what the provider asks for counts instead', () => {
  expect(waits(1, failure({ retryAfterMs: 90_000 }))).toBe(90_000);
});
