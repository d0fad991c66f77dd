import { expect, test } from 'vitest';
import { plainText } from '../../src/domain/part';
import { writeIntent, writeOutcome } from '../../src/storage/acts';
import { writeLateUsage } from '../../src/storage/costs';
import { takeLead } from '../../src/storage/lease';
import { readWindow } from '../../src/storage/messages';
import { openQueries } from '../../src/storage/open-queries';
import { rebuildRollups } from '../../src/storage/rollups';
import { sumsIn } from '../../src/storage/sums-row';
import { appendEvents, leaseRun, openRuns, readRun } from '../../src/storage/runs';
import { continueRun, retryRun, showVersion } from '../../src/storage/send';
import { openIndex } from '../../src/storage/workspaces';
import { freshId } from '../../src/storage/write';
import type { Id } from '../../src/domain/id';
import type { Workspace } from '../../src/storage/open';
import { answer, costOf, freshWorkspace, hire, intent, lead, say, sumsOf } from './workspace-fixture';

const queriesOf = async (ws: Workspace) =>
  openQueries(ws, await openIndex({ scope: ws.scope, now: ws.now, random: ws.random }));

async function texts(ws: Workspace, tip: Id<'message'>) {
  return (await readWindow(ws, tip)).map(({ body }) => plainText(body.parts));
}

async function onScreen(ws: Workspace, conversation: Id<'conversation'>) {
  const { messages } = await (await queriesOf(ws)).transcript(conversation, 50);
  return messages.map(({ body }) => plainText(body.parts));
}

test('a sent message, its task, its run and the head of its conversation appear together', async () => {
  const ws = await freshWorkspace();
  const sent = await say(ws, await hire(ws), 'Hello');
  expect(await ws.db.message.get(sent.message)).toMatchObject({ conversation: sent.conversation, role: 'user' });
  expect(await ws.db.conversation.get(sent.conversation)).toMatchObject({
    leaf: sent.message,
    body: { title: 'Hello' },
  });
  const { row, state } = await readRun(ws, sent.run);
  expect(row).toMatchObject({ phase: 'queued', tip: sent.message, home: ws.replica, last: 1 });
  expect(state.run.status).toEqual({ is: 'queued' });
  expect(await ws.db.task.get(row.task)).toMatchObject({ status: 'ready', message: sent.message });
});

test('an answer, its cost, its sums, the freed reservation and the feed are one transaction', async () => {
  const ws = await freshWorkspace();
  const sent = await say(ws, await hire(ws), 'Hello');
  const epoch = await lead(ws, sent.run);
  const { act, message } = await answer(ws, epoch, sent.run, 'Hi there');

  const { row, state } = await readRun(ws, sent.run);
  expect(row).toMatchObject({ phase: 'succeeded', tip: message, cost: 4_500_000, steps: 1 });
  expect({ ...state.run, phase: state.run.status.is }).toEqual({
    status: row.status,
    cancelling: row.cancelling,
    pausing: row.pausing,
    steering: row.steering,
    readOnly: row.readOnly,
    last: row.last,
    steps: row.steps,
    cost: row.cost,
    unknown: row.unknown,
    since: row.since,
    tip: row.tip,
    phase: row.phase,
  });
  expect(await ws.db.act.get(act)).toMatchObject({ status: 'succeeded', attempt: 1, number: 1 });
  expect(await ws.db.reservation.count()).toBe(0);
  expect((await ws.db.task.get(row.task))?.status).toBe('done');
  expect(await ws.db.cost.toArray()).toMatchObject([
    { act, message, conversation: sent.conversation, seq: 1, cost: 4_500_000 },
  ]);
  expect((await sumsOf(ws)).flatMap(sumsIn).map(sum => sum.cost)).toEqual([4_500_000, 4_500_000]);
  expect((await ws.db.activity.orderBy('born').last())?.happened).toMatchObject({
    kind: 'answer-finished',
    cost: 4_500_000,
  });
  expect(await onScreen(ws, sent.conversation)).toEqual(['Hello', 'Hi there']);
});

