import { describe, expect, it } from 'vitest';
import type { Id } from '../../src/domain/id';
import type { Part } from '../../src/domain/part';
import { patchAgent } from '../../src/storage/agents';
import { commit } from '../../src/storage/commit';
import { addConnection } from '../../src/storage/connections';
import { forkRun } from '../../src/storage/fork';
import { readWindow } from '../../src/storage/messages';
import { addPayloads, preparePayload } from '../../src/storage/payloads';
import { replayQueries } from '../../src/storage/replay-queries';
import { sendMessage } from '../../src/storage/send';
import { answer, aborted, callsFirst, ended, results, send, texts } from './play';
import { setStage, until, type Stage } from './stage';

const pasted = [{ source: 'external', from: 'pasted' }] as const;

function sendPasted(stage: Stage) {
  return sendMessage(stage.workspace, {
    agent: stage.agent,
    simulated: false,
    parts: [{ kind: 'text', text: 'Read this.' }],
    title: 'Read this.',
    labels: pasted,
    agentModel: { connection: stage.connection, model: 'model-a' },
  });
}

async function labelsOf(stage: Stage, run: Awaited<ReturnType<typeof ended>>) {
  const window = await readWindow(stage.workspace, run.tip);
  return window.map(({ row }) => [row.role, row.labels]);
}

