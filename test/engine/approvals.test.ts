import { describe, expect, it } from 'vitest';
import type { Tool } from '../../src/domain/tool';
import { runAsMarkdown } from '../../src/exchange/run-markdown';
import { grantVerbs } from '../../src/engine/verbs/grant-verbs';
import { runVerbs } from '../../src/engine/verbs/run-verbs';
import { readFileAt, saveFile } from '../../src/storage/artifacts';
import { addGrant, usesToday } from '../../src/storage/grants';
import { readWindow } from '../../src/storage/messages';
import { replayQueries } from '../../src/storage/replay-queries';
import { readPayload } from '../../src/storage/requests';
import { schemaHash } from '../../src/engine/fingerprint';
import { eventsOf, readRun } from '../../src/storage/runs';
import { answer, asked, callsFirst, ended, openOf, reply, results, send, standing, steer, work } from './play';
import { setStage, until, type Script } from './stage';

/** Writes into the world: asks first. */
function paint(done: string[]): Tool {
  return {
    source: 'test',
    name: 'paint',
    description: 'Paints the fence.',
    input: { type: 'object', properties: { colour: { type: 'string' } } },
    effect: 'idempotent',
    reach: 'workspace',
    run(input) {
      done.push(JSON.stringify(input));
      return Promise.resolve({ output: 'Painted.' });
    },
  };
}

const red = { call: 'c1', name: 'paint', input: { colour: 'red' } };
const blue = { call: 'c2', name: 'paint', input: { colour: 'blue' } };

/** Every run asks for this call first, and answers when it has its result. */
const firstOf = (call: typeof red): Script =>
  async function* (turn) {
    yield* turn.body.includes('tool-result') ? answer(turn) : callsFirst(call)({ ...turn, number: 1 });
  };

/** A run that asks whether it may paint, and what was painted. */
async function asking(...calls: (typeof red)[]) {
  const done: string[] = [];
  const stage = await setStage(callsFirst(...calls), { tools: [paint(done)] });
  const sent = await send(stage);
  const lead = await stage.lead();
  return { done, stage, sent, lead, request: await asked(stage, sent) };
}

describe('a tool that changes something', () => {
  it('waits until the user allows it, and is used once', async () => {
    const { done, stage, sent, request } = await asking(red);
    expect((await standing(stage, sent, 'waiting')).status).toEqual({ is: 'waiting', for: 'approval' });
    expect(done).toEqual([]);
    await reply(stage, { request: request.id, answer: 'approved' });
    const run = await ended(stage, sent);
    expect([run.phase, done]).toEqual(['succeeded', ['{"colour":"red"}']]);
    expect(await stage.workspace.db.request.get(request.id)).toMatchObject({ status: 'used', answer: 'approved' });
    const kinds = (await eventsOf(stage.workspace, sent.run)).map(row => row.event);
    expect(kinds.filter(event => event.kind === 'act-intent' && event.request === request.id)).toHaveLength(1);
  });

  it('is asked for with the other calls of the answer, and one answer may settle all', async () => {
    const { done, stage, sent } = await asking(red, blue);
    const open = await openOf(stage, sent);
    expect(new Set(open.map(row => row.call))).toEqual(new Set(['c1', 'c2']));
    await reply(stage, ...open.map(row => ({ request: row.id, answer: 'approved' as const })));
    const run = await ended(stage, sent);
    expect(done).toEqual(['{"colour":"red"}', '{"colour":"blue"}']);
    expect((await results(stage, run)).map(part => part.call)).toEqual(['c1', 'c2']);
  });

  it('is not used when the user is against it; the model is told why', async () => {
    const { done, stage, sent, request } = await asking(red);
    await reply(stage, { request: request.id, answer: 'rejected', said: 'The fence is not ours.' });
    const run = await ended(stage, sent);
    expect(done).toEqual([]);
    expect(await results(stage, run)).toMatchObject([{ call: 'c1', isError: true }]);
    expect((await results(stage, run))[0]?.output).toContain('The fence is not ours.');
    const told = (await eventsOf(stage.workspace, sent.run)).map(row => row.event);
    const error = { code: 'tool-failed', parameters: { tool: 'paint' } };
    expect(told.find(event => event.kind === 'act-failed')).toMatchObject({ error });
    // The tool did not fail: who looks at the run again is told what became of it.
    const replay = await replayQueries(stage.workspace).replay(sent.run);
    const step = replay?.steps.find(({ kind }) => kind === 'tool-call');
    expect(step).toMatchObject({ status: 'rejected', reason: 'The fence is not ours.' });
    expect(step?.error).toBeUndefined();
    const work = { abort: new AbortController().signal, progress: () => {} };
    const story = await (await runAsMarkdown(stage.workspace, sent.run, work)).text();
    expect(story).toContain(' · rejected by the user\n');
    expect(story).not.toContain('tool-failed');
  });

  it('is used as the user edited it', async () => {
    const { done, stage, sent, request } = await asking(red);
    await reply(stage, { request: request.id, answer: 'edited', input: { colour: 'green' } });
    await ended(stage, sent);
    expect(done).toEqual(['{"colour":"green"}']);
  });

  it('still waits after the leader is gone, under the same request', async () => {
    const { done, stage, sent, lead, request } = await asking(red);
    lead.stop();
    await stage.lead();
    const after = await openOf(stage, sent);
    expect(after.map(row => row.id)).toEqual([request.id]);
    await reply(stage, { request: request.id, answer: 'approved' });
    await ended(stage, sent);
    expect(done).toHaveLength(1);
  });

  it('needs no leave where a grant covers it, and never happens where the user forbade it', async () => {
    const done: string[] = [];
    const tool = paint(done);
    const allowed = await setStage(callsFirst(red), { tools: [tool] });
    const about = { tool: 'test/paint', schema: schemaHash(tool), trusts: [] };
    await addGrant(allowed.workspace, {
      agent: allowed.agent,
      decision: 'allow',
      body: { ...about, when: [{ path: '/colour', is: 'equals', value: 'red' }] },
    });
    const sent = await send(allowed);
    await allowed.lead();
    await ended(allowed, sent);
    expect(done).toEqual(['{"colour":"red"}']);

    const forbidden = await setStage(callsFirst(red), { tools: [tool] });
    await addGrant(forbidden.workspace, {
      agent: forbidden.agent,
      decision: 'never',
      body: { ...about, when: [{ path: '', is: 'anything' }] },
    });
    const refused = await send(forbidden);
    await forbidden.lead();
    const run = await ended(forbidden, refused);
    expect(done).toHaveLength(1);
    expect(await results(forbidden, run)).toMatchObject([{ isError: true }]);
  });
});

