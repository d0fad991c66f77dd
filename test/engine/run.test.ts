import { describe, expect, it } from 'vitest';
import type { RunRow } from '../../src/domain/run';
import type { StreamEvent } from '../../src/domain/stream';
import { appendEvents, readRun } from '../../src/storage/runs';
import { readWindow } from '../../src/storage/messages';
import { sendMessage, type Sent } from '../../src/storage/send';
import { setStage, until, type Script, type Stage } from './stage';

const usage: StreamEvent = { kind: 'usage', usage: { input: 1_000, output: 100 }, raw: { input_tokens: 1_000 } };
const answer: Script = async function* ({ send }) {
  await send();
  yield { kind: 'text-delta', text: 'Forty-two.' };
  yield usage;
  yield { kind: 'end', stop: 'end' };
};

function send({ workspace, agent, connection }: Stage, text = 'What is six times seven?'): Promise<Sent> {
  return sendMessage(workspace, {
    agent,
    simulated: false,
    parts: [{ kind: 'text', text }],
    title: text,
    agentModel: { connection, model: 'model-a' },
  });
}
async function ended(stage: Stage, sent: Sent): Promise<RunRow> {
  const read = async () => (await readRun(stage.workspace, sent.run)).row;
  await until(async () => ['succeeded', 'failed', 'cancelled'].includes((await read()).phase), read);
  return read();
}
const aborted = (abort: AbortSignal) => new Promise<void>(resolve => abort.addEventListener('abort', () => resolve()));
const entries = (stage: Stage) => stage.workspace.db.cost.toArray();
async function texts(stage: Stage, run: RunRow) {
  const window = await readWindow(stage.workspace, run.tip);
  return window.map(({ row, body }) => ({ role: row.role, parts: body.parts }));
}

