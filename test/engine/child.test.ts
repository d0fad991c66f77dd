import { expect, test } from 'vitest';
import type { Id } from '../../src/domain/id';
import type { Label } from '../../src/domain/row';
import type { RunRow } from '../../src/domain/run';
import type { Tool } from '../../src/domain/tool';
import { runVerbs } from '../../src/engine/verbs/run-verbs';
import { addAgent } from '../../src/storage/agents';
import { setColleagues } from '../../src/storage/colleagues';
import { budgetId, setBudget } from '../../src/storage/budgets';
import { childRunId } from '../../src/storage/family';
import { appendEvents, eventsOf, readRun } from '../../src/storage/runs';
import { sendMessage, type Sent } from '../../src/storage/send';
import { taskDetail } from '../../src/storage/task-detail';
import { aborted, answer, asked, ended, openOf, reply, results, send, standing, texts, usage, work } from './play';
import { setStage, until, type Script, type Stage } from './stage';

const ask = (colleague: string, brief: string) => ({
  name: 'ask_colleague',
  input: { colleague, brief, expected: 'One line.' },
});

/** Plays the asker until he has his results, and lets `colleague` play everyone whose brief says “Errand”. */
const asking = (calls: readonly { name: string; input: unknown }[], colleague: Script = answer): Script =>
  async function* (turn) {
    const isErrand = turn.body.includes('"text":"Errand');
    if (isErrand && !turn.body.includes('six times seven')) return yield* colleague(turn);
    await turn.send();
    if (turn.body.includes('tool-result')) yield { kind: 'text-delta', text: 'All done.' };
    else
      for (const [index, call] of calls.entries())
        yield { kind: 'part', part: { kind: 'tool-call', call: `c${index}`, ...call } };
    yield usage;
    yield { kind: 'end', stop: turn.body.includes('tool-result') ? 'end' : 'tool-calls' };
  };

/** Hires somebody whom the first agent may ask. */
async function hire({ workspace, connection, agent }: Stage, ...names: string[]): Promise<Id<'agent'>[]> {
  const ids = [];
  for (const name of names)
    ids.push(
      await addAgent(workspace, {
        hue: 1,
        tier: 'balanced',
        connection,
        maxOutput: 1_000,
        simulated: false,
        instructions: 'Do the errand.',
        body: { name, role: 'finder', model: 'model-a', tools: ['ask_user', 'calculate', 'fetch'] },
      }),
    );
  await setColleagues(workspace, agent, ids);
  return ids;
}

async function children({ workspace }: Stage, run: Id<'run'>): Promise<RunRow[]> {
  const rows = await workspace.db.run.where('parent.above').equals(run).toArray();
  return rows.sort((a, b) => (a.born < b.born ? -1 : 1));
}

/** The child’s run as a message’s was: for the helpers that look at it. */
const sentOf = ({ id, conversation, task, message }: RunRow): Sent => ({ run: id, conversation, task, message });

/** Whatever the colleague calls first, under the id `q`, and then the answer. */
const calling = (name: string, input: unknown): Script =>
  async function* (turn) {
    if (turn.body.includes('tool-result')) return yield* answer(turn);
    await turn.send();
    yield { kind: 'part', part: { kind: 'tool-call', call: 'q', name, input } };
    yield usage;
    yield { kind: 'end', stop: 'tool-calls' };
  };

async function errand(colleague?: Script, ...calls: { name: string; input: unknown }[]) {
  const stage = await setStage(asking(calls.length > 0 ? calls : [ask('Bea', 'Errand: find it.')], colleague));
  await hire(stage, 'Bea', 'Cy');
  const sent = await send(stage);
  const lead = await stage.lead();
  return { stage, sent, lead };
}

test('an agent asks a colleague, and what that one answers is the result of the call', async () => {
  const { stage, sent } = await errand();
  const run = await ended(stage, sent);
  expect(run.phase).toBe('succeeded');
  expect(await results(stage, run)).toMatchObject([{ call: 'c0', output: 'Forty-two.' }]);
  const [child] = await children(stage, sent.run);
  expect(child).toMatchObject({ phase: 'succeeded', parent: { run: run.id, above: [run.id, run.task] } });
  const [act] = [...(await readRun(stage.workspace, run.id)).state.acts.values()].filter(
    one => one.kind === 'child-run',
  );
  expect(child?.id).toBe(childRunId(act!.id));
  // Its own context: the brief, not the conversation.
  const brief = (await texts(stage, child!))[0];
  expect(JSON.stringify(brief)).toContain('Errand: find it.');
  expect(stage.asked).toHaveLength(3);
});

