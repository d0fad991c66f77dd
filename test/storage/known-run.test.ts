import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorValue, type ErrorCode } from '../../src/domain/error';
import type { RunEvent } from '../../src/domain/event';
import type { Id } from '../../src/domain/id';
import { holdRun, letGo, withWritten } from '../../src/storage/known-run';
import { takeLead } from '../../src/storage/lease';
import { readWindow } from '../../src/storage/messages';
import { openWorkspace, type Workspace } from '../../src/storage/open';
import { appendEvents, eventsOf, foldEvents, readHeldRun, readRun } from '../../src/storage/runs';
import { whileUnchanged } from '../../src/storage/unchanged';
import { freshId } from '../../src/storage/write';
import { answer, freshWorkspace, handClock, hire, intent, lead, say } from './workspace-fixture';

/** The same workspace in another tab. */
function otherTab({ scope, id }: Workspace): Promise<Workspace> {
  const { now } = handClock(Date.UTC(2026, 10, 26));
  return openWorkspace({ scope, id, now, random: size => crypto.getRandomValues(new Uint8Array(size)) });
}

type Step = 'answer' | 'open' | 'use' | 'read' | 'other-answers' | 'other-voids' | 'other-pauses' | 'other-resumes';

const anyStep = fc.oneof(
  fc.constantFrom<Step>('answer', 'open', 'other-answers', 'other-voids', 'other-pauses', 'other-resumes'),
  fc.constantFrom<Step>('use', 'read'),
);

/** Plays steps of a run that its leader holds; returns all that the leader read of it, and whether leave could be used. */
async function play(ws: Workspace, run: Id<'run'>, steps: readonly Step[]) {
  const other = await otherTab(ws);
  const epoch = await lead(ws, run);
  holdRun(ws, epoch, run);
  const readings = [await readRun(ws, run)];
  const uses: { is: boolean; must: boolean }[] = [];
  let asked: Id<'request'> | undefined;
  const append = (...events: RunEvent[]) => appendEvents(ws, epoch, run, events);
  const say = (event: RunEvent) => appendEvents(other, 0, run, [event]);
  const does: Record<Step, () => Promise<unknown>> = {
    answer: () => answer(ws, epoch, run, 'Word.', { ends: false }),
    open: () => append({ kind: 'request-opened', request: (asked = freshId(ws)), asks: 'limit', shown: '' }),
    'other-answers': async () => asked && say({ kind: 'request-answered', request: asked, answer: 'approved' }),
    'other-voids': async () => asked && say({ kind: 'request-voided', request: asked }),
    'other-pauses': () => say({ kind: 'pause-requested' }),
    'other-resumes': () => say({ kind: 'resume-requested' }),
    async use() {
      if (!asked) return;
      const must = (await ws.db.request.get(asked))?.status === 'answered';
      // What is refused is not committed, and not known either.
      const write = append({ ...intent(freshId<'act'>(ws)), request: asked });
      uses.push({ must, is: await write.then(() => true, isOtherThan('approval-void')) });
    },
    read: async () => readings.push(await readHeldRun(ws, epoch, run, readings.at(-1))),
  };
  for (const step of steps) await does[step]();
  return { readings, uses };
}

const isOtherThan = (code: ErrorCode) => (error: unknown) => errorValue(error).code !== code;

const statuses = (rows: Iterable<{ id: string; status: string }>) =>
  new Map([...rows].map(({ id, status }) => [id, status]));

describe('a leader that keeps what it has written of a run', () => {
  test('writes and reads the same as one that reads all anew, whatever other tabs write in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 6, maxLength: 24 }), async steps => {
        const ws = await freshWorkspace();
        const { run } = await say(ws, await hire(ws), 'Go.');
        const { readings, uses } = await play(ws, run, steps);
        expect(uses.map(({ is }) => is)).toEqual(uses.map(({ must }) => must));
        const events = await eventsOf(ws, run);
        // As it stands, or stood when the leader had just written.
        for (const { row, state } of readings) {
          expect(state).toEqual(foldEvents(row, events.slice(0, row.last)));
          expect({ ...row, ...state.run }).toEqual(row);
        }
        const { row, state } = await readRun(ws, run);
        expect({ ...row, ...state.run }).toEqual(row);
        expect(statuses(await ws.db.act.toArray())).toEqual(statuses(state.acts.values()));
        expect(statuses(await ws.db.request.toArray())).toEqual(statuses(state.requests.values()));
      }),
      { numRuns: 12 },
    );
  });

  test('takes what it has just written from memory once, and then reads again', async () => {
    const ws = await freshWorkspace();
    const { run, message } = await say(ws, await hire(ws), 'Go.');
    const epoch = await lead(ws, run);
    holdRun(ws, epoch, run);
    const before = await readRun(ws, run);
    const branch = await readWindow(ws, message);
    await answer(ws, epoch, run, 'Word.', { ends: false });
    await appendEvents(await otherTab(ws), 0, run, [{ kind: 'pause-requested' }]);
    const written = await readHeldRun(ws, epoch, run, before);
    expect([written.row.last, written.row.pausing]).toEqual([4, false]);
    const now = await readHeldRun(ws, epoch, run, written);
    expect([now.row.last, now.row.pausing, now.state.run.pausing]).toEqual([5, true, true]);
    expect(withWritten(ws, epoch, run, branch)).toEqual(await readWindow(ws, now.row.tip));
  });

  test('is refused like any other once another leads, and keeps nothing for a run it has let go', async () => {
    const ws = await freshWorkspace();
    const { run } = await say(ws, await hire(ws), 'Go.');
    const epoch = await lead(ws, run);
    holdRun(ws, epoch, run);
    const before = await readRun(ws, run);
    await appendEvents(ws, epoch, run, [intent(freshId<'act'>(ws))]);
    letGo(ws, epoch, run);
    await appendEvents(await otherTab(ws), 0, run, [{ kind: 'pause-requested' }]);
    expect((await readHeldRun(ws, epoch, run, before)).row.pausing).toBe(true);
    holdRun(ws, epoch, run);
    await takeLead(await otherTab(ws));
    await expect(appendEvents(ws, epoch, run, [{ kind: 'run-succeeded' }])).rejects.toMatchObject({
      code: 'stale-epoch',
    });
  });
});

test('a reading is kept until one of its tables changes, here or in another tab', async () => {
  const ws = await freshWorkspace();
  const other = await otherTab(ws);
  let reads = 0;
  const budgets = whileUnchanged(ws, ['budget'], async () => {
    reads += 1;
    return (await ws.db.budget.toArray()).length;
  });
  const add = (to: Workspace, id: string) =>
    to.db.budget.put({ ...limit, id: id as Id<'budget'>, v: 1, at: 1, born: '0' });
  expect([await budgets.read(), await budgets.read(), reads]).toEqual([0, 0, 1]);
  await hire(ws);
  expect([await budgets.read(), reads]).toEqual([0, 1]);
  await add(ws, 'a');
  expect([await budgets.read(), await budgets.read(), reads]).toEqual([1, 1, 2]);
  await add(other, 'b');
  expect([await budgets.read(), reads]).toEqual([2, 3]);
  budgets.close();
});

const limit = { scope: 'workspace', window: 'month', limit: 1, warnAt: 0.8, consequence: 'ask' } as const;