describe('what was granted for a tool', () => {
  /** Calls of `tool`, while `granted` may be used as often as `perDay` says. */
  async function granting(tool: Tool, granted: string, perDay: number, ...calls: (typeof red)[]) {
    const stage = await setStage(callsFirst(...calls), { tools: [tool] });
    await addGrant(stage.workspace, {
      agent: stage.agent,
      decision: 'allow',
      perDay,
      body: { tool: granted, schema: schemaHash(tool), trusts: [], when: [{ path: '/colour', is: 'anything' }] },
    });
    const sent = await send(stage);
    await stage.lead();
    return { stage, sent, request: await asked(stage, sent) };
  }

  it('says nothing about one of the same name and shape from elsewhere, nor do its uses count there', async () => {
    const done: string[] = [];
    const other: Tool = { ...paint(done), source: 'mcp:elsewhere' };
    const { stage, sent, request } = await granting(other, 'test/paint', 5, red);
    expect([request.tool, done]).toEqual(['mcp:elsewhere/paint', []]);
    const proposed = await grantVerbs(stage.engine).proposeGrant(work, request.id);
    expect(proposed?.tool).toBe('mcp:elsewhere/paint');
    await reply(stage, { request: request.id, answer: 'approved' });
    await ended(stage, sent);
    expect(done).toHaveLength(1);
    const uses = (tool: string) => usesToday(stage.workspace, stage.agent, tool, 'UTC');
    expect([await uses('mcp:elsewhere/paint'), await uses('test/paint')]).toEqual([1, 0]);
  });

  it('is used up after so many times a day: the next one asks', async () => {
    const done: string[] = [];
    const { stage, request } = await granting(paint(done), 'test/paint', 1, red, blue);
    expect(done).toEqual(['{"colour":"red"}']);
    expect(await readPayload(stage.workspace, request.shown)).toMatchObject({
      input: { colour: 'blue' },
      because: 'used-up',
    });
  });

  it('is not used up twice by runs side by side: the later one asks', async () => {
    const done: string[] = [];
    const tool = paint(done);
    const together: Tool = {
      ...tool,
      async run(input, context) {
        const result = await tool.run(input, context);
        await until(
          () => Promise.resolve(done.length >= 2),
          () => Promise.resolve(done),
        );
        return result;
      },
    };
    const stage = await setStage(firstOf(red), { tools: [together] });
    await addGrant(stage.workspace, {
      agent: stage.agent,
      decision: 'allow',
      perDay: 1,
      body: { tool: 'test/paint', schema: schemaHash(tool), trusts: [], when: [{ path: '/colour', is: 'anything' }] },
    });
    const sent = [await send(stage), await send(stage)];
    await stage.lead();
    const phases = async () => Promise.all(sent.map(async one => (await readRun(stage.workspace, one.run)).row.phase));
    await until(async () => (await phases()).toSorted().join() === 'succeeded,waiting', phases);
    expect(await usesToday(stage.workspace, stage.agent, 'test/paint', 'UTC')).toBe(1);
  });
});