test('two colleagues asked in one answer are at work at the same time', async () => {
  let atWork = 0;
  let together = false;
  const slow: Script = async function* (turn) {
    atWork += 1;
    together ||= atWork === 2;
    // Who works alone waits for the other in vain.
    for (let tries = 0; !together && tries < 100; tries++) await new Promise(resolve => setTimeout(resolve, 50));
    atWork -= 1;
    yield* answer(turn);
  };
  const { stage, sent } = await errand(slow, ask('Bea', 'Errand: one.'), ask('Cy', 'Errand: two.'));
  const run = await ended(stage, sent);
  expect([run.phase, together]).toEqual(['succeeded', true]);
  expect((await results(stage, run)).map(part => part.call).toSorted()).toEqual(['c0', 'c1']);
});

test('what a colleague asks the user is asked under its own name, and the asker waits without a lease', async () => {
  const { stage, sent, lead } = await errand(calling('ask_user', { question: 'Which one?' }));
  await until(
    async () => (await children(stage, sent.run))[0]?.phase === 'waiting',
    () => children(stage, sent.run),
  );
  const [child] = await children(stage, sent.run);
  const request = await asked(stage, sentOf(child!));
  expect(request.agent).not.toBe(stage.agent);
  expect((await standing(stage, sent, 'waiting')).status).toEqual({ is: 'waiting', for: 'child' });
  // The task it works for shows what it asks, and the one it is beside does not.
  const other = await send(stage);
  const taskOf = async ({ run }: Sent) => taskDetail(stage.workspace, (await stage.workspace.db.run.get(run))!.task);
  expect((await taskOf(sent))?.requests.map(({ row }) => row.id)).toEqual([request.id]);
  expect((await taskOf(sent))?.errands.map(({ row }) => row.id)).toEqual([child?.id]);
  expect((await taskOf(other))?.requests).toEqual([]);
  // A new leader finds both where they were.
  lead.stop();
  await stage.lead();
  await reply(stage, { request: request.id, answer: 'told', said: 'The red one.' });
  expect((await ended(stage, sent)).phase).toBe('succeeded');
  expect(await children(stage, sent.run)).toHaveLength(1);
});

test('who stops a run stops whom it asked, and is told nothing more', async () => {
  const stuck: Script = async function* (turn) {
    await turn.send();
    await aborted(turn.abort);
    yield { kind: 'failure', error: { code: 'aborted', retryable: false, parameters: {} } };
  };
  const { stage, sent } = await errand(stuck);
  await until(
    async () => stage.asked.length === 2,
    () => eventsOf(stage.workspace, sent.run),
  );
  await appendEvents(stage.workspace, 0, sent.run, [{ kind: 'cancel-requested' }]);
  stage.engine.bell.ring();
  expect((await ended(stage, sent)).phase).toBe('cancelled');
  expect((await children(stage, sent.run)).map(one => one.phase)).toEqual(['cancelled']);
  expect(stage.asked).toHaveLength(2);
  expect(await openOf(stage, sent)).toEqual([]);
});

test('a colleague that fails is an honest result, and the asker goes on', async () => {
  const broken: Script = async function* (turn) {
    await turn.send();
    yield { kind: 'failure', error: { code: 'no-credit', retryable: false, parameters: {} } };
  };
  const { stage, sent } = await errand(broken);
  const run = await ended(stage, sent);
  expect(run.phase).toBe('succeeded');
  expect(await results(stage, run)).toMatchObject([{ isError: true, output: 'Bea could not finish (no-credit).' }]);
});

test('nobody asks who waits for him, and nobody who was not allowed', async () => {
  // Bea may ask Ada, who waits for her: the tool is not even there.
  const { name, input } = ask('Ada', 'Errand: do it yourself.');
  const tries = calling(name, input);
  const stage = await setStage(asking([ask('Bea', 'Errand: find it.'), ask('Dan', 'Errand: and this.')], tries));
  const [bea] = await hire(stage, 'Bea');
  await setColleagues(stage.workspace, bea!, [stage.agent]);
  const sent = await send(stage);
  await stage.lead();
  const run = await ended(stage, sent);
  expect((await results(stage, run)).find(part => part.call === 'c1')?.output).toContain('there is no “Dan”');
  const [child, ...more] = await children(stage, sent.run);
  expect(more).toEqual([]);
  expect(await results(stage, child!)).toMatchObject([
    { isError: true, output: 'There is no tool named “ask_colleague”.' },
  ]);
});

const dollars = (amount: number) => Math.round(amount * 1_000_000_000);
const cheap = (budget: number) => ({
  ...ask('Bea', 'Errand: cheap.'),
  input: { ...ask('Bea', 'Errand: cheap.').input, budget },
});

