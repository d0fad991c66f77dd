import type { Provider } from '../../src/domain/ports';
import type { StreamEvent } from '../../src/domain/stream';
import { now } from './workspace';

/**
 * A model that answers at once: some text and a tool call in each step but the last, then one word. Notes when it was
 * asked. Each call is another one: who does the same again and again is stopped.
 */
export function instantProvider(
  steps: number,
  textOf: (step: number) => string = () => '',
): Provider & { asked: { began: number; ended: number }[]; lastAsked: Promise<void> } {
  const asked: { began: number; ended: number }[] = [];
  let isLastAsked = () => {};
  const lastAsked = new Promise<void>(resolve => {
    isLastAsked = resolve;
  });
  return {
    asked,
    lastAsked,
    body: (_, request) => JSON.stringify(request),
    async *stream() {
      const call = { began: now(), ended: 0 };
      asked.push(call);
      const step = asked.length;
      const isLast = step % steps === 0;
      if (isLast) isLastAsked();
      yield* eventsOf(step, isLast ? 'Done.' : textOf(step), isLast);
      call.ended = now();
      yield { kind: 'end', stop: isLast ? 'end' : 'tool-calls' };
    },
    listModels: () => Promise.resolve([]),
    check: () => Promise.resolve({}),
  };
}

/** A model that writes `tokens` at `rate` a second, a few at a time, for any number of runs at once. */
export function pacedProvider(text: string, tokens: number, rate: number): Provider {
  const piece = Math.ceil(text.length / tokens);
  return {
    body: (_, request) => JSON.stringify(request),
    async *stream() {
      yield { kind: 'start' };
      const began = now();
      for (let sent = 0; sent < tokens;) {
        await new Promise(resolve => setTimeout(resolve, 1_000 / rate));
        const due = Math.min(tokens, Math.floor(((now() - began) / 1_000) * rate));
        for (; sent < due; sent++) yield { kind: 'text-delta', text: text.slice(sent * piece, (sent + 1) * piece) };
      }
      yield { kind: 'usage', usage: { input: 1_000, output: tokens }, raw: {} };
      yield { kind: 'end', stop: 'end' };
    },
    listModels: () => Promise.resolve([]),
    check: () => Promise.resolve({}),
  };
}

function eventsOf(step: number, text: string, isLast: boolean): StreamEvent[] {
  const usage = { input: 1_000, output: 100 };
  const input = { expression: `${step} + 1` };
  return [
    { kind: 'start' },
    ...(text === '' ? [] : [{ kind: 'text-delta', text } as const]),
    ...(isLast
      ? []
      : [{ kind: 'part', part: { kind: 'tool-call', call: `call-${step}`, name: 'calculate', input } } as const]),
    { kind: 'usage', usage, raw: usage },
  ];
}
