import { expect, test } from 'vitest';
import { derivedId, type Id } from '../../src/domain/id';
import { plainText } from '../../src/domain/part';
import { addConnection } from '../../src/storage/connections';
import { patchConversation } from '../../src/storage/conversations';
import type { Workspace } from '../../src/storage/open';
import { openQueries } from '../../src/storage/open-queries';
import { appendEvents, leaseRun, openRuns, readRun } from '../../src/storage/runs';
import { retryRun, showRun, showVersion } from '../../src/storage/send';
import { openIndex } from '../../src/storage/workspaces';
import { answer, freshWorkspace, hire, lead, say } from './workspace-fixture';

const queriesOf = async (ws: Workspace) => openQueries(ws, await openIndex(ws));

async function onScreen(ws: Workspace, conversation: Id<'conversation'>) {
  const queries = await queriesOf(ws);
  const [{ messages }, detail] = [await queries.transcript(conversation, 50), await queries.conversation(conversation)];
  return {
    texts: messages.map(({ body }) => plainText(body.parts)),
    run: detail?.run?.id,
    elsewhere: detail?.elsewhere.map(run => run.id),
  };
}

/** One answered message, and a second that is being answered. */
async function busy(ws: Workspace) {
  const agent = await hire(ws);
  const first = await say(ws, agent, 'One');
  const epoch = await lead(ws, first.run);
  const old = await answer(ws, epoch, first.run, 'Old');
  const { conversation } = first;
  const second = await say(ws, agent, 'Two', { conversation });
  await leaseRun(ws, epoch, second.run);
  return { agent, epoch, conversation, first, old, second };
}

test('another try in a busy conversation is the run on screen; the one on the other branch is told apart', async () => {
  const ws = await freshWorkspace();
  const { epoch, conversation, old, second } = await busy(ws);
  expect(await onScreen(ws, conversation)).toMatchObject({ run: second.run, elsewhere: [] });
  const again = await retryRun(ws, old.message);
  expect(await onScreen(ws, conversation)).toEqual({ texts: ['One'], run: again.run, elsewhere: [second.run] });

  await answer(ws, epoch, second.run, 'Answer two');
  expect(await onScreen(ws, conversation)).toEqual({ texts: ['One'], run: again.run, elsewhere: [] });
  await leaseRun(ws, epoch, again.run);
  await answer(ws, epoch, again.run, 'New');
  expect(await onScreen(ws, conversation)).toEqual({ texts: ['One', 'New'], run: undefined, elsewhere: [] });
  await showVersion(ws, old.message);
  expect((await onScreen(ws, conversation)).texts).toEqual(['One', 'Old', 'Two', 'Answer two']);
});

test('the branch of a run that is under way elsewhere can be shown, with what waits behind it', async () => {
  const ws = await freshWorkspace();
  const { agent, conversation, old, second } = await busy(ws);
  const third = await say(ws, agent, 'Three', { conversation });
  const again = await retryRun(ws, old.message);
  await showRun(ws, second.run);
  expect(await onScreen(ws, conversation)).toEqual({
    texts: ['One', 'Old', 'Two', 'Three'],
    run: second.run,
    elsewhere: [again.run],
  });
  expect(await ws.db.conversation.get(conversation)).toMatchObject({ leaf: third.message });
  await showRun(ws, again.run);
  expect(await onScreen(ws, conversation)).toMatchObject({ texts: ['One'], run: again.run });
});

test('a message written while another try waits hangs where it is read, and is shown with its answer', async () => {
  const ws = await freshWorkspace();
  const { agent, epoch, conversation, old, second } = await busy(ws);
  const again = await retryRun(ws, old.message);
  const third = await say(ws, agent, 'Three', { conversation });
  expect(await onScreen(ws, conversation)).toMatchObject({ texts: ['One', 'Three'], run: again.run });
  for (const [run, text] of [
    [second.run, 'Answer two'],
    [again.run, 'New'],
    [third.run, 'Answer three'],
  ] as const) {
    await leaseRun(ws, epoch, run);
    await answer(ws, epoch, run, text);
  }
  expect((await onScreen(ws, conversation)).texts).toEqual(['One', 'New', 'Three', 'Answer three']);
});