describe('a run', () => {
  it('answers, and books the answer once, priced by the table', async () => {
    const stage = await setStage(answer);
    const sent = await send(stage);
    await stage.lead();
    const run = await ended(stage, sent);
    expect(run.phase).toBe('succeeded');
    expect((await texts(stage, run)).at(-1)).toEqual({ role: 'agent', parts: [{ kind: 'text', text: 'Forty-two.' }] });
    expect(await entries(stage)).toMatchObject([{ cost: 4_500_000, basis: 'priced', attempt: 1, model: 'model-a' }]);
    expect(run.cost).toBe(4_500_000);
    expect(await stage.workspace.db.reservation.count()).toBe(0);
  });

  it('carries out the tools that are asked for, and asks again with their results', async () => {
    const stage = await setStage(async function* (call) {
      if (call.number === 2) return yield* answer(call);
      await call.send();
      yield { kind: 'part', part: { kind: 'tool-call', call: 'c1', name: 'calculate', input: { expression: '6*7' } } };
      yield usage;
      yield { kind: 'end', stop: 'tool-calls' };
    });
    const sent = await send(stage);
    await stage.lead();
    const run = await ended(stage, sent);
    const roles = (await texts(stage, run)).map(({ role }) => role);
    expect(roles).toEqual(['user', 'agent', 'tool', 'agent']);
    expect(stage.asked[1]).toContain('42');
    expect(await entries(stage)).toHaveLength(2);
    expect(run.steps).toBe(2);
  });

  it('tells the model of a tool that does not exist instead of failing', async () => {
    const stage = await setStage(async function* (call) {
      if (call.number === 2) return yield* answer(call);
      yield { kind: 'part', part: { kind: 'tool-call', call: 'c1', name: 'rm', input: {} } };
      yield { kind: 'end', stop: 'tool-calls' };
    });
    const sent = await send(stage);
    await stage.lead();
    const run = await ended(stage, sent);
    expect(run.phase).toBe('succeeded');
    expect((await texts(stage, run))[2]?.parts[0]).toMatchObject({ kind: 'tool-result', isError: true });
  });

  it('keeps what arrived when it is stopped, and books it as estimated', async () => {
    const stage = await setStage(async function* ({ send: go, abort }) {
      await go();
      yield { kind: 'text-delta', text: 'Forty' };
      await new Promise<void>(resolve => abort.addEventListener('abort', () => resolve()));
      yield { kind: 'failure', error: { code: 'aborted', retryable: false, parameters: {} } };
    });
    const sent = await send(stage);
    await stage.lead();
    await until(
      async () => stage.receipts.length === 1,
      async () => stage.receipts,
    );
    await appendEvents(stage.workspace, 0, sent.run, [{ kind: 'cancel-requested' }]);
    stage.engine.bell.ring();
    const run = await ended(stage, sent);
    expect(run.phase).toBe('cancelled');
    expect((await texts(stage, run)).at(-1)?.parts).toEqual([{ kind: 'text', text: 'Forty' }]);
    const [entry] = await entries(stage);
    expect(entry).toMatchObject({ basis: 'estimated' });
    expect(entry?.high).toBeGreaterThanOrEqual(entry?.cost ?? Infinity);
  });

  it('tries again after a refusal that passes, without a cost for the refusal', async () => {
    const stage = await setStage(async function* (call) {
      if (call.number === 2) return yield* answer(call);
      yield { kind: 'failure', error: { code: 'overloaded', retryable: true, parameters: { retryAfterMs: 1 } } };
    });
    const sent = await send(stage);
    await stage.lead();
    const run = await ended(stage, sent);
    expect(run.phase).toBe('succeeded');
    expect(await entries(stage)).toMatchObject([{ attempt: 2 }]);
  });

  it('fails with the reason when the key is wrong', async () => {
    const stage = await setStage(async function* () {
      yield { kind: 'failure', error: { code: 'wrong-key', retryable: false, parameters: {} } };
    });
    const sent = await send(stage);
    await stage.lead();
    const run = await ended(stage, sent);
    expect(run.status).toEqual({ is: 'failed', error: { code: 'wrong-key', retryable: false, parameters: {} } });
    expect(await entries(stage)).toEqual([]);
  });

  it('keeps an answer without a word, so that a refusal is seen', async () => {
    const stage = await setStage(async function* () {
      yield usage;
      yield { kind: 'end', stop: 'refusal' };
    });
    const sent = await send(stage);
    await stage.lead();
    const run = await ended(stage, sent);
    const window = await readWindow(stage.workspace, run.tip);
    expect(window.at(-1)?.row).toMatchObject({ role: 'agent', stop: 'refusal', cost: 4_500_000 });
  });

  it('waits while the keys are locked and goes on when they open', async () => {
    const stage = await setStage(answer);
    stage.keys.set('locked');
    const sent = await send(stage);
    await stage.lead();
    const read = async () => (await readRun(stage.workspace, sent.run)).row;
    await until(async () => (await read()).phase === 'waiting', read);
    expect((await read()).status).toMatchObject({ is: 'waiting', for: 'key-locked' });
    expect(stage.asked).toEqual([]);
    stage.keys.set('open');
    expect((await ended(stage, sent)).phase).toBe('succeeded');
  });

  it('is held when everything is paused: what had no answer yet goes on later, booked once for each time it left', async () => {
    const stage = await setStage(async function* (call) {
      if (call.number > 1) return yield* answer(call);
      await call.send();
      await aborted(call.abort);
    });
    const sent = await send(stage);
    await stage.lead();
    await until(
      async () => stage.receipts.length === 1,
      async () => stage.receipts,
    );
    stage.halt(true);
    const read = async () => (await readRun(stage.workspace, sent.run)).row;
    await until(async () => (await read()).phase === 'queued', read);
    expect(stage.asked).toHaveLength(1);
    stage.halt(false);
    expect((await ended(stage, sent)).phase).toBe('succeeded');
    const booked = (await entries(stage)).toSorted((a, b) => a.attempt - b.attempt);
    expect(booked).toMatchObject([{ basis: 'estimated' }, { basis: 'priced' }]);
  });

  it('answers two messages of one conversation one after the other, the second with the first in view', async () => {
    const stage = await setStage(answer);
    const first = await send(stage);
    const second = await sendMessage(stage.workspace, {
      conversation: first.conversation,
      agent: stage.agent,
      simulated: false,
      parts: [{ kind: 'text', text: 'And seven times eight?' }],
      title: '',
      agentModel: { connection: stage.connection, model: 'model-a' },
    });
    await stage.lead();
    const run = await ended(stage, second);
    expect((await texts(stage, run)).map(({ role }) => role)).toEqual(['user', 'agent', 'user', 'agent']);
    expect(stage.asked).toHaveLength(2);
  });
});

