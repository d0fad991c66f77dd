import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventRow, RunEvent } from '../../src/domain/event';
import { emptyRun, foldRun, isOver, openRequests, type RunState } from '../../src/domain/fold';
import type { Id } from '../../src/domain/id';
import { mostAttempts, mostSteps, mostTime, nextMove } from '../../src/domain/next-move';
import { upcastEvent } from '../../src/domain/upcast';
import { anyEvent } from './run-events';

const begin = () => emptyRun('asked' as Id<'message'>, 0);
const foldAll = (events: readonly RunEvent[], step = 1) =>
  events.reduce((state, event, index) => foldRun(state, event, (index + 1) * step), begin());
const request = 'request-1' as Id<'request'>;
const ask = (index: number) => `ask-${index}` as Id<'act'>;
const tool = (index: number) => `tool-${index}` as Id<'act'>;

/** A model call that asks for one tool call, which is made. */
function step(index: number, same = `same-${index}`): RunEvent[] {
  const shared = { attempt: 1, effect: 'pure', reach: 'none', idempotencyKey: '' } as const;
  return [
    { kind: 'act-intent', act: ask(index), does: 'model-call', ...shared },
    { kind: 'act-succeeded', act: ask(index), attempt: 1, calls: [`call-${index}`] },
    { kind: 'act-intent', act: tool(index), does: 'tool-call', ...shared, call: `call-${index}`, tool: 't/read', same },
    { kind: 'act-succeeded', act: tool(index), attempt: 1 },
  ];
}
const steps = (count: number, same?: string) => Array.from({ length: count }, (_, index) => step(index, same)).flat();

describe('what a run asks its user', () => {
  it('never leaves a state that cannot be', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), events => {
        let state: RunState = begin();
        for (const [index, event] of events.entries()) {
          const before = state;
          state = foldRun(state, event, index + 1);
          const { status } = state.run;
          // Once a run waits for its user there is something to answer, and after its end there is nothing.
          const waits = status.is === 'waiting' && (status.for === 'approval' || status.for === 'input');
          expect(waits && openRequests(state).length === 0).toBe(false);
          expect(isOver(status) && openRequests(state).length > 0).toBe(false);
          // What was used was answered before, and nothing is used twice.
          for (const [id, one] of state.requests) {
            const was = before.requests.get(id)?.status;
            expect(one.status === 'used' && was !== 'used' && was !== 'answered').toBe(false);
            expect(was === 'used' && one.status !== 'used').toBe(false);
          }
          nextMove(state);
        }
      }),
      { verbose: true },
    );
  });

  it('needs no answer once the user’s words are read, and the run waits for none', () => {
    const message = 'message-1' as Id<'message'>;
    const state = foldAll([
      { kind: 'request-opened', request, asks: 'approval', shown: 'p', call: 'c' },
      { kind: 'run-waiting', for: 'approval' },
      { kind: 'steering-read', messages: [message], tip: message },
    ]);
    expect(openRequests(state)).toEqual([]);
    expect(state.run.status).toEqual({ is: 'queued' });
  });

  it('is answered once: a second answer changes nothing', () => {
    const opened: RunEvent = { kind: 'request-opened', request, asks: 'approval', shown: 'p', call: 'c' };
    const state = foldAll([
      opened,
      { kind: 'request-answered', request, answer: 'rejected' },
      { kind: 'request-answered', request, answer: 'approved' },
    ]);
    expect(state.requests.get(request)?.answer).toBe('rejected');
  });

  it('wakes it only once all is answered, and what was allowed is used up by its act', () => {
    const other = 'request-2' as Id<'request'>;
    const asked = foldAll([
      { kind: 'request-opened', request, asks: 'approval', shown: 'p', call: 'c' },
      { kind: 'request-opened', request: other, asks: 'approval', shown: 'p', call: 'd' },
      { kind: 'run-waiting', for: 'approval' },
      { kind: 'request-answered', request, answer: 'approved' },
    ]);
    expect(asked.run.status).toEqual({ is: 'waiting', for: 'approval' });
    const answered = foldRun(asked, { kind: 'request-answered', request: other, answer: 'rejected' }, 9);
    expect(answered.run.status).toEqual({ is: 'queued' });
    const about = { attempt: 1, effect: 'write', reach: 'outward', idempotencyKey: '' } as const;
    const used = foldRun(answered, { kind: 'act-intent', act: tool(1), does: 'tool-call', request, ...about }, 10);
    expect([request, other].map(id => used.requests.get(id)?.status)).toEqual(['used', 'answered']);
  });

  it('that it goes in circles is asked at the fifth time, and asked again only after five more', () => {
    expect(nextMove(foldAll(steps(4, 'same')))).toMatchObject({ do: 'ask' });
    const circles = foldAll(steps(5, 'same'));
    expect(nextMove(circles)).toMatchObject({ do: 'check-in', asks: 'loop', count: 5 });
    const opened: RunEvent = { kind: 'request-opened', request, asks: 'loop', shown: 'p' };
    const goOn: RunEvent = { kind: 'request-answered', request, answer: 'approved' };
    const allowed = foldAll([...steps(5, 'same'), opened, goOn]);
    expect(nextMove(allowed)).toMatchObject({ do: 'ask' });
    const stop: RunEvent = { kind: 'request-answered', request, answer: 'rejected' };
    expect(nextMove(foldAll([...steps(5, 'same'), opened, stop]))).toEqual({ do: 'cancel' });
  });

  it('that it has used up its steps or minutes is asked instead of failing', () => {
    expect(nextMove(foldAll(steps(mostSteps - 1)))).toMatchObject({ do: 'ask' });
    expect(nextMove(foldAll(steps(mostSteps)))).toMatchObject({ do: 'check-in', asks: 'limit', count: mostSteps });
    expect(nextMove(foldAll(steps(3), mostTime / 6))).toMatchObject({ do: 'check-in', asks: 'limit', minutes: 30 });
  });
});