test('what fails inside leaves nothing of an outcome behind', async () => {
  const ws = await freshWorkspace();
  const sent = await say(ws, await hire(ws), 'Hello');
  const epoch = await lead(ws, sent.run);
  const act = freshId<'act'>(ws);
  await writeIntent(ws, epoch, sent.run, intent(act));
  const orphan = { id: freshId<'message'>(ws), role: 'agent' as const, body: { parts: [] } };
  const events = await ws.db.event.count();
  await expect(
    writeOutcome(ws, epoch, sent.run, {
      events: [{ kind: 'act-succeeded', act, attempt: 1, cost: 1 }],
      messages: [orphan],
      cost: costOf(act),
    }),
  ).rejects.toThrow('the last event must name the last message');
  expect(await ws.db.event.count()).toBe(events);
  expect(await ws.db.cost.count()).toBe(0);
  expect(await ws.db.message.get(orphan.id)).toBeUndefined();
  expect((await ws.db.act.get(act))?.status).toBe('intent');
});

test('a leader that was overtaken can write no more, except what a call has cost', async () => {
  const ws = await freshWorkspace();
  const sent = await say(ws, await hire(ws), 'Hello');
  const old = await lead(ws, sent.run);
  const act = freshId<'act'>(ws);
  await writeIntent(ws, old, sent.run, intent(act));
  const epoch = await takeLead(ws);

  await expect(appendEvents(ws, old, sent.run, [{ kind: 'run-succeeded' }])).rejects.toMatchObject({
    code: 'stale-epoch',
  });
  await expect(writeIntent(ws, old, sent.run, intent(freshId(ws)))).rejects.toMatchObject({ code: 'stale-epoch' });
  await expect(leaseRun(ws, old, sent.run)).rejects.toMatchObject({ code: 'stale-epoch' });

  await writeLateUsage(ws, sent.run, costOf(act));
  await writeOutcome(ws, epoch, sent.run, {
    events: [
      {
        kind: 'act-failed',
        act,
        attempt: 1,
        error: { code: 'interrupted', retryable: true, parameters: {} },
        final: false,
      },
    ],
    messages: [],
    cost: costOf(act, { basis: 'estimated', cost: 9_000_000 }),
  });
  expect((await ws.db.cost.toArray()).map(({ cost, basis }) => ({ cost, basis }))).toEqual([
    { cost: 4_500_000, basis: 'priced' },
  ]);
});

test('late usage of an attempt that was booked as estimated corrects it, and sums use the correction', async () => {
  const ws = await freshWorkspace();
  const sent = await say(ws, await hire(ws), 'Hello');
  const epoch = await lead(ws, sent.run);
  const { act } = await answer(ws, epoch, sent.run, 'Hi', { cost: { basis: 'estimated', cost: 9_000_000 } });
  await writeLateUsage(ws, sent.run, costOf(act));
  await writeLateUsage(ws, sent.run, costOf(act));
  await writeLateUsage(ws, sent.run, costOf(act, { basis: 'reported', cost: 4_400_000 }));
  const sums = (await sumsOf(ws)).flatMap(sumsIn).map(({ calls, cost, estimated }) => ({ calls, cost, estimated }));
  expect(sums).toEqual([
    { calls: 1, cost: 4_400_000, estimated: 0 },
    { calls: 1, cost: 4_400_000, estimated: 0 },
  ]);
  expect(await ws.db.cost.count()).toBe(3);
  const kept = await sumsOf(ws);
  await rebuildRollups(ws);
  expect(await sumsOf(ws)).toEqual(kept);
});

test('doing an outcome once more adds nothing', async () => {
  const ws = await freshWorkspace();
  const sent = await say(ws, await hire(ws), 'Hello');
  const epoch = await lead(ws, sent.run);
  const act = freshId<'act'>(ws);
  await writeIntent(ws, epoch, sent.run, intent(act));
  await writeLateUsage(ws, sent.run, costOf(act));
  await writeLateUsage(ws, sent.run, costOf(act));
  expect(await ws.db.cost.count()).toBe(1);
});

