import { describe, expect, it } from 'vitest';
import type { StreamEvent } from '../../src/domain/stream';
import { collectReply } from '../../src/engine/collect';

function collect(events: StreamEvent[]) {
  const collector = collectReply();
  for (const event of events) collector.take(event);
  return collector;
}

describe('collecting a stream', () => {
  it('joins deltas of one kind and keeps the order of kinds', () => {
    const collector = collect([
      { kind: 'reasoning-delta', text: 'hm' },
      { kind: 'text-delta', text: 'Hel' },
      { kind: 'text-delta', text: 'lo' },
    ]);
    expect(collector.parts()).toEqual([
      { kind: 'reasoning', text: 'hm' },
      { kind: 'text', text: 'Hello' },
    ]);
  });

  it('counts what arrived in letters, and in the bytes that bound its tokens', () => {
    const collector = collect([
      { kind: 'text-delta', text: '日本語' },
      { kind: 'tool-call-delta', call: '1', name: 'now', json: '{}' },
    ]);
    expect([collector.size(), collector.bytes()]).toEqual([5, 11]);
    const resumed = collectReply([{ kind: 'text', text: 'für' }]);
    expect([resumed.size(), resumed.bytes()]).toEqual([3, 4]);
  });

  it('lets a finished part take the place of its deltas', () => {
    const collector = collect([
      { kind: 'tool-call-delta', call: '1', name: 'calculate', json: '{"a"' },
      { kind: 'tool-call-delta', call: '2', name: 'now', json: '{}' },
      { kind: 'part', part: { kind: 'tool-call', call: '1', name: 'calculate', input: { a: 1 } } },
      { kind: 'part', part: { kind: 'tool-call', call: '2', name: 'now', input: {} } },
      { kind: 'end', stop: 'tool-calls' },
    ]);
    expect(collector.reply.parts).toEqual([
      { kind: 'tool-call', call: '1', name: 'calculate', input: { a: 1 } },
      { kind: 'tool-call', call: '2', name: 'now', input: {} },
    ]);
    expect(collector.reply.stop).toBe('tool-calls');
  });

  it('drops a call that never became whole when the stream ends well', () => {
    const collector = collect([
      { kind: 'tool-call-delta', call: '1', name: 'calculate', json: '{"a' },
      { kind: 'part', part: { kind: 'tool-call', call: '2', name: 'calculate', input: {} } },
      { kind: 'end', stop: 'tool-calls' },
    ]);
    expect(collector.reply.parts).toEqual([{ kind: 'tool-call', call: '2', name: 'calculate', input: {} }]);
  });

  it('keeps what arrived when the stream breaks', () => {
    const collector = collect([
      { kind: 'text-delta', text: 'Half a' },
      { kind: 'failure', error: { code: 'stream-cut', retryable: true, parameters: {} } },
    ]);
    expect(collector.reply.parts).toEqual([{ kind: 'text', text: 'Half a' }]);
    expect(collector.reply.failure?.code).toBe('stream-cut');
    expect(collector.reply.stop).toBeUndefined();
  });

  it('hands out snapshots that later deltas do not change', () => {
    const collector = collect([{ kind: 'text-delta', text: 'a' }]);
    const shown = collector.parts();
    collector.take({ kind: 'text-delta', text: 'b' });
    expect(shown).toEqual([{ kind: 'text', text: 'a' }]);
  });
});
