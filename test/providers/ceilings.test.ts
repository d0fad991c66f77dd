import { beforeAll, describe, expect, it } from 'vitest';
import { inputBound } from '../../src/domain/input-bound';
import { ceilingOf, costOf, type Rates } from '../../src/domain/money';
import { inputTokens } from '../../src/domain/usage';
import { shared } from '../support/shared';
import { recordedCall, sinceOf, type RecordedCall } from './recorded-calls';
import { readRecordings } from './recordings';

const directory = shared('fixtures/providers');
const rates: Rates = {
  input: 3_000_000_000,
  cacheRead: 3e9,
  cacheWrite: 3e9,
  cacheWriteHour: 3e9,
  output: 15_000_000_000,
};
/** What an agent is allowed unless its user says otherwise. */
const usualOutput = 8_000;

/** Recorded calls of text and own tools, with what bounds their input. */
let hard: (RecordedCall & { byBytes: number; byAnchor?: number })[] = [];

beforeAll(async () => {
  if (directory === undefined) return;
  const found = await Promise.all(readRecordings(directory).map(one => recordedCall(directory, one)));
  const calls = found.filter(call => call !== undefined);
  hard = calls.map(call => {
    const byBytes = inputBound({ bytes: call.bytes });
    const before = calls
      .filter(one => one !== call)
      .flatMap(one => {
        const rest = sinceOf(call, one);
        return rest ? [{ usage: one.usage, ...rest }] : [];
      });
    const [anchor] = before.sort((a, b) => inputTokens(b.usage) - inputTokens(a.usage));
    return { ...call, byBytes, ...(anchor ? { byAnchor: inputBound({ bytes: Infinity }, anchor) } : {}) };
  });
});

describe.skipIf(directory === undefined)('ceilings against what others recorded', () => {
  it('no call of text and own tools read more than its bytes, or its anchor, allowed', () => {
    const anchored = hard.filter(call => call.byAnchor !== undefined);
    expect(hard.length).toBeGreaterThan(40);
    expect(anchored.length).toBeGreaterThan(8);
    const passed = hard.filter(call => inputTokens(call.usage) > Math.min(call.byBytes, call.byAnchor ?? Infinity));
    expect(passed.map(call => call.name)).toEqual([]);
    console.log(
      `input bounded: ${hard.length} of ${hard.length} by bytes, ${anchored.length} of ${anchored.length} by an anchor`,
    );
    console.log(`reserved/actual of the input: ${ratio(hard)} in all, ${ratio(anchored)} of those anchored`);
  });

  it('no answer was longer than the limit that was sent', () => {
    const limited = hard.filter(call => call.maxOutput !== undefined);
    expect(limited.length).toBeGreaterThan(15);
    expect(limited.filter(call => call.usage.output > (call.maxOutput ?? 0)).map(call => call.name)).toEqual([]);
  });

  it('no call cost more than was set aside for it', () => {
    const costs = hard.map(call => {
      const input = Math.min(call.byBytes, call.byAnchor ?? Infinity);
      return {
        ...call,
        ceiling: ceilingOf(input, call.maxOutput ?? usualOutput, rates),
        cost: costOf(call.usage, rates) ?? NaN,
      };
    });
    expect(costs.filter(({ cost, ceiling }) => !(cost <= ceiling)).map(call => call.name)).toEqual([]);
    const sum = (of: 'ceiling' | 'cost') => costs.reduce((total, call) => total + call[of], 0);
    console.log(`reserved/actual over ${costs.length} recorded calls: ${(sum('ceiling') / sum('cost')).toFixed(1)}`);
  });
});

function ratio(calls: typeof hard): string {
  const bound = calls.reduce((sum, call) => sum + Math.min(call.byBytes, call.byAnchor ?? Infinity), 0);
  return (bound / calls.reduce((sum, call) => sum + inputTokens(call.usage), 0)).toFixed(1);
}