test('a message sent while a run is going on waits, and the answer slips in before it', async () => {
  const ws = await freshWorkspace();
  const agent = await hire(ws);
  const first = await say(ws, agent, 'One');
  const epoch = await lead(ws, first.run);
  await answer(ws, epoch, first.run, 'Step', { ends: false });
  const second = await say(ws, agent, 'Two', { conversation: first.conversation });
  const third = await say(ws, agent, 'Three', { conversation: first.conversation });
  expect(await onScreen(ws, first.conversation)).toEqual(['One', 'Step', 'Two', 'Three']);
  expect((await openRuns(ws)).map(run => run.id)).toEqual([first.run, second.run, third.run]);

  await answer(ws, epoch, first.run, 'Answer one');
  expect(await onScreen(ws, first.conversation)).toEqual(['One', 'Step', 'Answer one', 'Two', 'Three']);

  await leaseRun(ws, epoch, second.run);
  const { row } = await readRun(ws, second.run);
  expect(await texts(ws, row.tip)).toEqual(['One', 'Step', 'Answer one', 'Two']);
  await answer(ws, epoch, second.run, 'Answer two');
  await leaseRun(ws, epoch, third.run);
  await answer(ws, epoch, third.run, 'Answer three');
  expect(await onScreen(ws, first.conversation)).toEqual([
    'One',
    'Step',
    'Answer one',
    'Two',
    'Answer two',
    'Three',
    'Answer three',
  ]);
});

test('a retry is another run of the same task and keeps the old answer as a version', async () => {
  const ws = await freshWorkspace();
  const queries = await queriesOf(ws);
  const sent = await say(ws, await hire(ws), 'Hello');
  const epoch = await lead(ws, sent.run);
  const old = await answer(ws, epoch, sent.run, 'Old');
  const again = await retryRun(ws, old.message);
  expect(again).toMatchObject({ conversation: sent.conversation, message: sent.message });
  expect(await onScreen(ws, sent.conversation)).toEqual(['Hello']);
  await leaseRun(ws, epoch, again.run);
  const fresh = await answer(ws, epoch, again.run, 'New');
  const { messages } = await queries.transcript(sent.conversation, 50);
  expect(messages.at(-1)).toMatchObject({ row: { id: fresh.message }, versions: [old.message, fresh.message] });
  expect(await ws.db.task.count()).toBe(1);

  await showVersion(ws, old.message);
  expect(await onScreen(ws, sent.conversation)).toEqual(['Hello', 'Old']);
});

test('an edited message stands beside the old one, and its branch can be shown again down to its tip', async () => {
  const ws = await freshWorkspace();
  const queries = await queriesOf(ws);
  const agent = await hire(ws);
  const first = await say(ws, agent, 'One');
  const epoch = await lead(ws, first.run);
  await answer(ws, epoch, first.run, 'Answer');
  const edited = await say(ws, agent, 'Uno', { conversation: first.conversation, instead: first.message });
  const { messages } = await queries.transcript(first.conversation, 50);
  expect(messages.map(({ versions }) => versions)).toEqual([[first.message, edited.message]]);
  await showVersion(ws, first.message);
  expect(await onScreen(ws, first.conversation)).toEqual(['One', 'Answer']);
});

test('going on from a cut answer hangs below it', async () => {
  const ws = await freshWorkspace();
  const sent = await say(ws, await hire(ws), 'Tell');
  const epoch = await lead(ws, sent.run);
  const cut = await answer(ws, epoch, sent.run, 'Once upon');
  const more = await continueRun(ws, cut.message);
  await leaseRun(ws, epoch, more.run);
  const { state } = await readRun(ws, more.run);
  expect(state.run.tip).toBe(cut.message);
  await answer(ws, epoch, more.run, 'a time');
  expect(await onScreen(ws, sent.conversation)).toEqual(['Tell', 'Once upon', 'a time']);
});

test('a run that the user stops is asked to, from any tab', async () => {
  const ws = await freshWorkspace();
  const sent = await say(ws, await hire(ws), 'Hello');
  await lead(ws, sent.run);
  await appendEvents(ws, 0, sent.run, [{ kind: 'cancel-requested' }]);
  expect((await readRun(ws, sent.run)).row).toMatchObject({ cancelling: true, phase: 'running' });
});