describe('a fork of a run', () => {
  it('from a tool’s result asks the model anew with it, and leaves the first run as it is', async () => {
    const stage = await setStage(callsFirst({ call: 'c1', name: 'calculate', input: { expression: '6*7' } }));
    const sent = await send(stage);
    await stage.lead();
    const run = await ended(stage, sent);
    const result = (await readWindow(stage.workspace, run.tip)).find(({ row }) => row.role === 'tool');
    const forked = await forkRun(stage.workspace, { run: run.id, from: result!.row.id });
    stage.engine.bell.ring();
    const second = await ended(stage, forked);
    expect(await results(stage, second)).toMatchObject([{ call: 'c1', output: '42' }]);
    expect((await texts(stage, second)).map(({ role }) => role)).toEqual(['user', 'agent', 'tool', 'agent']);
    expect(await ended(stage, sent)).toEqual(run);
  });

  it('with another text keeps that foreign text may be in it', async () => {
    const stage = await setStage(answer);
    const sent = await sendPasted(stage);
    await stage.lead();
    const run = await ended(stage, sent);
    const forked = await forkRun(stage.workspace, { run: run.id, text: 'Read this anew.' });
    stage.engine.bell.ring();
    expect(await labelsOf(stage, await ended(stage, forked))).toEqual([
      ['user', pasted],
      ['agent', pasted],
    ]);
  });

  it('made after its agent was told otherwise knows which version each began with', async () => {
    const stage = await setStage(answer);
    const sent = await send(stage);
    const { replay, runs } = replayQueries(stage.workspace);
    expect(await runs(sent.task), 'what the user wrote is no result').toMatchObject([{ result: '' }]);
    await stage.lead();
    await ended(stage, sent);
    await patchAgent(stage.workspace, stage.agent, { instructions: 'Answer in verse.' });
    const forked = await forkRun(stage.workspace, { run: sent.run });
    stage.engine.bell.ring();
    await ended(stage, forked);
    expect(await runs(sent.task)).toMatchObject([{ result: 'Forty-two.' }, { result: 'Forty-two.' }]);
    const [first, second] = [(await replay(sent.run))?.began, (await replay(forked.run))?.began];
    expect(first).toMatchObject({ version: 1, window: 1 });
    expect(second).toMatchObject({ version: 2, window: 1 });
    expect(first?.instructions).not.toBe(second?.instructions);
  });

  it('with a long text, of which nobody says that it was typed, is foreign', async () => {
    const stage = await setStage(answer);
    const sent = await send(stage, 'Read this.');
    await stage.lead();
    const run = await ended(stage, sent);
    const forked = await forkRun(stage.workspace, { run: run.id, text: 'A page. '.repeat(300) });
    stage.engine.bell.ring();
    expect((await labelsOf(stage, await ended(stage, forked)))[0]).toEqual(['user', pasted]);
  });

  it('with other words keeps the place, the files and how hard it is asked; model and instructions are those it was given', async () => {
    const stage = await setStage(answer);
    const { workspace, agent, connection } = stage;
    const first = await send(stage);
    await stage.lead();
    await ended(stage, first);
    const payload = await preparePayload(workspace, 'JVBERi0xLjQK');
    await commit(workspace, ['payload'], () => addPayloads(workspace, [payload]));
    const file: Part = { kind: 'file', payload: payload.id, type: 'application/pdf', name: 'a.pdf', size: 9, pages: 1 };
    const sent = await sendMessage(workspace, {
      conversation: first.conversation,
      agent,
      simulated: false,
      parts: [file, { kind: 'text', text: 'Read it.' }],
      title: '',
      asks: { effort: 'low' },
      agentModel: { connection, model: 'model-a' },
    });
    stage.engine.bell.ring();
    await ended(stage, sent);
    const model = { connection, model: 'model-b' };
    const fork = await forkRun(workspace, { run: sent.run, text: 'Read it anew.', model, instructions: 'In verse.' });
    stage.engine.bell.ring();
    const second = await ended(stage, fork);
    const [before, now] = await workspace.db.message.bulkGet([sent.message, fork.message]);
    expect(before?.parent).toBeDefined();
    const kept = { parent: before?.parent, files: [payload.id], asks: { effort: 'low' }, simulated: false };
    expect(now).toMatchObject({ role: 'user', ...kept });
    expect((now?.born ?? '') > (before?.born ?? ''), 'born after what it stands beside').toBe(true);
    expect((await texts(stage, second)).at(-2)?.parts).toEqual([file, { kind: 'text', text: 'Read it anew.' }]);
    expect(second).toMatchObject({ fork: sent.run, simulated: false, body: { model } });
    expect((await workspace.db.conversation.get(sent.conversation))?.leaf).toBe(second.tip);
    const told = async (id?: Id<'instructions'>) => id && (await workspace.db.instructions.get(id))?.body.text;
    expect(await told(second.instructions)).toBe('In verse.');

    // A fork of the fork is told what the fork was, not what its agent is.
    const third = await forkRun(workspace, { run: fork.run });
    stage.engine.bell.ring();
    expect(await ended(stage, third)).toMatchObject({ instructions: second.instructions, body: { model } });
  });

  it('at a simulated model is simulated, whatever the first run was', async () => {
    const stage = await setStage(answer);
    const sent = await send(stage);
    await stage.lead();
    await ended(stage, sent);
    const connection = await addConnection(stage.workspace, {
      provider: 'simulated',
      wire: 'simulated',
      body: { name: 'Demo', baseUrl: '', options: {} },
    });
    const model = { connection, model: 'demo' };
    const fork = await forkRun(stage.workspace, { run: sent.run, text: 'Again.', model });
    expect(await stage.workspace.db.run.get(fork.run)).toMatchObject({ simulated: true });
    expect(await stage.workspace.db.message.get(fork.message)).toMatchObject({ simulated: true });
  });

  it('from a message of another conversation is refused, and nothing is written', async () => {
    const stage = await setStage(answer);
    const [sent, other] = [await send(stage), await send(stage, 'Something else?')];
    await stage.lead();
    await Promise.all([ended(stage, sent), ended(stage, other)]);
    const { run: runs, conversation } = stage.workspace.db;
    const before = [await runs.count(), await conversation.toArray()];
    const fork = forkRun(stage.workspace, { run: sent.run, from: other.message });
    await expect(fork).rejects.toMatchObject({ code: 'not-found' });
    expect([await runs.count(), await conversation.toArray()]).toEqual(before);
  });
});

describe('an answer whose leader was lost', () => {
  it('keeps that foreign text led to it', async () => {
    const stage = await setStage(async function* ({ send: go, abort }) {
      await go();
      yield { kind: 'text-delta', text: 'Forty' };
      yield { kind: 'position', reply: 'reply-1', after: 1 };
      await aborted(abort);
      throw new Error('gone');
    });
    const sent = await sendPasted(stage);
    const first = await stage.lead();
    await until(
      async () => (await stage.workspace.db.draft.get(sent.run)) !== undefined,
      () => stage.workspace.db.draft.toArray(),
    );
    first.stop();
    await stage.lead();
    expect(await labelsOf(stage, await ended(stage, sent))).toEqual([
      ['user', pasted],
      ['agent', pasted],
    ]);
  });
});