describe('what was cut off', () => {
  it.each([
    ['write', 'settle'],
    ['billed', 'settle'],
    ['read', 'use-tool'],
    ['pure', 'use-tool'],
  ] as const)('a tool that is %s: %s', (effect, does) => {
    const [asked, answered, used] = step(0);
    if (!asked || !answered || used?.kind !== 'act-intent') throw new Error('no tool call');
    expect(nextMove(foldAll([asked, answered, { ...used, effect }]))).toMatchObject({ do: does });
  });
});

it('a question that failed is asked four times, and not once more', () => {
  const attempts = (count: number) =>
    Array.from({ length: count }, (_, index): RunEvent[] => {
      const attempt = index + 1;
      const named = { act: ask(0), attempt } as const;
      const intent = { does: 'model-call', effect: 'billed', reach: 'provider', idempotencyKey: '' } as const;
      const error = { code: 'overloaded', retryable: true, parameters: {} } as const;
      return [
        { kind: 'act-intent', ...named, ...intent },
        { kind: 'act-failed', ...named, error, final: false },
      ];
    }).flat();
  expect(nextMove(foldAll(attempts(mostAttempts - 1)))).toEqual({ do: 'ask', act: ask(0), attempt: mostAttempts });
  expect(nextMove(foldAll(attempts(mostAttempts)))).toMatchObject({ do: 'fail', error: { code: 'provider-failed' } });
});

describe('words of the user', () => {
  it('that came before the last answer was in keep the run from ending, and are heard first', () => {
    const message = 'more' as Id<'message'>;
    const state = foldAll([
      ...step(0).slice(0, 1),
      { kind: 'steering-sent', message },
      { kind: 'act-succeeded', act: ask(0), attempt: 1, calls: [] },
      { kind: 'run-succeeded' },
    ]);
    expect(isOver(state.run.status)).toBe(false);
    expect(nextMove(state)).toEqual({ do: 'hear', messages: [message], skipped: [] });
    const heard = foldRun(state, { kind: 'steering-read', messages: [message], tip: message }, 9);
    expect(nextMove(heard)).toMatchObject({ do: 'ask' });
  });

  it('that came before an answer broke off are heard too, and the run goes on', () => {
    const message = 'more' as Id<'message'>;
    const error = { code: 'interrupted', retryable: true, parameters: {} } as const;
    const state = foldAll([
      ...step(0).slice(0, 1),
      { kind: 'steering-sent', message },
      { kind: 'act-failed', act: ask(0), attempt: 1, message: 'half' as Id<'message'>, error, final: true },
      { kind: 'run-failed', error },
    ]);
    expect(isOver(state.run.status)).toBe(false);
    expect(nextMove(state)).toEqual({ do: 'hear', messages: [message], skipped: [] });
    const heard = foldRun(state, { kind: 'steering-read', messages: [message], tip: message }, 9);
    expect(nextMove(heard)).toMatchObject({ do: 'ask' });
    expect(foldRun(heard, { kind: 'run-failed', error }, 10).run.status.is).toBe('failed');
  });
});

describe('events of other versions', () => {
  it('that are older are read as this version writes them', () => {
    const [, , used] = step(0);
    const old = { v: 1, event: { ...used, tool: 'calculate' } } as EventRow;
    expect(upcastEvent(old).event).toMatchObject({ tool: 'built-in/calculate' });
    expect(upcastEvent({ ...old, v: 2 }).event).toMatchObject({ tool: 'calculate' });
    const of = { kind: 'act-succeeded', act: 'a' as Id<'act'>, attempt: 1 } as const;
    const unpriced = { v: 2, event: { ...of, calls: [] } } as unknown as EventRow;
    expect(upcastEvent(unpriced).event, 'an answer without a cost').toMatchObject({ unknown: true });
    for (const event of [{ ...of, calls: [], cost: 0 }, of])
      expect(upcastEvent({ ...unpriced, event }).event, 'what was free, and a tool’s result').toEqual(event);
  });

  it('that are not known make a run read-only: it is not gone on with, and still counts', () => {
    const unknown = { kind: 'teleported', cost: 5 } as unknown as RunEvent;
    const state = foldAll([...step(0), unknown, { kind: 'run-succeeded' }]);
    expect(state.run).toMatchObject({ readOnly: true, status: { is: 'queued' }, last: 6 });
  });
});
