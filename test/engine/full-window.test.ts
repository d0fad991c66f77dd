import { expect, test } from 'vitest';
import type { ActState } from '../../src/domain/fold';
import type { Part } from '../../src/domain/part';
import type { PayloadHash } from '../../src/domain/row';
import type { Call } from '../../src/engine/call';
import { isTooFull } from '../../src/engine/full-window';

/** A call whose body has so many bytes, at a model of 1,000 tokens of which 100 may be answered. */
const callOf = (bytes: number, request: Partial<Call['request']> = {}, contextWindow: number | undefined = 1_000) =>
  ({
    body: 'x'.repeat(bytes),
    info: { id: 'model-a', name: 'Model A', ...(contextWindow === undefined ? {} : { contextWindow }) },
    request: { turns: [], maxOutput: 100, ...request },
  }) as unknown as Call;

/** A run in which this is what became of earlier notes. */
const after = (...acts: Partial<ActState>[]) =>
  ({ acts: new Map(acts.map((act, at) => [String(at), { kind: 'compaction', ...act }])) }) as unknown as Parameters<
    typeof isTooFull
  >[0];

test('a window is too full from 85 percent on, the answer to come counted, at 3.2 bytes a token', () => {
  expect(isTooFull(after(), callOf(750 * 3.2 - 1))).toBe(false);
  expect(isTooFull(after(), callOf(750 * 3.2))).toBe(true);
  expect(isTooFull(after(), callOf(750 * 3.2 - 1, { maxOutput: 101 }))).toBe(true);
  expect(isTooFull(after(), { ...callOf(1_000_000), info: { id: 'model-a', name: 'Model A' } }), 'unknown').toBe(false);
});

test('files count by their tokens, not by their bytes', () => {
  const payload = 'p' as PayloadHash;
  const file: Part = { kind: 'file', payload, type: 'image/png', name: 'a.png', size: 600 };
  const shows = (tokens: number) => ({
    turns: [{ role: 'user' as const, parts: [file] }],
    files: { [payload]: { data: 'x'.repeat(800), tokens } },
  });
  expect(isTooFull(after(), callOf(800 + 320, shows(649)))).toBe(false);
  expect(isTooFull(after(), callOf(800 + 320, shows(650)))).toBe(true);
});

test('notes that left more than 80 percent, or failed, are tried twice and not again; those that helped do not count', () => {
  const full = callOf(1_000_000);
  const ofNoUse = [{ left: 81 }, { refused: 1 }];
  for (const act of ofNoUse) expect(isTooFull(after(act), full)).toBe(true);
  expect(isTooFull(after(...ofNoUse), full)).toBe(false);
  expect(isTooFull(after({ left: 80 }, { left: 80 }, { left: 81 }), full)).toBe(true);
  expect(isTooFull(after({ left: 99, kind: 'model-call' }, { left: 99, kind: 'model-call' }), full)).toBe(true);
});
