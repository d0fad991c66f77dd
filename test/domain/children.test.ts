import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isOut, openChildren } from '../../src/domain/children';
import type { RunEvent } from '../../src/domain/event';
import { emptyRun, foldAll, type RunState } from '../../src/domain/fold';
import type { Id } from '../../src/domain/id';
import { nextMove } from '../../src/domain/next-move';

const id = (name: string) => name as Id<'act'>;
const fold = (state: RunState, ...events: RunEvent[]) =>
  foldAll(
    state,
    events.map(event => ({ event, at: 1 })),
  );

const asks: RunEvent = {
  kind: 'act-intent',
  act: id('answer'),
  attempt: 1,
  does: 'model-call',
  effect: 'billed',
  reach: 'provider',
  idempotencyKey: 'answer',
};
const sends = (act: string): RunEvent => ({
  ...asks,
  act: id(act),
  does: 'child-run',
  effect: 'idempotent',
  call: act,
});

it('a run that sent nobody waits for nobody', () => {
  expect(isOut([])).toBe(false);
});

/** What the engine writes for what it has decided. */
function written(state: RunState): RunEvent[] {
  const move = nextMove(state);
  if (move.do === 'hold') return [{ kind: 'run-waiting', for: move.for }];
  return move.do === 'read-child' ? [{ kind: 'act-succeeded', act: move.act.id, attempt: 1 }] : [];
}

/** It waits for colleagues, none of whom is out any more, or one of whom is back. */
const waitsInVain = ({ run, acts }: RunState) =>
  run.status.is === 'waiting' && run.status.for === 'child' && !isOut(acts.values());

it('a run waits only for colleagues that are out, whenever they come back, and reads each of them once', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      // Which of those who are out come back while the engine makes up its mind, and which user verbs fall in between.
      fc.array(
        fc.tuple(
          fc.nat(3),
          fc.boolean(),
          fc.constantFrom('nothing', 'pause-requested', 'resume-requested', 'cancel-requested'),
        ),
        {
          maxLength: 12,
        },
      ),
      (count, turns) => {
        const names = Array.from({ length: count }, (_, index) => `errand-${index}`);
        let state = emptyRun('asked' as Id<'message'>, 0);
        state = fold(state, asks, { kind: 'act-succeeded', act: id('answer'), attempt: 1, calls: names });
        state = fold(state, ...names.map(sends), { kind: 'run-waiting', for: 'child' });
        const read: string[] = [];
        const step = (ends: readonly RunEvent[]) => {
          const decided = state.run.status.is === 'queued' ? written(state) : [];
          state = fold(state, ...ends, ...decided);
          read.push(...decided.flatMap(event => (event.kind === 'act-succeeded' ? [event.act] : [])));
          expect(waitsInVain(state)).toBe(false);
        };
        for (const [which, comes, verb] of turns) {
          const out = openChildren(state.acts.values()).filter(act => !act.over);
          const back = out[which % Math.max(1, out.length)];
          const said: RunEvent[] = verb === 'nothing' ? [] : [{ kind: verb }];
          step([...said, ...(comes && back ? [{ kind: 'child-ended' as const, act: back.id }] : [])]);
        }
        for (const act of openChildren(state.acts.values()))
          if (!act.over) step([{ kind: 'child-ended', act: act.id }]);
        for (let round = 0; round < 2 * count; round++) step([]);
        expect(read.toSorted()).toEqual(names);
      },
    ),
  );
});