describe('an answer to a question', () => {
  it.each([
    ['a short one is the user’s own', 'The red one.', undefined],
    ['a long one may be pasted: it is foreign', 'x'.repeat(2_001), [{ source: 'external', from: 'pasted' }]],
  ])('%s', async (_, said, labels) => {
    const stage = await setStage(callsFirst({ call: 'c1', name: 'ask_user', input: { question: 'Which?' } }));
    const sent = await send(stage);
    await stage.lead();
    await reply(stage, { request: (await asked(stage, sent)).id, answer: 'told', said });
    const { tip } = await ended(stage, sent);
    const window = await readWindow(stage.workspace, tip);
    expect(window.filter(({ row }) => row.role !== 'user').map(({ row }) => row.labels)).toEqual([
      undefined,
      labels,
      labels,
    ]);
  });
});

describe('words of the user while a run works', () => {
  it('are read at the next boundary, once, and calls that were not begun get a result that says so', async () => {
    const { done, stage, sent } = await asking(red);
    await steer(stage, sent, 'Leave the fence alone.');
    const run = await ended(stage, sent);
    expect(done).toEqual([]);
    expect(await results(stage, run)).toMatchObject([{ call: 'c1', isError: true }]);
    expect(stage.asked.at(-1)?.match(/Leave the fence alone/g)).toHaveLength(1);
    expect(await stage.workspace.db.request.where('run').equals(sent.run).toArray()).toMatchObject([
      { status: 'void' },
    ]);
  });

  it('become an ordinary message when the run is over', async () => {
    const stage = await setStage(callsFirst());
    const sent = await send(stage);
    await stage.lead();
    await ended(stage, sent);
    await steer(stage, sent, 'And seven times eight?');
    expect(await stage.workspace.db.run.count()).toBe(2);
  });
});

describe('a paused run', () => {
  it('holds at the next boundary and goes on when it is resumed', async () => {
    const stage = await setStage(callsFirst({ call: 'c1', name: 'calculate', input: { expression: '6*7' } }));
    const sent = await send(stage);
    await runVerbs(stage.engine).pause(work, sent.run);
    await stage.lead();
    expect((await standing(stage, sent, 'waiting')).status).toEqual({ is: 'waiting', for: 'paused' });
    expect(stage.asked).toEqual([]);
    await runVerbs(stage.engine).resume(work, sent.run);
    stage.engine.bell.ring();
    expect((await ended(stage, sent)).phase).toBe('succeeded');
  });
});

describe('a file that was saved by the user after the card was shown', () => {
  it('is not written over: the user is asked again, about what is there now', async () => {
    const write = { call: 'c1', name: 'write_file', input: { path: 'a.md', content: 'from the agent' } };
    const stage = await setStage(callsFirst(write));
    const sent = await send(stage);
    await stage.lead();
    const first = await asked(stage, sent);
    await saveFile(stage.workspace, 'a.md', 'from the user');
    await reply(stage, { request: first.id, answer: 'approved' });
    await until(
      async () => (await openOf(stage, sent)).some(one => one.id !== first.id),
      async () => stage.workspace.db.request.toArray(),
    );
    expect((await readFileAt(stage.workspace, 'a.md'))?.text).toBe('from the user');
    const [second] = await openOf(stage, sent);
    await reply(stage, { request: second!.id, answer: 'approved' });
    await ended(stage, sent);
    expect((await readFileAt(stage.workspace, 'a.md'))?.text).toBe('from the agent');
    expect(await stage.workspace.db.revision.count()).toBe(2);
  });
});