test('what a colleague may cost is set aside from the start, and is spent in the budgets of who asked', async () => {
  const seen: unknown[] = [];
  let stage!: Stage;
  const watching: Script = async function* (turn) {
    seen.push(...(await stage.workspace.db.reservation.toArray()));
    yield* answer(turn);
  };
  stage = await setStage(asking([cheap(0.05)], watching));
  await hire(stage, 'Bea');
  const sent = await send(stage);
  const of = (await readRun(stage.workspace, sent.run)).row.task;
  await setBudget(stage.workspace, {
    scope: 'task',
    of,
    window: 'total',
    limit: dollars(0.08),
    warnAt: 0,
    consequence: 'stop',
  });
  await stage.lead();
  const run = await ended(stage, sent);
  expect(run.phase).toBe('succeeded');
  const [child] = await children(stage, run.id);
  expect(seen).toMatchObject(
    expect.arrayContaining([expect.objectContaining({ run: child!.id, ceiling: dollars(0.05) })]),
  );
  const windows = await stage.workspace.db['budget-window'].toArray();
  const window = windows.find(one => one.budget === budgetId({ scope: 'task', of, window: 'total' }));
  // Three calls of $0.0045: two of the asker’s and one of the colleague’s.
  expect(window?.spent).toBe(3 * 4_500_000);
  expect(await stage.workspace.db.reservation.count()).toBe(0);
});

test('a budget there is no room for is refused to the asker; one that is used up is asked of the user', async () => {
  const { stage, sent } = await errand(undefined, cheap(5), { ...cheap(0.001), name: 'ask_colleague' });
  const of = (await readRun(stage.workspace, sent.run)).row.task;
  await setBudget(stage.workspace, {
    scope: 'task',
    of,
    window: 'total',
    limit: dollars(1),
    warnAt: 0,
    consequence: 'stop',
  });
  await until(
    async () => (await children(stage, sent.run))[0]?.phase === 'waiting',
    () => children(stage, sent.run),
  );
  const [child] = await children(stage, sent.run);
  expect(child?.status).toMatchObject({ for: 'budget' });
  expect(await asked(stage, sentOf(child!))).toMatchObject({ asks: 'budget', agent: child!.agent });
  const { row } = await readRun(stage.workspace, sent.run);
  expect(await results(stage, row)).toMatchObject([{ call: 'c0', isError: true }]);
});

test('who pauses a run pauses whom it asked, and both go on together', async () => {
  const { stage, sent } = await errand(calling('ask_user', { question: 'Which one?' }));
  const child = async () => (await children(stage, sent.run))[0];
  await until(
    async () => (await child())?.phase === 'waiting',
    () => children(stage, sent.run),
  );
  await runVerbs(stage.engine).pause(work, sent.run);
  const request = await asked(stage, sentOf((await child())!));
  await reply(stage, { request: request.id, answer: 'told', said: 'The red one.' });
  await until(
    async () => JSON.stringify((await child())?.status).includes('paused'),
    () => children(stage, sent.run),
  );
  await runVerbs(stage.engine).resume(work, sent.run);
  stage.engine.bell.ring();
  expect((await ended(stage, sent)).phase).toBe('succeeded');
});

test('what is foreign to who asks is foreign to who is asked, and what that one read comes back with the answer', async () => {
  const web: Label = { source: 'web', from: 'news.example' };
  const fetch: Tool = {
    source: 'test',
    name: 'fetch',
    description: 'Reads a page.',
    input: { type: 'object' },
    effect: 'read',
    reach: 'none',
    run: () => Promise.resolve({ output: 'A page.', labels: [web] }),
  };
  const stage = await setStage(asking([ask('Bea', 'Errand: find it.')], calling('fetch', {})), { tools: [fetch] });
  await hire(stage, 'Bea');
  const pasted: Label = { source: 'external', from: 'pasted' };
  const { workspace, agent, connection } = stage;
  const sent = await sendMessage(workspace, {
    agent,
    simulated: false,
    parts: [{ kind: 'text', text: 'What is six times seven?' }],
    title: 'A question',
    agentModel: { connection, model: 'model-a' },
    labels: [pasted],
  });
  await stage.lead();
  const run = await ended(stage, sent);
  const [child] = await children(stage, run.id);
  const brief = await workspace.db.message.get(child!.message);
  expect(brief?.labels).toEqual([pasted]);
  const messages = await workspace.db.message.where('parent').notEqual('').toArray();
  const result = messages.find(row => row.role === 'tool' && row.run === run.id);
  expect(result?.labels).toEqual([pasted, web]);
});
