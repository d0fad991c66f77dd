import { expect, test } from 'vitest';
import { inputBound, type Anchor } from '../../src/domain/input-bound';

const anchor: Anchor = {
  usage: { input: 100, cacheRead: 9_000, cacheWrite: 900, output: 500, reasoning: 300 },
  answer: { role: 'agent', parts: [{ kind: 'text', text: 'Forty-two.' }] },
  since: [{ role: 'user', parts: [{ kind: 'text', text: 'And ½ of it?' }] }],
};
const written = new TextEncoder().encode(JSON.stringify(anchor.since)).length;

test('without anything known of its beginning a request is bounded by its bytes', () => {
  expect(inputBound({ bytes: 50_000 })).toBe(51_024);
});

test('with an anchor only what came since is counted by its bytes, and 16 a turn and block', () => {
  expect(inputBound({ bytes: 50_000 }, anchor)).toBe(10_000 + 500 + written + 4 * 16);
});

test('a tool call of the answer leaves room for what stands in for a result that never came', () => {
  const call = { kind: 'tool-call', call: 'c', name: 'now', input: {} } as const;
  const asked: Anchor = { ...anchor, answer: { role: 'agent', parts: [...anchor.answer.parts, call] } };
  expect(inputBound({ bytes: 50_000 }, asked)).toBe(inputBound({ bytes: 50_000 }, anchor) + 16 + 64);
});

test('where both hold the lower one is told', () => {
  expect(inputBound({ bytes: 200 }, anchor)).toBe(1_224);
});
