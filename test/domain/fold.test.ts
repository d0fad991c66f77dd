import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/domain/event';
import { emptyRun, foldAll, foldRun, isOver, type RunState } from '../../src/domain/fold';
import type { Id } from '../../src/domain/id';
import { nextMove } from '../../src/domain/next-move';
import { anyEvent } from './run-events';

const begin = () => emptyRun('asked' as Id<'message'>, 0);
const fold = (events: readonly RunEvent[], from: RunState = begin()) =>
  foldAll(
    from,
    events.map((event, index) => ({ event, at: index + 1 })),
  );
const flat = (state: RunState) => ({ run: state.run, acts: [...state.acts] });
const act = 'act-1' as Id<'act'>;
const intent: RunEvent = {
  kind: 'act-intent',
  act,
  attempt: 1,
  does: 'model-call',
  effect: 'billed',
  reach: 'provider',
  idempotencyKey: act,
};

describe('the fold of a run', () => {
  it('of a prefix and then the rest, one by one, is the fold of all at once, and changes no state it was given', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), fc.nat(40), (events, at) => {
        const prefix = fold(events.slice(0, at));
        const before = structuredClone(flat(prefix));
        let rest = prefix;
        events.slice(at).forEach((event, index) => {
          rest = foldRun(rest, event, Math.min(at, events.length) + index + 1);
        });
        expect(flat(rest)).toEqual(flat(fold(events)));
        expect(flat(prefix)).toEqual(before);
      }),
      { verbose: true },
    );
  });

  it('counts every event and every cost once, also those that come too late', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), events => {
        const { run } = fold(events);
        expect(run.last).toBe(events.length);
        expect(run.cost).toBe(events.reduce((sum, event) => sum + ('cost' in event ? (event.cost ?? 0) : 0), 0));
        expect(run.unknown).toBe(
          events.reduce((sum, event) => sum + ('unknown' in event ? Number(event.unknown ?? 0) : 0), 0),
        );
      }),
    );
  });

  it('never leaves an end once it has reached one', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), events => {
        let state = begin();
        const statuses = events.map(event => (state = foldRun(state, event, 1)).run.status);
        const end = statuses.findIndex(status => isOver(status));
        const after = end < 0 ? [] : statuses.slice(end);
        expect(after.every(status => status === after[0])).toBe(true);
      }),
    );
  });

  it('ignores an outcome of an attempt that is not under way, but keeps its cost', () => {
    const late: RunEvent = { kind: 'act-succeeded', act, attempt: 1, cost: 5, calls: [] };
    const state = fold([intent, { ...intent, attempt: 2 }, late]);
    expect(state.acts.get(act)?.status).toBe('intent');
    expect(state.run.cost).toBe(5);
  });
});

describe('the next move', () => {
  it('is to ask, for a run that has done nothing', () => {
    expect(nextMove(begin())).toEqual({ do: 'ask', attempt: 1 });
  });

  it('is to settle an intent that has no outcome, before anything else', () => {
    expect(nextMove(fold([intent]))).toMatchObject({ do: 'settle', act: { id: act } });
  });

  it('is to finish after an answer that asks for no tool', () => {
    expect(nextMove(fold([intent, { kind: 'act-succeeded', act, attempt: 1, calls: [] }]))).toEqual({
      do: 'finish',
    });
  });

  it('takes the tool calls of an answer in order, each once, and then asks again', () => {
    const answered: RunEvent[] = [intent, { kind: 'act-succeeded', act, attempt: 1, calls: ['a', 'b'] }];
    expect(nextMove(fold(answered))).toEqual({ do: 'use-tool', call: 'a', attempt: 1 });
    const tool = 'tool-a' as Id<'act'>;
    const used: RunEvent[] = [
      { ...intent, act: tool, does: 'tool-call', effect: 'pure', reach: 'none', call: 'a' },
      { kind: 'act-succeeded', act: tool, attempt: 1 },
    ];
    expect(nextMove(fold([...answered, ...used]))).toEqual({ do: 'use-tool', call: 'b', attempt: 1 });
    const other = 'tool-b' as Id<'act'>;
    const usedToo: RunEvent[] = [
      { ...intent, act: other, does: 'tool-call', effect: 'pure', reach: 'none', call: 'b' },
      { kind: 'act-succeeded', act: other, attempt: 1 },
    ];
    expect(nextMove(fold([...answered, ...used, ...usedToo]))).toEqual({ do: 'ask', attempt: 1 });
  });

  it('uses a pure tool again when its leader was lost in the middle', () => {
    const tool = 'tool-a' as Id<'act'>;
    const events: RunEvent[] = [
      intent,
      { kind: 'act-succeeded', act, attempt: 1, calls: ['a'] },
      { ...intent, act: tool, does: 'tool-call', effect: 'pure', reach: 'none', call: 'a' },
    ];
    expect(nextMove(fold(events))).toEqual({ do: 'use-tool', call: 'a', attempt: 2 });
  });

  it('tries a failed call again, and gives up after the fourth time', () => {
    const error = { code: 'overloaded', retryable: true, parameters: {} } as const;
    const attempts = [1, 2, 3, 4].flatMap((attempt): RunEvent[] => [
      { ...intent, attempt },
      { kind: 'act-failed', act, attempt, error, final: false },
    ]);
    expect(nextMove(fold(attempts.slice(0, 2)))).toEqual({ do: 'ask', act, attempt: 2 });
    expect(nextMove(fold(attempts)).do).toBe('fail');
  });
});