test('asking twice for another try while it waits pays for one', async () => {
  const ws = await freshWorkspace();
  const { conversation, old } = await busy(ws);
  const again = await retryRun(ws, old.message);
  await showVersion(ws, old.message);
  expect(await retryRun(ws, old.message)).toEqual(again);
  expect((await openRuns(ws)).map(run => run.id)).toContain(again.run);
  expect(await openRuns(ws)).toHaveLength(2);
  expect(await onScreen(ws, conversation)).toMatchObject({ texts: ['One'], run: again.run });
});

test('another try is simulated when the model that is chosen now is, not when the first one was', async () => {
  const ws = await freshWorkspace();
  const demo = derivedId<'connection'>('demo', 'connection');
  await addConnection(ws, {
    id: demo,
    provider: 'simulated',
    wire: 'simulated',
    body: { name: 'Demo', baseUrl: '', options: {} },
  });
  const agent = await hire(ws);
  const sent = await say(ws, agent, 'Hello', { simulated: true, model: { connection: demo, model: 'script' } });
  const epoch = await lead(ws, sent.run);
  const old = await answer(ws, epoch, sent.run, 'From a script', { cost: { cost: 0 } });
  const asIs = await retryRun(ws, old.message);
  expect((await readRun(ws, asIs.run)).row.simulated).toBe(true);
  await appendEvents(ws, 0, asIs.run, [{ kind: 'run-cancelled' }]);

  const { connection, body } = (await (await queriesOf(ws)).agents())[0]!.row;
  await patchConversation(ws, sent.conversation, { body: { model: { connection: connection!, model: body.model } } });
  const real = await retryRun(ws, old.message);
  const { row } = await readRun(ws, real.run);
  expect(row.simulated).toBe(false);
  expect(row.body.model.connection).toBe(connection);
  expect((await ws.db.task.get(row.task))?.simulated).toBe(false);
  expect((await (await queriesOf(ws)).conversation(sent.conversation))?.simulated).toBe(false);
});

test('an edited message that still waits is replaced where it stands, and what waits behind it follows', async () => {
  const ws = await freshWorkspace();
  const { agent, epoch, conversation, second } = await busy(ws);
  const third = await say(ws, agent, 'Three', { conversation });
  const fourth = await say(ws, agent, 'Four', { conversation });
  expect((await (await queriesOf(ws)).conversation(conversation))?.waiting).toEqual([third.message, fourth.message]);
  const edited = await say(ws, agent, 'Three, better', { conversation, instead: third.message });
  expect((await onScreen(ws, conversation)).texts).toEqual(['One', 'Old', 'Two', 'Three, better', 'Four']);

  const waiting = (await openRuns(ws)).filter(run => !run.cancelling);
  expect(waiting.map(run => run.message)).toEqual([second.message, edited.message, fourth.message]);
  expect((await readRun(ws, third.run)).row).toMatchObject({ cancelling: true, phase: 'queued' });
  for (const run of (await openRuns(ws)).filter(one => one.cancelling))
    await appendEvents(ws, epoch, run.id, [{ kind: 'run-cancelled' }]);
  for (const run of waiting) {
    await leaseRun(ws, epoch, run.id);
    await answer(ws, epoch, run.id, `Answer to ${run.message === edited.message ? 'three' : 'it'}`);
  }
  const { messages } = await (await queriesOf(ws)).transcript(conversation, 50);
  expect(messages.map(({ body }) => plainText(body.parts))).toEqual([
    'One',
    'Old',
    'Two',
    'Answer to it',
    'Three, better',
    'Answer to three',
    'Four',
    'Answer to it',
  ]);
  expect(messages.every(({ versions }) => versions.length < 2)).toBe(true);
});
