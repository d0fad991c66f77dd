import { expect, test } from 'vitest';
import { derivedId, type Id } from '../../src/domain/id';
import type { KeyId } from '../../src/domain/ports';
import type { ErrorValue } from '../../src/domain/error';
import { patchAgent } from '../../src/storage/agents';
import { addConnection } from '../../src/storage/connections';
import { readWindow } from '../../src/storage/messages';
import { readRun } from '../../src/storage/runs';
import { answer, callsFirst, ended, entries, send } from './play';
import { setStage, type Script, type Stage } from './stage';

const overloaded: ErrorValue = { code: 'overloaded', retryable: true, parameters: { retryAfterMs: 1 } };
const noCredit: ErrorValue = { code: 'no-credit', retryable: false, parameters: {} };

const modelIn = (body: string) => (JSON.parse(body) as { model: string }).model;

/** A provider whose `model-a` cannot be had; every other model plays `script`. */
const without = (failure: ErrorValue, script: Script = answer): Script =>
  async function* (turn) {
    if (modelIn(turn.body) !== 'model-a') return yield* script(turn);
    await turn.send();
    yield { kind: 'failure', error: failure };
  };

/** Gives the agent a second model, on a connection of its own, that costs `factor` times as much. */
async function withFallback(stage: Stage, factor: number, mayBeDearer = false): Promise<Id<'connection'>> {
  const connection = await addConnection(stage.workspace, {
    provider: 'openai',
    wire: 'openai-responses',
    key: derivedId<'key'>('test', 'other key') satisfies KeyId,
    body: { name: 'Other', baseUrl: 'https://api.other', options: {} },
  });
  stage.engine.prices.find = (_, model) => {
    const times = model === 'model-b' ? factor : 1;
    const rates = { input: 3_000_000_000 * times, output: 15_000_000_000 * times };
    return Promise.resolve({ rates, tiers: [], date: '2026-09-23', model, match: 'exact' });
  };
  const fallback = { model: { connection, model: 'model-b' }, mayBeDearer };
  await patchAgent(stage.workspace, stage.agent, { body: { fallback } });
  return connection;
}

const asked = (stage: Stage) => stage.asked.map(modelIn);

test('an overloaded model is tried four times, then the second one answers, and both transcript and ledger say so', async () => {
  const stage = await setStage(without(overloaded));
  const connection = await withFallback(stage, 1);
  const sent = await send(stage);
  const lead = await stage.lead();
  const run = await ended(stage, sent);
  expect(run.phase).toBe('succeeded');
  expect(asked(stage)).toEqual(['model-a', 'model-a', 'model-a', 'model-a', 'model-b']);
  const window = await readWindow(stage.workspace, run.tip);
  expect(window.at(-1)?.body).toMatchObject({
    model: 'model-b',
    instead: { of: 'model-a', because: 'overloaded' },
  });
  expect(await entries(stage)).toMatchObject([
    { attempt: 5, model: 'model-b', insteadOf: 'model-a', connection, provider: 'openai', cost: 4_500_000 },
  ]);
  expect(await stage.workspace.db.reservation.count()).toBe(0);
  lead.stop();
});

test('a model that asks for more than half a minute is not waited for where there is another', async () => {
  const stage = await setStage(without({ ...overloaded, parameters: { retryAfterMs: 60_000 } }));
  await withFallback(stage, 1);
  const sent = await send(stage);
  const lead = await stage.lead();
  expect((await ended(stage, sent)).phase).toBe('succeeded');
  expect(asked(stage)).toEqual(['model-a', 'model-b']);
  lead.stop();
});

test('a model out of credit is not tried again, and the rest of the run stays with the second', async () => {
  const calls = { call: 'c1', name: 'calculate', input: { expression: '6 * 7' } };
  const stage = await setStage(without(noCredit, turn => callsFirst(calls)({ ...turn, number: turn.number - 1 })));
  await withFallback(stage, 1);
  const sent = await send(stage);
  const lead = await stage.lead();
  expect((await ended(stage, sent)).phase).toBe('succeeded');
  expect(asked(stage)).toEqual(['model-a', 'model-b', 'model-b']);
  const { row, state } = await readRun(stage.workspace, sent.run);
  expect(row.body.model.model).toBe('model-b');
  expect(state.run.instead).toMatchObject({ from: { model: 'model-a' }, because: 'no-credit' });
  lead.stop();
});

test.each([
  ['does not take the place of a cheaper one', false, 'failed', ['model-a']],
  ['does where the user has agreed to that', true, 'succeeded', ['model-a', 'model-b']],
] as const)('a dearer model %s', async (_, mayBeDearer, phase, models) => {
  const stage = await setStage(without(noCredit));
  await withFallback(stage, 2, mayBeDearer);
  const sent = await send(stage);
  const lead = await stage.lead();
  expect((await ended(stage, sent)).phase).toBe(phase);
  expect(asked(stage)).toEqual(models);
  lead.stop();
});

test('what the user must mend is not passed over: a wrong key ends the run', async () => {
  const stage = await setStage(without({ code: 'wrong-key', retryable: false, parameters: {} }));
  await withFallback(stage, 1);
  const sent = await send(stage);
  const lead = await stage.lead();
  expect((await ended(stage, sent)).status).toMatchObject({ is: 'failed', error: { code: 'wrong-key' } });
  lead.stop();
});

test('that a model is unknown is said with its name, which not every provider tells', async () => {
  const stage = await setStage(without({ code: 'unknown-model', retryable: false, parameters: { status: 404 } }));
  const sent = await send(stage);
  const lead = await stage.lead();
  expect((await ended(stage, sent)).status).toMatchObject({
    is: 'failed',
    error: { code: 'unknown-model', parameters: { status: 404, model: 'model-a' } },
  });
  lead.stop();
});
