import type { Provider } from '../../src/domain/ports';
import type { StreamEvent } from '../../src/domain/stream';
import { now } from './workspace';

/** A model that answers at once: a tool call in each step but the last, then one word. Notes when it was asked. */
export function instantProvider(steps: number): Provider & { asked: { began: number; ended: number }[] } {
  const asked: { began: number; ended: number }[] = [];
  return {
    asked,
    body: (_, request) => JSON.stringify(request),
    async *stream() {
      const call = { began: now(), ended: 0 };
      asked.push(call);
      yield* eventsOf(asked.length % steps === 0, `call-${asked.length}`);
      call.ended = now();
      yield { kind: 'end', stop: asked.length % steps === 0 ? 'end' : 'tool-calls' };
    },
    listModels: () => Promise.resolve([]),
    check: () => Promise.resolve(),
  };
}

function eventsOf(isLast: boolean, call: string): StreamEvent[] {
  const usage = { input: 1_000, output: 100 };
  return [
    { kind: 'start' },
    isLast
      ? { kind: 'part', part: { kind: 'text', text: 'Done.' } }
      : { kind: 'part', part: { kind: 'tool-call', call, name: 'now', input: {} } },
    { kind: 'usage', usage, raw: usage },
  ];
}