describe('after a leader is lost', () => {
  /** Loses the lead while the provider is being asked, as a killed tab does. */
  async function lose(stage: Stage, sent: Sent, when: () => boolean): Promise<void> {
    const first = await stage.lead();
    await until(
      async () => when(),
      async () => stage.receipts,
    );
    first.stop();
    void sent;
  }
  const hang: Script = async function* ({ send: go, number, abort, ...rest }) {
    if (number > 1) return yield* answer({ send: go, number, abort, ...rest });
    await new Promise(() => {});
  };

  it('an attempt that never left is made again, and only that is booked', async () => {
    const stage = await setStage(hang);
    const sent = await send(stage);
    await lose(stage, sent, () => stage.asked.length === 1);
    await stage.lead();
    const run = await ended(stage, sent);
    expect(run.phase).toBe('succeeded');
    expect(await entries(stage)).toMatchObject([{ attempt: 2, basis: 'priced' }]);
  });

  it('an attempt that left without an answer is booked as estimated, and another is made', async () => {
    const stage = await setStage(async function* (call) {
      if (call.number > 1) return yield* answer(call);
      await call.send();
      await new Promise(() => {});
    });
    const sent = await send(stage);
    await lose(stage, sent, () => stage.receipts.length === 1);
    await stage.lead();
    const run = await ended(stage, sent);
    expect(run.phase).toBe('succeeded');
    const booked = (await entries(stage)).sort((a, b) => a.attempt - b.attempt);
    expect(booked).toMatchObject([
      { attempt: 1, basis: 'estimated' },
      { attempt: 2, basis: 'priced' },
    ]);
    expect(run.cost).toBe(booked.reduce((sum, { cost }) => sum + (cost ?? 0), 0));
  });

  it('what had arrived is kept and the run says that it was interrupted', async () => {
    const stage = await setStage(async function* ({ send: go }) {
      await go();
      yield { kind: 'text-delta', text: 'Forty' };
      for (;;) {
        await new Promise(resolve => setTimeout(resolve, 5));
        yield { kind: 'text-delta', text: '…' };
      }
    });
    const sent = await send(stage);
    const first = await stage.lead();
    await until(
      async () => (await stage.workspace.db.draft.count()) === 1,
      async () => 'no checkpoint',
    );
    first.stop();
    await stage.lead();
    const run = await ended(stage, sent);
    expect(run.status).toMatchObject({ is: 'failed', error: { code: 'interrupted' } });
    expect((await texts(stage, run)).at(-1)?.parts[0]).toMatchObject({
      kind: 'text',
      text: expect.stringContaining('Forty'),
    });
    expect(await entries(stage)).toHaveLength(1);
  });

  it('a leader that gives way in the middle stops nothing: the run is interrupted, never cancelled', async () => {
    const stage = await setStage(async function* ({ send: go, abort }) {
      await go();
      while (!abort.aborted) {
        await new Promise(resolve => setTimeout(resolve, 5));
        yield { kind: 'text-delta', text: 'on and ' };
      }
    });
    const sent = await send(stage);
    const first = await stage.lead();
    await until(
      async () => (await stage.workspace.db.draft.count()) === 1,
      async () => 'no checkpoint',
    );
    first.stop();
    await new Promise(resolve => setTimeout(resolve, 50));
    expect((await readRun(stage.workspace, sent.run)).row.phase).toBe('running');
    await stage.lead();
    expect((await ended(stage, sent)).status).toMatchObject({ is: 'failed', error: { code: 'interrupted' } });
    expect(await entries(stage)).toHaveLength(1);
  });

  it('what a call cost is kept although its engine has lost the lead: as a surer figure than the estimate', async () => {
    let finish = () => {};
    const stage = await setStage(async function* (call) {
      await call.send();
      if (call.number === 1) await new Promise<void>(resolve => (finish = resolve));
      yield { kind: 'text-delta', text: 'Forty-two.' };
      yield usage;
      yield { kind: 'end', stop: 'end' };
    });
    const sent = await send(stage);
    await stage.lead();
    await until(
      async () => stage.receipts.length === 1,
      async () => stage.receipts,
    );
    await stage.lead();
    await ended(stage, sent);
    finish();
    const corrected = async () => (await entries(stage)).filter(({ kind }) => kind === 'correction');
    await until(async () => (await corrected()).length === 1, corrected);
    expect(await corrected()).toMatchObject([{ attempt: 1, basis: 'priced', cost: 4_500_000 }]);
  });

  it('nothing that the lost leader still writes is accepted', async () => {
    const stage = await setStage(answer);
    const sent = await send(stage);
    const lost = await stage.lead();
    await ended(stage, sent);
    await stage.lead();
    await expect(appendEvents(stage.workspace, lost.epoch, sent.run, [{ kind: 'run-woken' }])).rejects.toMatchObject({
      code: 'stale-epoch',
    });
  });
});
