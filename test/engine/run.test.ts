import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/domain/error';
import type { RunEvent } from '../../src/domain/event';
import { isOver } from '../../src/domain/fold';
import { conversationVerbs } from '../../src/engine/verbs/conversation-verbs';
import { conversationQueries } from '../../src/storage/conversation-queries';
import { readWindow } from '../../src/storage/messages';
import { appendEvents, readRun } from '../../src/storage/runs';
import { sendMessage } from '../../src/storage/send';
import { aborted, answer, ended, entries, send, standing, texts, usage, work } from './play';
import { setStage, until } from './stage';

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

  it('is stopped with its conversation: nothing goes on, and costs, that nobody sees', async () => {
    const stage = await setStage(async function* ({ send: go, abort }) {
      await go();
      yield { kind: 'text-delta', text: 'Forty' };
      await aborted(abort);
      yield { kind: 'failure', error: { code: 'aborted', retryable: false, parameters: {} } };
    });
    const sent = await send(stage);
    await stage.lead();
    await until(
      async () => stage.asked.length === 1,
      async () => stage.asked,
    );
    const waiting = await send(stage, 'And then?', sent.conversation);
    await conversationVerbs(stage.engine).editConversation(work, sent.conversation, { gone: true });
    stage.engine.bell.ring();
    expect((await ended(stage, sent)).phase).toBe('cancelled');
    expect((await ended(stage, waiting)).phase).toBe('cancelled');
    expect([stage.asked.length, (await entries(stage)).length]).toEqual([1, 1]);
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

  it('books a call whose network went away after it had left, and makes it again', async () => {
    const stage = await setStage(async function* (call) {
      if (call.number > 1) return yield* answer(call);
      await call.send();
      throw new AppError('offline', { retryable: true });
    });
    const sent = await send(stage);
    await stage.lead();
    await ended(stage, sent);
    const booked = (await entries(stage)).sort((a, b) => a.attempt - b.attempt);
    expect(booked).toMatchObject([{ basis: 'estimated' }, { basis: 'priced' }]);
  });

  it('waits for the network where a part of the engine is not on this device yet', async () => {
    const stage = await setStage(answer);
    const { engine, workspace } = stage;
    const providerFor = engine.providerFor.bind(engine);
    let isOnline = true;
    engine.online = { now: () => isOnline, watch: () => {} };
    engine.providerFor = () => {
      isOnline = false;
      return Promise.reject(new TypeError('Failed to fetch dynamically imported module: x.js'));
    };
    const sent = await send(stage);
    await stage.lead();
    const read = async () => (await readRun(workspace, sent.run)).row;
    await until(async () => !['queued', 'running'].includes((await read()).phase), read);
    expect((await read()).status).toEqual({ is: 'waiting', for: 'network' });
    isOnline = true;
    engine.providerFor = providerFor;
    engine.bell.ring();
    expect((await ended(stage, sent)).phase).toBe('succeeded');
    expect(await entries(stage)).toHaveLength(1);
  });

  it.each([
    ['goes on once a part of the engine comes that did not at first, although the device says it is online', 1],
    ['fails once that part was asked for four times', 4],
  ])('%s', { timeout: 15_000 }, async (_, times) => {
    const stage = await setStage(answer);
    const { engine, workspace } = stage;
    const providerFor = engine.providerFor.bind(engine);
    let asked = 0;
    engine.providerFor = wire =>
      (asked += 1) > times
        ? providerFor(wire)
        : Promise.reject(new TypeError('Failed to fetch dynamically imported module: x.js'));
    const sent = await send(stage);
    await stage.lead();
    const row = async () => (await readRun(workspace, sent.run)).row;
    await expect.poll(async () => isOver((await row()).status), { timeout: 12_000 }).toBe(true);
    expect((await row()).phase).toBe(times === 1 ? 'succeeded' : 'failed');
    expect(asked).toBe(times === 1 ? 2 : 4);
  });

  it('books nothing for a failure that a wrong key looks like', async () => {
    const stage = await setStage(async function* (call) {
      await call.send();
      yield { kind: 'failure', error: { code: 'opaque-failure', retryable: false, parameters: {} } };
    });
    const sent = await send(stage);
    await stage.lead();
    expect((await ended(stage, sent)).phase).toBe('failed');
    expect(await entries(stage)).toEqual([]);
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

describe('a connection that asks to be left alone', () => {
  it('is left alone by every run that uses it', async () => {
    const stage = await setStage(async function* (call) {
      if (call.number > 1) return yield* answer(call);
      await call.send();
      yield {
        kind: 'failure',
        error: { code: 'rate-limited', retryable: true, parameters: { retryAfterMs: 3_600_000 } },
      };
    });
    const first = await send(stage);
    await stage.lead();
    await standing(stage, first, 'waiting');
    const second = await send(stage, 'And seven times eight?');
    stage.engine.bell.ring();
    expect((await standing(stage, second, 'waiting')).status).toMatchObject({ is: 'waiting', for: 'rate' });
    expect(stage.asked).toHaveLength(1);
  });
});

describe('a run with an event of a later version', () => {
  it('is left alone, and the conversation says why', async () => {
    const stage = await setStage(answer);
    const sent = await send(stage);
    const unknown = { kind: 'teleported' } as unknown as RunEvent;
    await appendEvents(stage.workspace, 0, sent.run, [unknown]);
    await stage.workspace.db.run.update(sent.run, { readOnly: false });
    await stage.lead();
    await until(
      async () => (await stage.workspace.db.run.get(sent.run))?.readOnly === true,
      async () => stage.workspace.db.run.get(sent.run),
    );
    stage.engine.bell.ring();
    expect(stage.asked).toEqual([]);
    const { conversation } = conversationQueries(stage.workspace);
    expect((await conversation(sent.conversation))?.trouble).toMatchObject({ error: { code: 'storage-newer' } });
  });
});
